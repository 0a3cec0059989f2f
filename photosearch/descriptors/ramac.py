"""Regional maxima and averages together: the untrained form of DARAC.

Schall, Barthel, Hezel, Jung: "Deep Aggregation of Regional Convolutional Activations for Content Based Image
Retrieval", MMSP 2019. Meant to be whitened. DARAC's trained weights take the place of the uniform ones in `aggregate`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.region_grid import region_grid
from photosearch.types import DEEP, Box, FeatureMap, Observation, Vector

EXTRA = 1
"""One more region along the long side than along the short one (columns on a square): always 20."""


def regions(rows: int, columns: int) -> list[Box]:
    """Return the 20 regions of a map and, as the last one, the whole of it."""
    return [*region_grid(rows, columns, EXTRA), Box(0, 0, rows, columns)]


def region_vectors(maps: FeatureMap) -> NDArray[np.float32]:
    """Return the maximum and the average of every region, each of unit length, (2 n, channels): max, avg, max, ..."""
    cells = np.ascontiguousarray(maps.transpose(1, 2, 0))  # channels last: pooling goes through memory in order
    found = []
    for box in regions(*maps.shape[1:]):
        part = cells[box.top : box.bottom, box.left : box.right]
        found += [part.max(axis=(0, 1)), part.mean(axis=(0, 1))]
    return unit_rows(np.stack(found))


def aggregate(maps: FeatureMap, weights: NDArray[np.float32] | None = None) -> Vector:
    """Return l2 of the weighted sum of a map's region vectors, (channels,).

    Parameters
    ----------
    weights : ndarray of float32, (42,), optional
        DARAC's trained weights, for the maximum and the average of each region in turn; by default all are 1.
    """
    vectors = region_vectors(maps)
    return l2(vectors.sum(axis=0, dtype=np.float64) if weights is None else weights.astype(np.float64) @ vectors)


def compute(observation: Observation) -> Vector:
    """Return l2 of the sum of all region vectors of the deep layer, (channels,)."""
    return aggregate(observation.maps[DEEP])


DESCRIPTOR = Descriptor(
    id="ramac",
    title="Regions, evenly and strikingly",
    summary="Looks at twenty-one parts of the picture, each as a whole and in its details: for scenes of many things.",
    compute=compute,
    everyday=False,
)
