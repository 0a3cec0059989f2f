"""INSTRE: 28,543 photos of 250 things; five photos of each, with boxes, are queries.

Wang, Jiang: "INSTRE: A New Benchmark for Instance-Level Object Retrieval and Recognition", TOMM 2015; the protocol of
Iscen, Tolias, Avrithis, Furon, Chum, CVPR 2017: ``gnd_instre.mat`` or ``.json`` with the photos (imlist), the queries
(qimlist) and, for each, the places of what is right (ok) and its box (bbx), and the photos below the root.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import box_of, expected, inside, numbers


def load(root: Path) -> Benchmark:
    """Read the truth, as JSON: places count from 0, boxes are x, y, x, y.

    Raises
    ------
    QueryProblem
        The file is missing or has another form.
    """
    path = expected(root / "gnd_instre.json", "the photos, the queries and what is right (gnd_instre as JSON)")
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        photos = tuple(Item(inside(root, name)) for name in facts["imlist"])
        pairs = list(zip(facts["qimlist"], facts["gnd"], strict=True))
    except (ValueError, KeyError, TypeError) as error:
        raise QueryProblem(f"{path} should hold imlist, qimlist and gnd: {error!r}.") from error
    return Benchmark(
        "instre", root, photos, tuple(_query(root, path, photos, *pair) for pair in pairs), Protocol.OXFORD
    )


def _query(root: Path, where: Path, photos: tuple[Item, ...], name: str, truth: dict[str, Any]) -> Query:
    right = frozenset(int(place) for place in truth["ok"])
    if any(not 0 <= place < len(photos) for place in right):
        raise QueryProblem(f"{where} names places beyond its {len(photos)} photos.")
    box = box_of(*numbers([str(number) for number in truth["bbx"]], 4, where)) if truth.get("bbx") else None
    return Query(None, inside(root, name), box, right)
