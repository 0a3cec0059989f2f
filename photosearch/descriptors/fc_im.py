"""The last vector before the classifier, of the whole picture: the oldest of deep descriptors.

Babenko, Slesarev, Chigorin, Lempitsky: "Neural Codes for Image Retrieval", ECCV 2014. Where a network has no fully
connected layer, the average over positions takes its place: that is what its classifier is given.
"""

from __future__ import annotations

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return l2 of what the classifier is given, (channels,)."""
    return l2(observation.maps[DEEP].mean(axis=(1, 2)))


DESCRIPTOR = Descriptor(
    id="fc_im",
    title="What the classifier sees",
    summary="Compares what the network's own classifier would judge the whole picture by: for researchers.",
    compute=compute,
    everyday=False,
)
