"""Average pooling: every place of the picture counts the same.

Babenko, Lempitsky: "Aggregating Deep Convolutional Features for Image Retrieval", ICCV 2015 (SPoC without its
centre prior and whitening).
"""

from __future__ import annotations

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return l2(mean over positions) of the deep layer, (channels,)."""
    return l2(observation.maps[DEEP].mean(axis=(1, 2)))


DESCRIPTOR = Descriptor(
    id="avg",
    title="Whole scene, evenly",
    summary="Compares the whole picture, every part with the same weight: for scenes, places and moods.",
    compute=compute,
)
