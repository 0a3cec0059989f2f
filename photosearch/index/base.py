"""What all indexes share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EXACT_LIMIT = 20_000
"""Spaces of up to so many vectors are compared one by one: exact, in a few milliseconds, and nothing to keep."""


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows (n, dimensions) scaled to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def best_first(labels: NDArray[np.int64], scores: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return both sorted by falling score, equal ones by label."""
    order = np.lexsort((labels, -scores))
    return labels[order], scores[order]
