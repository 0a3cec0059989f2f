"""UKBench: 10,200 photos, four of each of 2,550 things; every photo is a query.

Nister, Stewenius: "Scalable Recognition with a Vocabulary Tree", CVPR 2006. ``full/ukbenchNNNNN.jpg``, four in a row.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol
from photosearch.evaluate.layout import leave_one_out, photos_below


def load(root: Path) -> Benchmark:
    """Read the photos; their numbers are the truth.

    Raises
    ------
    QueryProblem
        A photo has another name.
    """
    items = []
    for path in photos_below(root, "photos named ukbenchNNNNN.jpg"):
        number = path.stem.removeprefix("ukbench")
        if not number.isdecimal():
            raise QueryProblem(f"{path} is not named as in UKBench: ukbenchNNNNN.jpg.")
        items.append(Item(path, str(int(number) // 4)))
    return replace(leave_one_out("ukbench", root, items), protocol=Protocol.UKBENCH)
