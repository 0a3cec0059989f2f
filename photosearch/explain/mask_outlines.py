"""The outline of a mask as corners, for whoever draws it as lines that stay thin at every zoom."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.explain.overlay import smooth
from photosearch.types import Mask

_FINER = 4
"""The outline is followed on a grid of so many places a cell."""
_NEAR = 6
"""Every place is drawn towards the mean of so many before it and behind it: cells are not to be seen as stairs."""


def mask_outlines(mask: Mask) -> list[NDArray[np.float32]]:
    """Return closed lines around a mask and around its holes, each (corners, 2): (row, column) in cells.

    They run within a cell of the edges of the mask, and along the edge of the photo where the mask reaches that; what
    an odd number of them goes around is the mask.
    """
    size = (mask.shape[0] * _FINER, mask.shape[1] * _FINER)
    inside = (smooth(mask.astype(np.float32), size) >= 0.5).astype(np.uint8)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    return [_smoothed(np.asarray(line, np.int32)[:, 0, ::-1], size) for line in found]


def _smoothed(places: NDArray[np.int32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return few corners, in cells, of a line along places of the finer grid."""
    near = min(_NEAR, (len(places) - 1) // 4)
    around = np.concatenate([places[len(places) - near :], places, places[:near]]).astype(np.float64)
    summed = np.concatenate([np.zeros((1, 2)), around.cumsum(axis=0)])
    mean = (summed[2 * near + 1 :] - summed[: -2 * near - 1]) / (2 * near + 1) + 0.5
    last = np.array(size) - 1
    at = np.select([places == 0, places == last], [np.zeros(2), np.array(size)], mean)
    corners = cv2.approxPolyDP(at.astype(np.float32), 0.3, True)  # noqa: FBT003  # OpenCV's: closed
    return (np.asarray(corners, np.float32)[:, 0] / _FINER).astype(np.float32)
