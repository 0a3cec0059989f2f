"""Class-weighted features: one vector for each of the classes seen in a photo, added up.

Jimenez, Alvarez, Giro-i-Nieto: "Class-Weighted Convolutional Features for Visual Instance Search", BMVC 2017. This is
the offline form (OfA): every photo stands for its own likeliest classes. The online form (OnA) uses the query's classes
for every photo, through `describe`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.descriptors.crow import channel_weights
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fit.whitening import fit_whitening, whitened
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.errors import ProgramError, QueryProblem
from photosearch.types import DEEP, Classifier, FeatureMap, Needs, Observation, Vector

CLASSES = 64
"""N_C: how many classes a photo stands for."""
FITTED_CLASSES = 1
"""N_pca: how many classes of each photo the whitening is fitted on."""
DIMENSIONS = 512


def class_vectors(deep: FeatureMap, classifier: Classifier, classes: Sequence[int]) -> NDArray[np.float32]:
    """Return CW * sum_p CAM_c(p) x_p of each class, of unit length or zero, (n, channels)."""
    pooled = np.einsum("nhw,chw->nc", class_maps(deep, classifier, classes), deep, optimize=True)
    return unit_rows(pooled * channel_weights(deep))


def likeliest(observation: Observation, n: int = CLASSES) -> tuple[int, ...]:
    """Return the n likeliest classes of a photo.

    Raises
    ------
    ProgramError
        The network has no classifier.
    """
    if observation.logits is None or observation.classifier is None:
        raise ProgramError("Class-weighted features need a network with a classifier.")
    return strongest_classes(observation.logits, n)[0]


def describe(deep: FeatureMap, classifier: Classifier, classes: Sequence[int], learned: Learned) -> Vector:
    """Return l2 of the sum of the whitened vectors of some classes, (dimensions,)."""
    vectors = whitened(class_vectors(deep, classifier, classes), learned)
    return l2(vectors.sum(axis=0, dtype=np.float64))


def fit(fitted_classes: int, observations: Iterable[Observation]) -> Learned:
    """Learn the whitening from the likeliest classes of other photos."""
    found = [
        class_vectors(seen.maps[DEEP], seen.classifier, likeliest(seen, fitted_classes))
        for seen in observations
        if seen.classifier is not None
    ]
    return fit_whitening(np.concatenate(found), DIMENSIONS)


def compute(classes: int, fixed: tuple[int, ...], observation: Observation, learned: Learned) -> NDArray[np.float32]:
    """Return the descriptor of a photo's own likeliest classes, or of fixed ones, (1, dimensions).

    Raises
    ------
    QueryProblem
        The network knows no class of such a number.
    """
    chosen = fixed or likeliest(observation, classes)
    assert observation.classifier is not None  # noqa: S101  # the descriptor needs one
    if max(chosen) >= len(observation.classifier.bias):
        raise QueryProblem(
            f"There is no class {max(chosen)}: this network knows {len(observation.classifier.bias):,}, counted from 0."
        )
    return describe(observation.maps[DEEP], observation.classifier, chosen, learned)[None]


def descriptor(
    name: str, classes: int = CLASSES, fitted_classes: int = FITTED_CLASSES, fixed: tuple[int, ...] = ()
) -> FittedDescriptor:
    """Return the descriptor with N_C, N_pca and perhaps a list of classes that is the same for every photo."""
    which = (("fixed", "+".join(map(str, fixed))),) if fixed else (("classes", str(classes)),)
    return FittedDescriptor(
        id=name,
        title="What kinds of things are seen",
        summary=(
            "Compares photos by the kinds of things that the network recognises in them, and how each of these looks."
        ),
        fit=partial(fit, fitted_classes),
        compute=partial(compute, classes, fixed),
        needs=Needs(classifier=True),
        parameters=tuple(sorted((*which, ("dimensions", str(DIMENSIONS)), ("fitted_classes", str(fitted_classes))))),
    )


DESCRIPTOR = descriptor("cam_ofa")
_NUMBERS = re.compile(r"cam_ofa:([1-9]\d{0,3})(?::([1-9]\d{0,3}))?")
_FIXED = re.compile(r"cam_ofa:classes=(\d{1,4}(?:\+\d{1,4})*)")


def variant(name: str) -> FittedDescriptor | None:
    """Return the descriptor of a name with parameters, None where it is another name.

    ``cam_ofa:8`` has N_C = 8, ``cam_ofa:8:3`` N_pca = 3 too, and ``cam_ofa:classes=281+282`` describes every photo by
    these two classes.
    """
    if found := _NUMBERS.fullmatch(name):
        return descriptor(name, int(found[1]), int(found[2] or FITTED_CLASSES))
    if found := _FIXED.fullmatch(name):
        return descriptor(name, fixed=tuple(sorted({int(number) for number in found[1].split("+")})))
    return None
