"""Where in a photo the query lies: boxes around what looks like the query's classes, each described anew.

Jimenez, Alvarez, Giro-i-Nieto: "Class-Weighted Convolutional Features for Visual Instance Search", BMVC 2017
(re-ranking by class activation maps). The boxes come from the classes that the query most likely shows, so that no
window has to slide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from photosearch.descriptors.cam_ofa import describe, likeliest
from photosearch.descriptors.class_map import class_maps
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.selection import TIE, component_box, largest_component
from photosearch.errors import ProgramError
from photosearch.types import DEEP, Box, Classifier, FeatureMap, Observation, Vector

CLASSES = 6
"""How many of the query's classes describe it and every box."""
BOX_CLASSES = 2
"""How many of them, the likeliest, say where the boxes lie."""
THRESHOLDS = (0.01, 0.1, 0.2, 0.3, 0.4)
"""A box holds what exceeds this share of the maximum of the mean class map."""
SMALLEST = 5
"""A box with a side of fewer cells is skipped."""
DECIMALS = 6
"""Scores are rounded to so many decimals before they are compared, so that float noise chooses no box."""


@dataclass(frozen=True, slots=True, eq=False)
class CamQuery:
    """A query as photos are compared with it: its classes, likeliest first, and what they make of it (dimensions,)."""

    classes: tuple[int, ...]
    vector: Vector


def cam_query(seen: Observation, learned: Learned, classes: int = CLASSES) -> CamQuery:
    """Return the query that a photo is.

    Parameters
    ----------
    seen : Observation
        The query photo, or its part that is looked for, with logits and a classifier.
    learned : mapping of str to ndarray of float32
        The whitening of `cam_ofa`.
    classes : int
        By how many of its likeliest classes it is described; all, where there are fewer.

    Raises
    ------
    ProgramError
        The network has no classifier, or a map holds NaN or infinity.
    """
    chosen = likeliest(seen, classes)
    if seen.classifier is None:  # `likeliest` has refused it already, but mypy cannot know
        raise ProgramError("Class-weighted features need a network with a classifier.")
    return CamQuery(chosen, describe(seen.maps[DEEP], seen.classifier, chosen, learned))


def best_box(query: CamQuery, deep: FeatureMap, classifier: Classifier, learned: Learned) -> tuple[float, Box, Vector]:
    """Return the score, the place and the descriptor of the part of a photo that is most like the query.

    Parameters
    ----------
    query : CamQuery
        What is looked for, made with the same classifier and whitening.
    deep : ndarray of float32, (channels, rows, columns)
        The photo's rectified maps that the classifier averages.
    classifier : Classifier
        The network's.
    learned : mapping of str to ndarray of float32
        The whitening of `cam_ofa`.

    Returns
    -------
    score : float
        The cosine of query and box, -1 to 1; 0 where either shows nothing of the query's classes.
    box : Box
        In cells; of equal ones the largest, then that of the lowest threshold. Where every box is too small, the whole
        map is the only one (our reading: the photo must be ranked somewhere).
    vector : ndarray of float32, (dimensions,)
        The box's descriptor, for query expansion; of unit length or zero.

    Raises
    ------
    ValueError
        The maps have no cells, or do not fit the classifier.
    ProgramError
        A map holds NaN or infinity.
    """
    found = []
    for box in _boxes(query, deep, classifier):
        crop = deep[:, box.top : box.bottom, box.left : box.right]
        vector = describe(crop, classifier, query.classes, learned)
        found.append((cosine(query, vector), box, vector))
    return max(found, key=lambda one: (one[0], one[1].area))


def cosine(query: CamQuery, vector: Vector) -> float:
    """Return the cosine of the query and a descriptor (dimensions,) of unit length or zero, rounded."""
    return round(float(query.vector.astype(np.float64) @ vector), DECIMALS)


def _boxes(query: CamQuery, deep: FeatureMap, classifier: Classifier) -> list[Box]:
    """Return the different boxes of the mean class map, lowest threshold first; the whole map where there is none."""
    mean = class_maps(deep, classifier, query.classes[:BOX_CLASSES]).mean(axis=0, dtype=np.float64)
    boxes = []
    for share in THRESHOLDS:
        # Strictly greater, as where the main object is: nothing exceeds a map of zeros, and rounding is no excess.
        box = component_box(largest_component(mean > share * mean.max() * (1 + TIE)))
        if box is not None and min(box.height, box.width) >= SMALLEST:
            boxes.append(box)
    rows, columns = mean.shape
    return list(dict.fromkeys(boxes)) or [Box(0, 0, rows, columns)]
