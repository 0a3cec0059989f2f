"""Average and maximum pooling side by side, over all positions: SCDA without the selection."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, Observation, Vector


def mean_and_max(cells: NDArray[np.float32]) -> Vector:
    """Return [l2(mean), l2(maximum)] over cells (channels, n): (2 x channels,), all zero where there are no cells."""
    channels, count = cells.shape
    if count == 0:
        return np.zeros(2 * channels, np.float32)
    return np.concatenate([l2(cells.mean(axis=1)), l2(cells.max(axis=1))])


def compute(observation: Observation) -> Vector:
    """Return [l2(mean), l2(maximum)] over all positions of the deep layer, (2 x channels,)."""
    deep = observation.maps[DEEP]
    return mean_and_max(deep.reshape(len(deep), -1))


DESCRIPTOR = Descriptor(
    id="pool",
    title="Whole scene and details",
    summary="Compares the whole picture and its most striking details together.",
    compute=compute,
    dimensions=lambda channels: 2 * channels[DEEP],
)
