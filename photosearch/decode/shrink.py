"""Small pictures for grids."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.types import Picture, Rgb


def shrink(picture: Picture, side: int) -> Rgb:
    """Return a photo scaled down until its long side is at most `side` pixels; a smaller photo is not enlarged."""
    height, width = picture.rgb.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture.rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
