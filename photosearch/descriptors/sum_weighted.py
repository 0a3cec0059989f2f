"""Sum pooling with any spatial weight: one descriptor for each of them, as in ``sum_weighted:gaussian``.

Mohedano, McGuinness, Giro-i-Nieto, O'Connor: "Saliency Weighted Convolutional Features for Instance Search", CBMI 2018.
Meant to be whitened: ``sum_weighted:gaussian:pca_whitening:256``.
"""

from __future__ import annotations

from functools import partial

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.spoc import weighted_sum
from photosearch.descriptors.weights import learned
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import Weight, weigh
from photosearch.types import DEEP, Needs, Observation, Vector


def compute(weight: Weight, observation: Observation) -> Vector:
    """Return l2 of the sum of the deep layer's cells under a weight, (channels,)."""
    deep = observation.maps[DEEP]
    return weighted_sum(deep, weigh(weight, observation, deep))


DESCRIPTORS = tuple(
    Descriptor(
        id=f"sum_weighted:{weight.id}",
        title=f"Weighted sum: {weight.title}",
        summary="Adds up the places of the picture, some more than others; meant to be whitened: for researchers.",
        compute=partial(compute, weight),
        needs=Needs(saliency=weight is learned.WEIGHT),
        everyday=False,
    )
    for weight in WEIGHTS.values()
)
