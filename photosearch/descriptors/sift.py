"""Local features of the classical kind: points that are found again when a thing is turned, scaled or lit differently.

Lowe: "Distinctive Image Features from Scale-Invariant Keypoints", IJCV 2004; Arandjelovic, Zisserman: "Three things
everyone should know to improve object retrieval", CVPR 2012 (RootSIFT).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.types import Rgb

MOST = 1_000
"""The strongest points of a photo that are kept."""


def local_features(rgb: Rgb, most: int = MOST) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the points of a photo (n, 2), (row, column) in pixels, and their unit RootSIFT vectors (n, 128).

    Deterministic; the strongest come first, and points at one place with several directions stand together.
    """
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    found, vectors = cv2.SIFT.create(nfeatures=most).detectAndCompute(grey, None)
    if vectors is None or not len(found):
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    order = sorted(range(len(found)), key=lambda i: (-found[i].response, found[i].pt, found[i].angle))[:most]
    points = np.array([found[i].pt[::-1] for i in order], np.float32)
    sums = vectors.sum(axis=1, keepdims=True)
    root = np.sqrt(np.divide(vectors, sums, out=np.zeros_like(vectors), where=sums > 0))
    return points, root[order].astype(np.float32)
