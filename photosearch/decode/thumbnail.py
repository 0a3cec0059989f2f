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
    # In OpenCV, which lets other threads run meanwhile: the window's paints while thumbnails arrive.
    return None if bgr is None else np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)
