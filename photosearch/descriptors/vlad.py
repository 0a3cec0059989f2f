"""VLAD of all cells of a middle layer, compressed.

Ng, Yang, Davis: "Exploiting Local Features from Deep Networks for Image Retrieval", CVPR Workshops 2015: 100 centres on
unit cells, intra-normalised (Arandjelovic, Zisserman: "All about VLAD", CVPR 2013), projected by PCA to 128 dimensions.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.clusters import centres
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fit.principal import principal
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.select_vlad import residuals
from photosearch.types import SECOND, Needs, Observation

CENTRES = 100
DIMENSIONS = 128
MOST, OF_EACH = 100_000, 200
PHOTOS = 1_000
"""The projection is learned from so many photos: each has some 20,000 numbers."""


def cells(observation: Observation) -> NDArray[np.float32]:
    """Return all cells of the second layer, each of unit length, (n, channels)."""
    second = observation.maps[SECOND]
    return unit_rows(second.reshape(len(second), -1).T)


def aggregate(observation: Observation, typical: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return residuals, each centre's of unit length, all of them together too, (centres x channels,)."""
    return l2(np.stack([l2(part) for part in residuals(cells(observation), typical)]).ravel())


def fit(observations: Iterable[Observation]) -> Learned:
    """Learn the centres, then the projection."""
    typical = centres(drawn(map(cells, observations), MOST, OF_EACH), CENTRES)
    vectors = [aggregate(seen, typical) for number, seen in enumerate(observations) if number < PHOTOS]
    mean, axes = principal(np.stack(vectors), DIMENSIONS)
    return {"centres": typical, "mean": mean, "axes": axes}


def compute(observation: Observation, learned: Learned) -> NDArray[np.float32]:
    """Return the projected VLAD of a photo, (1, dimensions)."""
    return l2(learned["axes"] @ (aggregate(observation, learned["centres"]) - learned["mean"]))[None]


DESCRIPTOR = FittedDescriptor(
    id="vlad",
    title="Textures, against typical ones",
    summary="Compares textures and patterns everywhere in the picture with what is typical of your photos.",
    fit=fit,
    compute=compute,
    needs=Needs(layers=(SECOND,)),
    parameters=(("centres", str(CENTRES)), ("dimensions", str(DIMENSIONS))),
)
