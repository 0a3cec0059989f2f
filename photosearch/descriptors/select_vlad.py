"""VLAD of the main object's cells: how they differ from two typical ones.

Wei et al., TIP 2017 (its comparison "select + VLAD": two centres, no signed root); Jegou, Douze, Schmid, Perez:
"Aggregating local descriptors into a compact image representation", CVPR 2010.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.clusters import centres
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.selection import main_object
from photosearch.types import DEEP, Observation

CENTRES = 2
MOST, OF_EACH = 50_000, 100
"""Cells that the centres are learned from, altogether and of each photo."""


def selected(observation: Observation) -> NDArray[np.float32]:
    """Return the cells of the deep layer that belong to the main object, (n, channels)."""
    deep = observation.maps[DEEP]
    return deep[:, main_object(deep)].T


def residuals(cells: NDArray[np.float32], typical: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the sum of differences between cells (n, d) and their nearest centre, (centres, d)."""
    wide, middle = cells.astype(np.float64), typical.astype(np.float64)
    distances = (middle**2).sum(axis=1) - 2 * wide @ middle.T
    summed = np.zeros(middle.shape)
    np.add.at(summed, distances.argmin(axis=1), wide)
    counts = np.bincount(distances.argmin(axis=1), minlength=len(middle))
    return summed - counts[:, None] * middle


def fit(observations: Iterable[Observation]) -> Learned:
    """Learn the two typical cells."""
    return {"centres": centres(drawn(map(selected, observations), MOST, OF_EACH), CENTRES)}


def compute(observation: Observation, learned: Learned) -> NDArray[np.float32]:
    """Return l2 of the residuals of the main object's cells, (1, 2 x channels); zero where there is none."""
    return l2(residuals(selected(observation), learned["centres"]).ravel())[None]


DESCRIPTOR = FittedDescriptor(
    id="select_vlad",
    title="Main object, against typical ones",
    summary="Compares how the main object differs from what is typical of your photos: for researchers.",
    fit=fit,
    compute=compute,
    parameters=(("centres", str(CENTRES)),),
)
