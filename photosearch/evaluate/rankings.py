"""Rankings of a whole gallery, for every query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.evaluate.benchmark import Benchmark, Ranking
from photosearch.search.expansion import augmented, weighted_expansion


def ranking_of(gallery: NDArray[np.float32], vector: NDArray[np.float32]) -> Ranking:
    """Return the places of gallery vectors (n, d) by their product with a vector (d,), best first, equal in order."""
    return np.argsort(-(gallery @ vector), kind="stable")


def expanded_queries(
    gallery: NDArray[np.float32],
    asked: NDArray[np.float32],
    benchmark: Benchmark,
    expand: int,
    alpha: float = 0.0,
) -> NDArray[np.float32]:
    """Return query vectors (m, d) with those of their best hits among gallery vectors (n, d) added.

    Parameters
    ----------
    gallery, asked : ndarray of float32
        Rows of unit length or zero.
    expand : int
        How many hits are added; the query itself, where it is in the gallery, is not one.
    alpha : float
        Hits count by their cosine to this power (alphaQE); 0 counts all alike (AQE).
    """
    moved = []
    for vector, query in zip(asked, benchmark.queries, strict=True):
        found = ranking_of(gallery, vector)
        others = found[found != query.item] if query.item is not None else found
        moved.append(weighted_expansion(vector, gallery[others[:expand]], alpha))
    return np.stack(moved)


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
