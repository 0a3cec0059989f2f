"""Details that were pointed at in a photo, painted by Qt: a numbered ring for each, and its patch."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

RING = 7.0
"""The radius of a ring, in pixels of the screen."""
_WANTED, _UNWANTED = QColor("#0072B2"), QColor("#D55E00")
_LIGHT, _CASING = QColor(255, 255, 255), QColor(0, 0, 0, 190)


def paint_spot(
    painter: QPainter, at: QPointF, patch: QRectF | None, number: int, place: QRectF, *, wanted: bool
) -> None:
    """Paint a ring around a point, crossed out where it is unwanted, its number, and the outline of its patch.

    Parameters
    ----------
    patch : QRectF or None
        None while it is not known.
    place : QRectF
        Where the photo lies; the number stays inside.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = _WANTED if wanted else _UNWANTED
    if patch is not None:
        paint_patch(painter, patch, colour)
    slant = QPointF(RING, RING) * 0.5**0.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, width in ((_CASING, 6.5), (_LIGHT, 4.5), (colour, 2.5)):
        painter.setPen(QPen(line, width))
        painter.drawEllipse(at, RING, RING)
        if not wanted:
            painter.drawLine(at - slant, at + slant)
    _paint_number(painter, at, f"+{number}" if wanted else f"\u2013{number}", colour, place)


def paint_patch(painter: QPainter, patch: QRectF, colour: QColor = _LIGHT) -> None:
    """Paint the outline of a patch in a dark casing."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, width in ((_CASING, 3.5), (colour, 1.5)):
        painter.setPen(QPen(line, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(patch.adjusted(1, 1, -1, -1))


def paint_cross(painter: QPainter, at: QPointF) -> None:
    """Paint where the keyboard points."""
    arm, gap = 2 * RING, RING / 2
    for line, width in ((_CASING, 4.0), (_LIGHT, 1.5)):
        painter.setPen(QPen(line, width))
        for step in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
            painter.drawLine(at + step * gap, at + step * arm)


def _paint_number(painter: QPainter, at: QPointF, words: str, colour: QColor, place: QRectF) -> None:
    """Write on a plate beside a ring, to its upper right where there is room."""
    font = painter.font()
    font.setBold(True)
    font.setPixelSize(11)
    painter.setFont(font)
    width, height = painter.fontMetrics().horizontalAdvance(words) + 6.0, 15.0
    left = at.x() + RING if at.x() + RING + width <= place.right() else at.x() - RING - width
    top = at.y() - RING - height if at.y() - RING - height >= place.top() else at.y() + RING
    plate = QRectF(left, top, width, height)
    painter.setPen(QPen(_LIGHT, 1))
    painter.setBrush(colour)
    painter.drawRoundedRect(plate, 4, 4)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)
