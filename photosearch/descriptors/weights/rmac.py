"""Places that more of R-MAC's regions cover count more: how R-MAC itself weighs the middle."""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.region_grid import region_grid
from photosearch.descriptors.weights.weight import Weight
from photosearch.types import FeatureMap, Grid, Observation


def make(_observation: Observation, maps: FeatureMap) -> Grid:
    """Return the share of regions that cover each cell, of the most that cover any, (rows, columns)."""
    rows, columns = maps.shape[1:]
    counts = np.zeros((rows, columns), np.float32)
    for box in region_grid(rows, columns):
        counts[box.top : box.bottom, box.left : box.right] += 1
    return counts / max(1.0, float(counts.max()))


WEIGHT = Weight("rmac", "where regions overlap", make)
