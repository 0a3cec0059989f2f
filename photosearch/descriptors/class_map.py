"""Class activation maps: where in the picture the network sees a class.

Zhou, Khosla, Lapedriza, Oliva, Torralba: "Learning Deep Features for Discriminative Localization", CVPR 2016; scaled as
in Jimenez, Alvarez, Giro-i-Nieto: "Class-Weighted Convolutional Features for Visual Instance Search", BMVC 2017.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ProgramError
from photosearch.types import Classifier, FeatureMap, Vector


def class_maps(deep: FeatureMap, classifier: Classifier, classes: Sequence[int]) -> NDArray[np.float32]:
    """Return the maps of some classes.

    CAM_c = sum_k w_{c,k} X_k without the bias, divided by its maximum; then what is negative becomes 0. A map whose
    maximum is not positive is all zero: dividing would turn it upside down.

    Parameters
    ----------
    deep
        The maps that the classifier averages, (channels, rows, columns).
    classes
        Rows of the classifier, n of them.

    Returns
    -------
    ndarray
        (n, rows, columns) float32 in 0..1.

    Raises
    ------
    ProgramError
        A map holds NaN or infinity, which would look like "nothing of this class".
    """
    channels, rows, columns = deep.shape
    maps = (classifier.weights[list(classes)] @ deep.reshape(channels, -1)).reshape(-1, rows, columns)
    peaks = maps.max(axis=(1, 2), keepdims=True)
    if not np.isfinite(peaks).all():
        raise ProgramError("A class map holds values that are not finite numbers.")
    scaled = np.divide(maps, peaks, out=np.zeros_like(maps), where=peaks > 0)
    rectified: NDArray[np.float32] = np.maximum(scaled, 0)
    return rectified


def strongest_classes(logits: Vector, n: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Return the n (or all, if fewer) likeliest classes, likeliest first, and their softmax probabilities.

    Raises
    ------
    ProgramError
        A logit is NaN or infinite: there would be no order.
    """
    wide = logits.astype(np.float64)
    if not np.isfinite(wide).all():
        raise ProgramError("The network's class scores hold values that are not finite numbers.")
    shares = np.exp(wide - wide.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")[:n]
    return tuple(order.tolist()), tuple(shares[order].tolist())
