"""Small pictures for grids."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.types import Picture, Rgb


def shrink(picture: Picture, side: int) -> Rgb:
    """Return a photo scaled down until its long side is at most `side` pixels; a smaller photo is not enlarged."""
    height, width = picture.rgb.shape[:2]
    return resized(picture.rgb, fitted(height, width, side))


def fitted(height: int, width: int, side: int) -> tuple[int, int]:
    """Return the (height, width) of a photo scaled down until its long side is at most `side` pixels."""
    scale = min(1.0, side / max(height, width))
    return max(1, round(height * scale)), max(1, round(width * scale))


def resized(rgb: Rgb, size: tuple[int, int]) -> Rgb:
    """Return a picture of (height, width) pixels."""
    if rgb.shape[:2] == size:
        return rgb
    smaller = size[0] <= rgb.shape[0]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC  # an area of less than a pixel shows as a block
    return np.asarray(cv2.resize(rgb, size[::-1], interpolation=how), np.uint8)
