"""SCDA+ of the picture and of its mirror image (SCDA flip+ of Wei et al., TIP 2017)."""

from __future__ import annotations

from photosearch.descriptors import scda_plus
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.scda_flip import both_ways
from photosearch.types import DEEP, SECOND, Needs, Observation, Vector


def compute(observation: Observation) -> Vector:
    """Return [SCDA+ of the picture, SCDA+ of its mirror image], (4 x channels of both layers,)."""
    return both_ways(scda_plus.compute, observation)


DESCRIPTOR = Descriptor(
    id="scda_flip_plus",
    title="Main object, finer, both ways",
    summary="The finer comparison of the main object, whichever way it faces; indexing takes twice as long.",
    compute=compute,
    dimensions=lambda channels: 4 * (channels[DEEP] + channels[SECOND]),
    needs=Needs(layers=(DEEP, SECOND), mirrored=True),
    parameters=scda_plus.DESCRIPTOR.parameters,
)
