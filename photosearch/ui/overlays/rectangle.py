"""A rectangle over a part of a photo, painted by Qt."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

CORNER = 10.0
FIT = QColor("#E69F00")
"""The colour of where a hit shows what was asked for."""
_FIT_LINES = (QColor(0, 0, 0, 150), 0, 4), (FIT, 1, 2)
"""Colour, how far inside, and thickness of each line, in pixels."""
_LIGHT, _CASING, _SHADE = QColor(255, 255, 255), QColor(0, 0, 0, 170), QColor(0, 0, 0, 90)


def paint_rectangle(painter: QPainter, shown: QRectF, place: QRectF) -> None:
    """Paint a light line in a dark casing, heavier at its corners; what is outside of it in its photo is dimmed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outside = QPainterPath()
    outside.addRect(place)
    outside.addRect(shown)
    painter.fillPath(outside, _SHADE)
    line = shown.adjusted(1, 1, -1, -1)
    corners = _corners(line)
    for colour, more in ((_CASING, 2.0), (_LIGHT, 0.0)):
        painter.setPen(QPen(colour, 1 + more))
        painter.drawRect(line)
        painter.setPen(QPen(colour, 3 + more, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        painter.drawPath(corners)


def paint_fit(painter: QPainter, shown: QRect) -> None:
    """Paint a quiet outline in a dark casing inside a rectangle: filled strips cost a quarter of what a pen does."""
    for colour, inside, thick in _FIT_LINES:
        box = shown.adjusted(inside, inside, -inside, -inside)
        left, top, width, height = box.x(), box.y(), box.width(), box.height()
        painter.fillRect(left, top, width, thick, colour)
        painter.fillRect(left, top + height - thick, width, thick, colour)
        painter.fillRect(left, top + thick, thick, height - 2 * thick, colour)
        painter.fillRect(left + width - thick, top + thick, thick, height - 2 * thick, colour)


def _corners(line: QRectF) -> QPainterPath:
    """Return the four corners of a rectangle, as short angles."""
    path = QPainterPath()
    arm = min(CORNER, line.width() / 3, line.height() / 3)
    for corner, x, y in (
        (line.topLeft(), arm, arm),
        (line.topRight(), -arm, arm),
        (line.bottomRight(), -arm, -arm),
        (line.bottomLeft(), arm, -arm),
    ):
        path.moveTo(corner + QPointF(x, 0))
        path.lineTo(corner)
        path.lineTo(corner + QPointF(0, y))
    return path
