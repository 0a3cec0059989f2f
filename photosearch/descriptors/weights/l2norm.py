"""Places where the network is excited count most: the length of their cells (Mohedano et al., CBMI 2018)."""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.weights.weight import Weight
from photosearch.errors import ProgramError
from photosearch.types import FeatureMap, Grid, Observation


def make(_observation: Observation, maps: FeatureMap) -> Grid:
    """Return the length of each cell divided by the greatest, (rows, columns).

    Raises
    ------
    ProgramError
        A cell holds NaN or infinity.
    """
    lengths = np.sqrt(np.einsum("chw,chw->hw", maps, maps, dtype=np.float64))
    peak = lengths.max()
    if not np.isfinite(peak):
        raise ProgramError("A feature map holds values that are not finite numbers.")
    grid: Grid = (lengths / peak if peak > 0 else lengths).astype(np.float32)
    return grid


WEIGHT = Weight("l2norm", "where the network is excited", make)
