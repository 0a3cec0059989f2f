"""Sum pooling: every place counts alike, and what is everywhere counts most.

Babenko, Lempitsky: "Aggregating Deep Convolutional Features for Image Retrieval", ICCV 2015. The paper projects it by
PCA-whitening to 256 dimensions: ``spoc:pca_whitening:256``.
"""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, FeatureMap, Grid, Observation, Vector


def weighted_sum(maps: FeatureMap, weights: Grid) -> Vector:
    """Return l2 of the sum over positions of weights (rows, columns) times maps (channels, rows, columns)."""
    return l2(np.einsum("chw,hw->c", maps, weights))


def compute(observation: Observation) -> Vector:
    """Return l2 of the sum over all positions of the deep layer, (channels,)."""
    return l2(observation.maps[DEEP].sum(axis=(1, 2), dtype=np.float64))


DESCRIPTOR = Descriptor(
    id="spoc",
    title="Sum of everything",
    summary="Adds up all places of the picture; meant to be whitened: for researchers.",
    compute=compute,
    everyday=False,
)
