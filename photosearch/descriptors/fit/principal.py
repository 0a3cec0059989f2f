"""Principal directions of few long vectors."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem


def principal(rows: NDArray[np.float32], dimensions: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the mean (d,) of rows (n, d) and their first directions (k, d), k at most `dimensions` and n - 1.

    Works on the n x n matrix of inner products: d may be in the ten thousands.

    Raises
    ------
    QueryProblem
        The rows do not differ.
    """
    wide = rows.astype(np.float64)
    mean = wide.mean(axis=0)
    centred = wide - mean
    values, vectors = np.linalg.eigh(centred @ centred.T)
    order = np.argsort(-values, kind="stable")[: min(dimensions, len(rows) - 1)]
    order = order[values[order] > np.square(wide).sum() * max(rows.shape) * np.finfo(np.float64).eps]
    if not len(order):
        raise QueryProblem("These photos do not differ enough to learn from: add more photos first.")
    axes = vectors[:, order].T @ centred / np.sqrt(values[order])[:, None]
    # An eigenvector may point either way; the same photos are to give the same vectors everywhere.
    axes *= np.where(axes[np.arange(len(axes)), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    return mean.astype(np.float32), axes.astype(np.float32)
