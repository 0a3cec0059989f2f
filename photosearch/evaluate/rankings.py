"""Rankings of a whole gallery, for every query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.evaluate.benchmark import Benchmark, Ranking
from photosearch.search.expansion import augmented, weighted_expansion


def rankings_of(
    gallery: NDArray[np.float32],
    asked: NDArray[np.float32],
    benchmark: Benchmark,
    expand: int = 0,
    alpha: float = 0.0,
) -> list[Ranking]:
    """Return the places of gallery vectors (n, d) for each query vector (m, d), best first, equal ones in order.

    Parameters
    ----------
    gallery, asked : ndarray of float32
        Rows of unit length or zero.
    expand : int
        Search again with so many of the best hits added; the query itself, where it is in the gallery, is not one.
    alpha : float
        Hits count by their cosine to this power (alphaQE); 0 counts all alike (AQE).
    """
    rankings = []
    for vector, query in zip(asked, benchmark.queries, strict=True):
        found: Ranking = np.argsort(-(gallery @ vector), kind="stable")
        if expand:
            others = found[found != query.item] if query.item is not None else found
            found = np.argsort(-(gallery @ weighted_expansion(vector, gallery[others[:expand]], alpha)), kind="stable")
        rankings.append(found)
    return rankings


def with_neighbours(gallery: NDArray[np.float32], count: int, alpha: float = 0.0) -> NDArray[np.float32]:
    """Return gallery vectors with those of their nearest others added (DBA), each neighbour by its cosine^alpha."""
    likeness = gallery @ gallery.T
    np.fill_diagonal(likeness, -np.inf)
    count = min(count, len(gallery) - 1)
    nearest = np.argsort(-likeness, axis=1, kind="stable")[:, :count]
    return augmented(gallery, nearest, alpha)


def rankings_of_parts(gallery: Sequence[NDArray[np.float32]], asked: Sequence[NDArray[np.float32]]) -> list[Ranking]:
    """Return the places of photos that are compared by the best pair of their parts, each (parts, d)."""
    rows = np.concatenate(list(gallery))
    starts = np.cumsum([0, *(len(parts) for parts in gallery[:-1])])
    rankings = []
    for parts in asked:
        best = np.maximum.reduceat((rows @ parts.T).max(axis=1), starts)
        rankings.append(np.argsort(-best, kind="stable"))
    return rankings
