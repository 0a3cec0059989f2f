"""Any global descriptor at three input sizes, as in ``multi:crow``: small things are seen at one, large at another.

Schall, Barthel, Hezel, Jung: "Deep Aggregation of Regional Convolutional Activations for Content Based Image
Retrieval", MMSP 2019: the sum of the unit vectors at each size, scaled to unit length.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from photosearch.descriptors import avg, crow, gem, ramac
from photosearch.descriptors import max as max_
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.errors import ProgramError
from photosearch.types import SCALES, Needs, Observation, Vector


def compute(descriptor: Descriptor, observation: Observation) -> Vector:
    """Return l2 of the sum of a descriptor's unit vectors at all input sizes.

    Raises
    ------
    ProgramError
        The observation was made at one size only.
    """
    if not observation.scaled:
        raise ProgramError("This descriptor needs an observation at several sizes.")
    vectors = [l2(descriptor.compute(seen)) for seen in observation.scaled]
    return l2(np.sum(vectors, axis=0, dtype=np.float64))


DESCRIPTORS = tuple(
    Descriptor(
        id=f"multi:{descriptor.id}",
        title=f"{descriptor.title}, at three sizes",
        summary="The same at three sizes of the picture, so that small things count too; indexing takes much longer.",
        compute=partial(compute, descriptor),
        needs=Needs(scaled=True),
        parameters=(*descriptor.parameters, ("scales", " ".join(map(str, SCALES)))),
        everyday=False,
    )
    for descriptor in (module.DESCRIPTOR for module in (avg, crow, gem, max_, ramac))
)
