"""SCDA of two layers: finer features of the main object join those of the deep one (SCDA+, Wei et al., TIP 2017)."""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.pool import mean_and_max
from photosearch.descriptors.selection import main_object, second_mask
from photosearch.types import DEEP, SECOND, Needs, Observation, Vector

ALPHA = 0.5
"""The weight of the second layer."""


def compute(observation: Observation) -> Vector:
    """Return [SCDA of the deep layer, alpha x SCDA of the second], (2 x channels of both,)."""
    deep, second = observation.maps[DEEP], observation.maps[SECOND]
    component = main_object(deep)
    finer = mean_and_max(second[:, second_mask(second, component)])
    return np.concatenate([mean_and_max(deep[:, component]), np.float32(ALPHA) * finer])


DESCRIPTOR = Descriptor(
    id="scda_plus",
    title="Main object, finer",
    summary="Like the main object alone, with finer texture and pattern: for telling similar species or models apart.",
    compute=compute,
    dimensions=lambda channels: 2 * (channels[DEEP] + channels[SECOND]),
    needs=Needs(layers=(DEEP, SECOND)),
    parameters=(("alpha", str(ALPHA)),),
)
