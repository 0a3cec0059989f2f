"""How near to the centre every cell of a grid lies."""

from __future__ import annotations

import numpy as np

from photosearch.types import Grid


def centre_prior(rows: int, columns: int, sigma: float) -> Grid:
    """Return exp(-d^2 / (2 sigma^2)), (rows, columns), with d the distance from the centre in cells."""
    down = np.arange(rows, dtype=np.float64)[:, None] - (rows - 1) / 2
    across = np.arange(columns, dtype=np.float64)[None, :] - (columns - 1) / 2
    weights: Grid = np.exp(-(down**2 + across**2) / (2 * sigma**2)).astype(np.float32)
    return weights
