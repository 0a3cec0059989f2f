"""Cross-dimensional weighting: busy places count more, and so do channels that are rarely active.

Kalantidis, Mellina, Osindero: "Cross-dimensional Weighting for Aggregated Deep Convolutional Features", ECCV Workshops
2016, with a = b = 2.
"""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.selection import activation_map
from photosearch.types import DEEP, FeatureMap, Grid, Observation, Vector


def spatial_weights(maps: FeatureMap) -> Grid:
    """Return S = sqrt(A / ||A||_2), (rows, columns); all zero where A is."""
    activation = activation_map(maps)
    return np.sqrt(l2(activation.ravel()).reshape(activation.shape))


def channel_weights(maps: FeatureMap) -> Vector:
    """Return log(sum_k Q_k / Q_k), (channels,), Q the share of positions that are not zero; 0 for silent channels."""
    rows, columns = maps.shape[1:]
    share = np.count_nonzero(maps, axis=(1, 2)) / (rows * columns)
    active = share > 0
    weights = np.zeros(len(maps), np.float32)
    weights[active] = np.log(share.sum() / share[active])
    return weights


def compute(observation: Observation) -> Vector:
    """Return l2 of the sum of the deep layer's cells, weighted by position and by channel, (channels,)."""
    deep = observation.maps[DEEP]
    pooled = np.einsum("chw,hw->c", deep, spatial_weights(deep))
    return l2(channel_weights(deep) * pooled)


DESCRIPTOR = Descriptor(
    id="crow",
    title="Salient and rare",
    summary="Compares the whole picture with more weight on eye-catching places and rare features: an all-rounder.",
    compute=compute,
)
