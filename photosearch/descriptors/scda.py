"""Selective convolutional descriptor aggregation: only the main object is described.

Wei, Luo, Wu, Zhou: "Selective Convolutional Descriptor Aggregation for Fine-Grained Image Retrieval", IEEE TIP 2017.
"""

from __future__ import annotations

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.pool import mean_and_max
from photosearch.descriptors.selection import main_object
from photosearch.types import DEEP, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return [l2(mean), l2(maximum)] over M~ of the deep layer, (2 x channels,); all zero where M~ is empty."""
    deep = observation.maps[DEEP]
    return mean_and_max(deep[:, main_object(deep)])


DESCRIPTOR = Descriptor(
    id="scda",
    title="Main object",
    summary="Finds the main object and compares that alone, whatever is behind it: for animals, flowers, products.",
    compute=compute,
    dimensions=lambda channels: 2 * channels[DEEP],
)
