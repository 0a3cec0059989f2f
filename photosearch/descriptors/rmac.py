"""Maxima of regions, whitened one by one and added up.

Tolias, Sicre, Jegou: "Particular Object Retrieval with Integral Max-Pooling of CNN Activations", ICLR 2016. The
whitening is fitted on region vectors, not on finished descriptors.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fit.whitening import fit_whitening, whitened
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.region_grid import region_grid
from photosearch.types import DEEP, FeatureMap, Observation

DIMENSIONS = 512


def region_maxima(maps: FeatureMap) -> NDArray[np.float32]:
    """Return the maximum of every region, each of unit length, (regions, channels)."""
    cells = np.ascontiguousarray(maps.transpose(1, 2, 0))  # channels last: pooling goes through memory in order
    boxes = region_grid(*maps.shape[1:])
    return unit_rows(np.stack([cells[b.top : b.bottom, b.left : b.right].max(axis=(0, 1)) for b in boxes]))


def fit(observations: Iterable[Observation]) -> Learned:
    """Learn the whitening of region vectors."""
    return fit_whitening(np.concatenate([region_maxima(seen.maps[DEEP]) for seen in observations]), DIMENSIONS)


def compute(observation: Observation, learned: Learned) -> NDArray[np.float32]:
    """Return l2 of the sum of whitened region vectors of the deep layer, (1, dimensions)."""
    vectors = whitened(region_maxima(observation.maps[DEEP]), learned)
    return l2(vectors.sum(axis=0, dtype=np.float64))[None]


DESCRIPTOR = FittedDescriptor(
    id="rmac",
    title="Striking details, region by region",
    summary="Compares the most striking details of many parts of the picture: for one particular thing or place.",
    fit=fit,
    compute=compute,
    parameters=(("dimensions", str(DIMENSIONS)),),
)
