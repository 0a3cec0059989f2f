"""A small mark in the corner of a photo whose drive is not connected."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

SIZE = 22
"""Pixels that the mark is wide and high."""
INSET = 4
_PLATE = QColor(32, 33, 36, 215)
_LINE = QColor("white")


def paint_offline(painter: QPainter, photo: QRect) -> None:
    """Paint a drive that is crossed out into the upper right corner of a photo, legible on any picture."""
    plate = QRectF(photo.right() + 1 - SIZE - INSET, photo.top() + INSET, SIZE, SIZE)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1))
    painter.setBrush(_PLATE)
    painter.drawRoundedRect(plate, 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(_LINE, 1.5))
    drive = QRectF(plate.left() + 4, plate.top() + 8, SIZE - 8, 7)
    painter.drawRoundedRect(drive, 2, 2)
    painter.drawPoint(QPointF(drive.right() - 3, drive.center().y()))
    low, high = QPointF(plate.left() + 5, plate.bottom() - 4), QPointF(plate.right() - 5, plate.top() + 4)
    painter.setPen(QPen(_PLATE, 4))
    painter.drawLine(low, high)
    painter.setPen(QPen(_LINE, 1.5))
    painter.drawLine(low, high)
    painter.restore()
