"""Maximum pooling: the strongest response of each channel, wherever it is.

Razavian, Sullivan, Carlsson, Maki: "Visual Instance Retrieval with Deep Convolutional Networks", 2016 (MAC).
"""

from __future__ import annotations

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return l2(maximum over positions) of the deep layer, (channels,)."""
    return l2(observation.maps[DEEP].max(axis=(1, 2)))


DESCRIPTOR = Descriptor(
    id="max",
    title="Striking details",
    summary="Compares the most striking details, wherever they are: for an object that is small or moves about.",
    compute=compute,
)
