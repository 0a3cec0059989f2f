"""Sum pooling with a centre prior: photographers put what matters in the middle.

Babenko, Lempitsky: "Aggregating Deep Convolutional Features for Image Retrieval", ICCV 2015; whitened as `spoc` is.
"""

from __future__ import annotations

from photosearch.descriptors.centre import centre_prior
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.spoc import weighted_sum
from photosearch.types import DEEP, Observation, Vector

SHARE = 6
"""Sigma is the shorter side of the map divided by this."""


def compute(observation: Observation) -> Vector:
    """Return l2 of the sum of the deep layer's cells, weighted by how near they are to the centre, (channels,)."""
    deep = observation.maps[DEEP]
    rows, columns = deep.shape[1:]
    return weighted_sum(deep, centre_prior(rows, columns, min(rows, columns) / SHARE))


DESCRIPTOR = Descriptor(
    id="spoc_centre",
    title="Middle of the picture",
    summary="Compares what is in the middle of the picture: for portraits, products and other centred things.",
    compute=compute,
    parameters=(("sigma", f"min/{SHARE}"),),
    everyday=False,
)
