"""Scaling to unit length."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ProgramError
from photosearch.types import Vector


def l2(vector: NDArray[np.floating[Any]]) -> Vector:
    """Scale a vector to unit length; the zero vector stays zero.

    Parameters
    ----------
    vector
        (dimensions,), any floating type.

    Returns
    -------
    Vector
        (dimensions,) float32.

    Raises
    ------
    ProgramError
        An element is NaN or infinite: such a vector would match everything or nothing, silently.
    """
    wide = vector.astype(np.float64)  # squares of float32 overflow and vanish
    norm = np.linalg.norm(wide)
    if not np.isfinite(norm):
        raise ProgramError("A descriptor holds values that are not finite numbers.")
    unit = wide / norm if norm > 0 else wide
    return unit.astype(np.float32)
