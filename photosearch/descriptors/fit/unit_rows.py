"""Scaling rows to unit length."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ProgramError


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows (n, d) scaled to unit length; zero rows stay zero.

    Raises
    ------
    ProgramError
        A row holds NaN or infinity.
    """
    lengths = np.linalg.norm(rows.astype(np.float64), axis=1, keepdims=True)
    if not np.isfinite(lengths).all():
        raise ProgramError("A descriptor holds values that are not finite numbers.")
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros(rows.shape), where=lengths > 0).astype(np.float32)
    return unit
