"""UKBench: 10,200 photos, four of each of 2,550 things; every photo is a query.

Nister, Stewenius: "Scalable Recognition with a Vocabulary Tree", CVPR 2006. ``full/ukbenchNNNNN.jpg``, four in a row.
"""

from __future__ import annotations

import re
from collections import Counter
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
        A photo has another name, or a thing has more or fewer than four photos: its score would mean nothing.
    """
    folder = root / "full" if (root / "full").is_dir() else root
    items = []
    for path in photos_below(folder, "photos named ukbenchNNNNN.jpg"):
        name = re.fullmatch("ukbench([0-9]{5})", path.stem)
        if name is None:
            raise QueryProblem(f"{path} is not named as in UKBench: ukbenchNNNNN.jpg.")
        items.append(Item(path, str(int(name[1]) // 4)))
    for thing, count in Counter(item.label or "" for item in items).items():
        if count != 4:
            first = 4 * int(thing)
            raise QueryProblem(f"{folder} should hold ukbench{first:05d}.jpg to {first + 3:05d}.jpg, and has {count}.")
    return replace(leave_one_out("ukbench", root, items), protocol=Protocol.UKBENCH)
