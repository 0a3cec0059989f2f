"""INRIA Holidays: 1,491 photos in 500 groups; the first of each group is the query.

Jegou, Douze, Schmid: "Hamming Embedding and Weak Geometric Consistency for Large Scale Image Search", ECCV 2008. Photos
are named 1GGGNN.jpg: group GGG, and NN = 00 is the query. Some photos lie on their side; use the upright ones.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import photos_below


def load(root: Path) -> Benchmark:
    """Read the photos; their names are the truth.

    Raises
    ------
    QueryProblem
        A photo has another name, or there is no query.
    """
    photos = photos_below(root, "photos named 1GGGNN.jpg")
    groups: dict[int, set[int]] = defaultdict(set)
    for place, path in enumerate(photos):
        if not re.fullmatch("1[0-9]{5}", path.stem):
            raise QueryProblem(f"{path} is not named as in Holidays: six digits, 1GGGNN.jpg.")
        groups[int(path.stem) // 100].add(place)
    queries = tuple(
        Query(place, path, None, frozenset(groups[int(path.stem) // 100] - {place}), frozenset([place]))
        for place, path in enumerate(photos)
        if int(path.stem) % 100 == 0
    )
    if not queries:
        raise QueryProblem(f"{root} holds no query of Holidays: a photo whose name ends in 00.")
    items = tuple(Item(path, str(int(path.stem) // 100)) for path in photos)
    return Benchmark("holidays", root, items, queries, Protocol.HOLIDAYS)
