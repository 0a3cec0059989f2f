"""SCDA of the picture and of its mirror image (SCDA flip of Wei et al., TIP 2017)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from photosearch.descriptors import scda
from photosearch.descriptors.descriptor import Descriptor
from photosearch.errors import ProgramError
from photosearch.types import DEEP, Needs, Observation, Vector


def both_ways(compute_one: Callable[[Observation], Vector], observation: Observation) -> Vector:
    """Return [descriptor of the picture, descriptor of its mirror image].

    Raises
    ------
    ProgramError
        The observation was made without the mirror image.
    """
    if observation.mirrored is None:
        raise ProgramError("This descriptor needs an observation that includes the mirrored picture.")
    return np.concatenate([compute_one(observation), compute_one(observation.mirrored)])


def compute(observation: Observation) -> Vector:
    """Return [SCDA of the picture, SCDA of its mirror image], (4 x channels,)."""
    return both_ways(scda.compute, observation)


DESCRIPTOR = Descriptor(
    id="scda_flip",
    title="Main object, both ways",
    summary="Like the main object alone, less sensitive to which way it faces; indexing takes twice as long.",
    compute=compute,
    dimensions=lambda channels: 4 * channels[DEEP],
    needs=Needs(mirrored=True),
)
