"""Small JPEG pictures for grids and result pages."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.types import Picture, Rgb

_QUALITY = 85


def shrink(picture: Picture, side: int) -> Rgb:
    """Return a photo scaled down until its long side is at most `side` pixels; a smaller photo is not enlarged."""
    height, width = picture.rgb.shape[:2]
    scale = min(1.0, side / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(picture.rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def thumbnail(picture: Picture, side: int = 256) -> bytes:
    """Return a photo as JPEG, its long side at most `side` pixels; a smaller photo is not enlarged."""
    small = shrink(picture, side)
    _, encoded = cv2.imencode(".jpg", cv2.cvtColor(small, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return encoded.tobytes()
