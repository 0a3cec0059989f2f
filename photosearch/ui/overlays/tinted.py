"""An overlay over a picture, painted by Qt."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter


def tint_image(rgba: NDArray[np.uint8]) -> QImage:
    """Return colours (height, width, 4) as Qt's image, which owns its pixels."""
    pixels = np.ascontiguousarray(rgba)
    height, width = pixels.shape[:2]
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def paint_tint(painter: QPainter, tint: QImage, place: QRectF, opacity: float = 1.0) -> None:
    """Paint an overlay over the place that its photo takes up, smoothly at every zoom."""
    before = painter.opacity()
    painter.setOpacity(before * opacity)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(place, tint)
    painter.setOpacity(before)
