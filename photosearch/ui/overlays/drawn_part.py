"""A part of a photo of any shape, its outline and the brush that draws it, painted by Qt."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

SHADE = QColor(0, 0, 0, 166)
"""As much of the photo's brightness is left outside as under the overlay of a mask."""
_LIGHT, _CASING = QColor(255, 255, 255), QColor(20, 20, 20, 220)
_DASHES = [4.0, 3.0]


def part_path(outlines: Iterable[NDArray[np.float32]]) -> QPainterPath:
    """Return closed lines, (corners, 2) each, (row, column) in cells, as a path in cells; holes are left out."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for corners in outlines:
        path.addPolygon(QPolygonF([QPointF(column, row) for row, column in corners.tolist()]))
        path.closeSubpath()
    return path


def paint_part(
    painter: QPainter, part: QPainterPath, cells: tuple[int, ...], place: QRectF, shade: QColor | None = SHADE
) -> None:
    """Paint a path in (rows, columns) cells over the place that its photo takes up; all else is dimmed by a shade."""
    there = QTransform.fromTranslate(place.x(), place.y()).scale(place.width() / cells[1], place.height() / cells[0])
    shown = there.map(part)
    if shade is not None:
        outside = QPainterPath(shown)
        outside.addRect(place)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # the line covers its edge; much faster
        painter.fillPath(outside, shade)
    paint_line(painter, shown)


def paint_line(painter: QPainter, line: QPainterPath, *, dashed: bool = False) -> None:
    """Paint a thin light line in a dark casing, which shows on any photo.

    Only a line of one pixel is fast where its edges are smooth, so that the casing has none.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_CASING, 3), (_LIGHT, 1)):
        pen = QPen(colour, width)
        if dashed and width == 1:
            pen.setDashPattern(_DASHES)
        painter.setPen(pen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=width == 1)
        painter.drawPath(line)
