"""Generalised-mean pooling: between average and maximum.

Radenovic, Tolias, Chum: "Fine-tuning CNN Image Retrieval with No Human Annotation", IEEE TPAMI 2019, with its p = 3.
"""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.normalise import l2
from photosearch.types import DEEP, Observation, Vector

P = 3
"""The exponent: 1 is the average, infinity the maximum."""
EPSILON = 1e-6
"""Smaller values are raised to this, as in the authors' code."""


def compute(observation: Observation) -> Vector:
    """Return l2((mean over positions of x^p)^(1/p)) of the deep layer, (channels,); zero where nothing is seen."""
    deep = observation.maps[DEEP]
    if not deep.any():  # raised, it would be like every photo that has a little of everything
        return np.zeros(len(deep), np.float32)
    raised = np.maximum(deep, EPSILON)
    return l2((raised**P).mean(axis=(1, 2)) ** (1 / P))


DESCRIPTOR = Descriptor(
    id="gem",
    title="Scene with accents",
    summary="Compares the whole picture with more weight on its striking details: for buildings, places and things.",
    compute=compute,
    parameters=(("p", str(P)),),
)
