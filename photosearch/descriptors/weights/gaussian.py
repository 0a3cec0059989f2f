"""The middle counts most.

The centre prior of Mohedano et al., "Saliency Weighted Convolutional Features for Instance Search", CBMI 2018.
"""

from __future__ import annotations

from photosearch.descriptors.centre import centre_prior
from photosearch.descriptors.weights.weight import Weight, stretched
from photosearch.types import FeatureMap, Grid, Observation

SHARE = 3
"""Sigma is the shorter side of the map divided by this."""


def make(_observation: Observation, maps: FeatureMap) -> Grid:
    """Return a bell around the centre, scaled to 0..1, (rows, columns)."""
    rows, columns = maps.shape[1:]
    return stretched(centre_prior(rows, columns, min(rows, columns) / SHARE))


WEIGHT = Weight("gaussian", "the middle", make)
