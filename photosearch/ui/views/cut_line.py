"""The thin line in the grid where scores drop to those of unrelated photos; it can be dragged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QMouseEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractItemView, QToolTip

REACH = 5
"""Pixels: so near to the line the mouse takes hold of it."""


class CutLine(QObject):
    """Lies before a row of the model: photos from there on are below it. `moved` carries a row the person chose.

    Parameters
    ----------
    view
        The grid, whose mouse events it sees first.
    steps
        From a row to the line before it, as pieces in the pixels of the viewport.
    row_at
        From a point of the viewport to the row that a line nearest to it would lie before.
    """

    moved = Signal(int)

    def __init__(
        self,
        view: QAbstractItemView,
        steps: Callable[[int], list[QLineF]],
        row_at: Callable[[QPointF], int],
    ) -> None:
        super().__init__(view)
        self._view = view
        self._steps = steps
        self._row_at = row_at
        self._dragging = False
        self.row: int | None = None
        view.viewport().installEventFilter(self)

    def place(self, row: int | None) -> None:
        """Lie before another row, or nowhere."""
        if row != self.row:
            self.row = row
            self._view.viewport().update()

    def paint(self, painter: QPainter, palette: QPalette) -> None:
        """Paint the line."""
        if self.row is None:
            return
        colour = QColor(palette.color(QPalette.ColorRole.Highlight))
        painter.setPen(QPen(colour, 2))
        painter.drawLines(self._steps(self.row))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the mouse where it is on the line; everything else is the grid's."""
        if self.row is None or not isinstance(event, QMouseEvent):
            return False
        kind, point = event.type(), event.position()
        if kind == QEvent.Type.MouseMove and self._dragging:
            self.moved.emit(self._row_at(point))
            return True
        if kind == QEvent.Type.MouseButtonRelease and self._dragging:
            self._dragging = False
            return True
        near = self._is_near(point)
        if kind == QEvent.Type.MouseButtonPress and near and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = True
            return True
        if kind == QEvent.Type.MouseMove and event.buttons() == Qt.MouseButton.NoButton:
            self._hover(near)
        return False

    def _hover(self, near: bool) -> None:  # noqa: FBT001  # a fact
        """Show that the line can be taken hold of."""
        viewport = self._view.viewport()
        if near and viewport.cursor().shape() != Qt.CursorShape.SplitVCursor:
            viewport.setCursor(Qt.CursorShape.SplitVCursor)
            words = self.tr("Photos below this line are no more alike than by chance. Drag it to move the cut-off.")
            QToolTip.showText(QCursor.pos(), words, viewport)
        elif not near and viewport.cursor().shape() == Qt.CursorShape.SplitVCursor:
            viewport.unsetCursor()

    def _is_near(self, point: QPointF) -> bool:
        return self.row is not None and any(_distance(piece, point) <= REACH for piece in self._steps(self.row))


def _distance(piece: QLineF, point: QPointF) -> float:
    """Return how far a point is from a horizontal or vertical piece."""
    left, right = sorted((piece.x1(), piece.x2()))
    top, bottom = sorted((piece.y1(), piece.y2()))
    across = max(left - point.x(), 0.0, point.x() - right)
    down = max(top - point.y(), 0.0, point.y() - bottom)
    return max(across, down)
