"""A small picture as a few kilobytes, and back."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.types import Rgb

QUALITY = 85


def pack(rgb: Rgb) -> bytes:
    """Return a picture as a JPEG."""
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(rgb[:, :, ::-1]), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes()


def unpack(data: bytes) -> Rgb | None:
    """Return the picture in a JPEG, None where it holds none."""
    try:
        bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        return None
    return None if bgr is None else np.ascontiguousarray(np.asarray(bgr, np.uint8)[:, :, ::-1])
