"""Every place counts alike."""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.weights.weight import Weight
from photosearch.types import FeatureMap, Grid, Observation


def make(_observation: Observation, maps: FeatureMap) -> Grid:
    """Return ones, (rows, columns)."""
    return np.ones(maps.shape[1:], np.float32)


WEIGHT = Weight("none", "everywhere alike", make)
