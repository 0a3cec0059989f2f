"""A rectangle over a part of a photo, painted by Qt."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

CORNER = 10.0
FIT = QColor("#E69F00")
"""The colour of where a hit shows what was asked for."""
_FIT_PENS = QPen(QColor(0, 0, 0, 150), 4), QPen(FIT, 2)
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


def paint_fit(painter: QPainter, shown: QRectF) -> None:
    """Paint a quiet outline in a dark casing that lies in a rectangle: two calls, as there are many on a screen."""
    line = shown.adjusted(2, 2, -2, -2)
    for pen in _FIT_PENS:
        painter.setPen(pen)
        painter.drawRect(line)


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
