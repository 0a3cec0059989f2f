"""One part among several over a photo, lit: painted by Qt over the overlay of all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from photosearch.services.sights import REGION_COLOURS, Region

_CASING, _SHADE, _INK = QColor(20, 20, 20), QColor(0, 0, 0, 110), QColor(255, 255, 255)
WIDTH = 5.0
LETTER = 1.5
"""So much larger than other words in the window is the label."""


def polygon(region: Region, size: tuple[int, int], place: QRectF) -> QPolygonF:
    """Return a part's outline on the screen; its photo of (height, width) pixels lies at a place."""
    down, right = place.height() / max(1, size[0] - 1), place.width() / max(1, size[1] - 1)
    return QPolygonF([QPointF(place.x() + x * right, place.y() + y * down) for y, x in region.outline.tolist()])


def region_at(regions: Sequence[Region], size: tuple[int, int], place: QRectF, at: QPointF) -> Region | None:
    """Return the part under a point of the screen, the smallest of several."""
    found = [(polygon(region, size, place), region) for region in regions]
    under = [
        (_area(outline), region) for outline, region in found if outline.containsPoint(at, Qt.FillRule.OddEvenFill)
    ]
    return min(under, key=lambda one: one[0])[1] if under else None


def paint_lit(painter: QPainter, region: Region, size: tuple[int, int], place: QRectF) -> None:
    """Paint a part's outline, thick, with its label; what is outside of it in its photo is dimmed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QPainterPath()
    room = place.adjusted(WIDTH / 2, WIDTH / 2, -WIDTH / 2, -WIDTH / 2)  # for the line, where the part ends at an edge
    outline.addPolygon(QPolygonF([_within(room, corner) for corner in polygon(region, size, place).toList()]))
    outline.closeSubpath()
    outside = QPainterPath()
    outside.addRect(place)
    painter.fillPath(outside.subtracted(outline), _SHADE)
    colour = QColor(*REGION_COLOURS[region.colour % len(REGION_COLOURS)])
    painter.save()
    painter.setClipRect(place)
    for paint, width in ((_CASING, WIDTH + 3), (colour, WIDTH)):
        painter.setPen(QPen(paint, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPath(outline)
    painter.restore()
    _paint_label(painter, region.label, colour, outline.boundingRect().intersected(place))


def _within(room: QRectF, point: QPointF) -> QPointF:
    """Return the point of a rectangle that is nearest to a point."""
    return QPointF(min(max(point.x(), room.left()), room.right()), min(max(point.y(), room.top()), room.bottom()))


def _paint_label(painter: QPainter, words: str, colour: QColor, around: QRectF) -> None:
    font = QFont(painter.font())
    font.setBold(True)
    font.setPointSizeF(LETTER * font.pointSizeF())
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    plate = QRectF(0, 0, metrics.horizontalAdvance(words) + 16, metrics.height() + 8)
    plate.moveCenter(around.center())
    painter.fillRect(plate, colour)
    painter.setPen(_INK)
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def _area(outline: QPolygonF) -> float:
    """Return the area of a polygon, by the shoelace formula."""
    corners = outline.toList()
    turned = [*corners[1:], *corners[:1]]
    return abs(sum(one.x() * two.y() - two.x() * one.y() for one, two in zip(corners, turned, strict=True))) / 2
