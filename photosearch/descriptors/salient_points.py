"""Points of a photo that catch both a detector's eye and the network's.

Jeong, Choo, Seo, Cho: "Regional Deep Feature Aggregation for Image Retrieval", ICASSP 2017, whose detector is that of
Mikolajczyk, Schmid: "Scale & Affine Invariant Interest Point Detectors", IJCV 2004, here without its affine step: that
moves no point.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.normalise import l2
from photosearch.descriptors.selection import activation_map
from photosearch.types import FeatureMap, Grid, Rgb

OCTAVES = 3
SCALES = 3
"""Scales compared within an octave; one more lies on either side of them."""
SIGMA = 1.6
FAINT = 1e-4
"""Determinants below this, of grey between 0 and 1, are noise."""
MOST = 4_000
FEWEST = 300


def attention(deep: FeatureMap) -> Grid:
    """Return alpha = A / ||A||_2, (rows, columns); all zero where A is."""
    activation = activation_map(deep)
    return l2(activation.ravel()).reshape(activation.shape)


def salient_points(rgb: Rgb, deep: FeatureMap) -> NDArray[np.float32]:
    """Return points (n, 2), (row, column) in pixels of the photo, where alpha is largest.

    At most `MOST` corners and blobs; where there are fewer than `FEWEST`, the centres of the cells with the largest
    alpha instead, at most `FEWEST` of them and at most half of the grid.
    """
    alpha = attention(deep)
    height, width = rgb.shape[:2]
    found = hessian_points(rgb)
    if len(found) < FEWEST:
        return _strongest_cells(alpha, height, width)
    enlarged = np.asarray(cv2.resize(alpha, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
    rows, columns = np.minimum(found.astype(np.int64), [height - 1, width - 1]).T
    order = np.argsort(-enlarged[rows, columns], kind="stable")[:MOST]
    chosen: NDArray[np.float32] = found[order]
    return chosen


def hessian_points(rgb: Rgb) -> NDArray[np.float32]:
    """Return the local maxima of the determinant of the Hessian in place and scale, (n, 2), (row, column) in pixels."""
    grey: Grid = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / np.float32(255)
    found = [np.zeros((0, 2), np.float32)]
    for octave in range(OCTAVES):
        if min(grey.shape) < 16:
            break
        sigmas = [SIGMA * 2 ** (step / SCALES) for step in range(-1, SCALES + 1)]
        stack = np.stack([_determinant(grey, sigma) for sigma in sigmas])
        wide = np.stack([cv2.dilate(plane, np.ones((3, 3), np.uint8)) for plane in stack])
        for scale in range(1, SCALES + 1):
            around = np.maximum(np.maximum(wide[scale - 1], wide[scale]), wide[scale + 1])
            peaks = np.argwhere((stack[scale] >= around) & (stack[scale] > FAINT))
            found.append((peaks * 2**octave + 0.5).astype(np.float32))
        grey = np.ascontiguousarray(grey[::2, ::2])
    return np.concatenate(found)


def _determinant(grey: Grid, sigma: float) -> Grid:
    """Return the determinant of the Hessian at a scale, times sigma^4."""
    smooth = cv2.GaussianBlur(grey, (0, 0), sigma)
    # Sobel's second derivatives of 3 x 3 pixels are 4 times (4 times for the mixed one) the plain differences.
    xx, yy, xy = (cv2.Sobel(smooth, cv2.CV_32F, dx, dy, ksize=3) / 4 for dx, dy in ((2, 0), (0, 2), (1, 1)))
    found: Grid = np.asarray(sigma**4 * (xx * yy - xy * xy), np.float32)
    return found


def _strongest_cells(alpha: Grid, height: int, width: int) -> NDArray[np.float32]:
    count = min(FEWEST, alpha.size // 2)
    order = np.argsort(-alpha.ravel(), kind="stable")[:count]
    cells = np.stack(np.unravel_index(order, alpha.shape), axis=1)
    centres: NDArray[np.float32] = ((cells + 0.5) * [height / alpha.shape[0], width / alpha.shape[1]]).astype(
        np.float32
    )
    return centres
