"""Rankings of a whole gallery, for every query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.evaluate.benchmark import Benchmark, Ranking
from photosearch.search.expansion import average_expansion


def rankings_of(
    gallery: NDArray[np.float32], asked: NDArray[np.float32], benchmark: Benchmark, expand: int = 0
) -> list[Ranking]:
    """Return the places of gallery vectors (n, d) for each query vector (m, d), best first, equal ones in order.

    Parameters
    ----------
    gallery, asked : ndarray of float32
        Rows of unit length or zero.
    expand : int
        Search again with so many of the best hits added; the query itself, where it is in the gallery, is not one.
    """
    rankings = []
    for vector, query in zip(asked, benchmark.queries, strict=True):
        found: Ranking = np.argsort(-(gallery @ vector), kind="stable")
        if expand:
            others = found[found != query.item] if query.item is not None else found
            found = np.argsort(-(gallery @ average_expansion(vector, gallery[others[:expand]])), kind="stable")
        rankings.append(found)
    return rankings


def rankings_of_parts(gallery: Sequence[NDArray[np.float32]], asked: Sequence[NDArray[np.float32]]) -> list[Ranking]:
    """Return the places of photos that are compared by the best pair of their parts, each (parts, d)."""
    rows = np.concatenate(list(gallery))
    starts = np.cumsum([0, *(len(parts) for parts in gallery[:-1])])
    rankings = []
    for parts in asked:
        best = np.maximum.reduceat((rows @ parts.T).max(axis=1), starts)
        rankings.append(np.argsort(-best, kind="stable"))
    return rankings
