"""INSTRE: 28,543 photos of 250 things; five photos of each, with boxes, are queries.

Wang, Jiang: "INSTRE: A New Benchmark for Instance-Level Object Retrieval and Recognition", TOMM 2015; the protocol of
Iscen, Tolias, Avrithis, Furon, Chum, CVPR 2017: ``gnd_instre.mat``, or the same as ``gnd_instre.json``, beside the
folders ``INSTRE-S1``, ``INSTRE-S2`` and ``INSTRE-M``. It holds the photos to search (imlist), the queries (qimlist)
and, for each of these (gnd), the places of what is right (ok) and its box (bbx: x, y, x, y). Places count from 1 in
MATLAB's file and from 0 in JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import box_of, expected, inside, numbers
from photosearch.evaluate.matlab import cells, structures, whole_numbers


def load(root: Path) -> Benchmark:
    """Read the truth.

    Raises
    ------
    QueryProblem
        The file is missing or has another form.
    """
    path = root / "gnd_instre.mat"
    if path.exists():
        photos, asked, truth, first = cells(path, "imlist"), cells(path, "qimlist"), structures(path, "gnd"), 1
    else:
        path = expected(root / "gnd_instre.json", "gnd_instre.mat or .json with photos, queries and what is right")
        photos, asked, truth, first = *_from_json(path), 0
    if len(asked) != len(truth):
        raise QueryProblem(f"{path} has {len(asked)} queries in qimlist and {len(truth)} in gnd.")
    items = tuple(Item(inside(root, name)) for name in photos)
    places = {item.path: place for place, item in enumerate(items)}
    queries = tuple(
        _query(inside(root, name), path, facts, first, places) for name, facts in zip(asked, truth, strict=True)
    )
    return Benchmark("instre", root, items, queries, Protocol.OXFORD)


def _from_json(path: Path) -> tuple[list[str], list[str], list[dict[str, Any]]]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        photos, asked, truth = facts["imlist"], facts["qimlist"], facts["gnd"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise QueryProblem(f"{path} should hold imlist, qimlist and gnd: {error!r}.") from error
    for name, values, kind in (("imlist", photos, str), ("qimlist", asked, str), ("gnd", truth, dict)):
        if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
            raise QueryProblem(f"{path} should hold a list of {kind.__name__} in {name}.")
    return photos, asked, truth


def _query(photo: Path, where: Path, truth: Mapping[str, Any], first: int, places: Mapping[Path, int]) -> Query:
    if "ok" not in truth:
        raise QueryProblem(f"{where} should say in gnd which places are right (ok).")
    try:
        listed = np.asarray(truth["ok"])
        corners: Sequence[Any] = np.asarray(truth.get("bbx", ())).ravel().tolist()
    except ValueError as error:  # lists within lists, of several lengths
        raise QueryProblem(f"{where} should hold rows of numbers in gnd: {error}.") from error
    right = {place - first for place in whole_numbers(listed, where, "gnd.ok")} if listed.size else set()
    if any(not 0 <= place < len(places) for place in right):
        raise QueryProblem(f"{where} names places beyond its {len(places)} photos.")
    box = box_of(*numbers([str(number) for number in corners], 4, where)) if corners else None
    own = places.get(photo)
    junk = frozenset() if own is None else frozenset([own])
    return Query(own, photo, box, frozenset(right) - junk, junk)
