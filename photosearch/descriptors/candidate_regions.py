"""Regions where things may be: hulls around groups of salient points, and around groups of groups.

Jeong, Choo, Seo, Cho: "Regional Deep Feature Aggregation for Image Retrieval", ICASSP 2017; grouping by Likas, Vlassis,
Verbeek: "The Global k-Means Clustering Algorithm", Pattern Recognition 2003.
"""

from __future__ import annotations

from itertools import combinations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.types import Mask

CLUSTERS = 3
CANDIDATES = 200
"""Points at which a further cluster may begin: more find the same clusters, later."""
STEPS = 30
SMALLEST = 3
"""Hulls of fewer cells are dropped: a region must hold something to be compared by."""


def candidate_regions(points: NDArray[np.float32], photo: tuple[int, int], grid: tuple[int, int]) -> list[Mask]:
    """Return up to 8 regions of a grid (rows, columns): the whole of it first, then hulls of clusters of points.

    Parameters
    ----------
    points : ndarray of float32, (n, 2)
        (row, column) in pixels of the photo.
    photo : (height, width)
    """
    whole = np.ones(grid, np.bool_)
    if not len(points):
        return [whole]
    groups = clusters(points, min(CLUSTERS, len(points)))
    names = np.unique(groups)
    found = [whole]
    for size in range(1, len(names) + 1):
        for chosen in combinations(names.tolist(), size):
            region = hull(points[np.isin(groups, chosen)], photo, grid)
            if region.sum() >= SMALLEST:
                found.append(region)
    return found


def hull(points: NDArray[np.float32], photo: tuple[int, int], grid: tuple[int, int]) -> Mask:
    """Return the cells that the convex hull of points touches."""
    scale = np.array([grid[0] / photo[0], grid[1] / photo[1]], np.float32)
    cells = np.floor(points * scale).astype(np.int32)
    corners = cv2.convexHull(np.ascontiguousarray(cells[:, ::-1]))
    filled = np.zeros(grid, np.uint8)
    cv2.fillConvexPoly(filled, corners, 1)
    return np.asarray(filled > 0)


def clusters(points: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the cluster of each point, (n,): global k-means, which begins each further cluster where it helps most."""
    wide = points.astype(np.float64)
    centres = wide.mean(axis=0, keepdims=True)
    step = max(1, len(wide) // CANDIDATES)
    candidates = wide[::step]
    between = _squares(candidates, wide)
    for _ in range(1, count):
        nearest = _squares(wide, centres).min(axis=1)
        gain = np.maximum(nearest - between, 0).sum(axis=1)
        centres = _settled(wide, np.vstack([centres, candidates[gain.argmax()]]))
    nearest_centre: NDArray[np.int64] = _squares(wide, centres).argmin(axis=1)
    return nearest_centre


def _settled(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Move centres to the middle of their points until they rest; one without points stays where it is."""
    for _ in range(STEPS):
        groups = _squares(points, centres).argmin(axis=1)
        counts = np.bincount(groups, minlength=len(centres))
        sums = np.stack([np.bincount(groups, points[:, axis], len(centres)) for axis in (0, 1)], axis=1)
        moved = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres


def _squares(points: NDArray[np.float64], centres: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return squared distances, (points, centres)."""
    lengths = (points**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1)
    apart: NDArray[np.float64] = np.maximum(lengths - 2 * points @ centres.T, 0)
    return apart
