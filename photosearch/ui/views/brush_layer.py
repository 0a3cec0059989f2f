"""A brush over a photo: with the mouse or the keyboard, a part of any shape is painted in and out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPolygonF,
    QWheelEvent,
)

from photosearch.services.chosen_part import mask_outlines
from photosearch.services.drawn_mask import LEAST_RADIUS, MOST_RADIUS, SIDE, BrushStroke, DrawnMask
from photosearch.types import Mask
from photosearch.ui.overlays.drawn_part import paint_line, paint_part, part_path
from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView

GROWS = 1.25
NOTCH = 120
"""What Qt calls one step of a wheel; the tip grows by `GROWS` with each."""
_LEFT, _RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_SIZES = {Qt.Key.Key_BracketLeft: 1 / GROWS, Qt.Key.Key_BracketRight: GROWS}
_PAINTS = {Qt.Key.Key_Space: True, Qt.Key.Key_Delete: False, Qt.Key.Key_Backspace: False}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OUT = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


@dataclass(slots=True)
class BrushTip:
    """What the left button does, and how large the circle is, in cells; layers share it."""

    inside: bool = True
    lasso: bool = False
    radius: float = SIDE / 16


class BrushLayer(PhotoLayer):
    """Lies over a view of a photo. `painted` says that the mask was changed, `searched` asks to search with it.

    `resized` says that the tip was made larger or smaller.
    """

    painted = Signal()
    searched = Signal()
    resized = Signal()

    def __init__(self, view: PhotoView, tip: BrushTip) -> None:
        super().__init__(view)
        self._tip = tip
        self._drawn: DrawnMask | None = None
        self._kept: Mask | None = None
        self._path: tuple[Mask, QPainterPath] | None = None
        self._at: tuple[float, float] | None = None
        self._stroke: BrushStroke | None = None
        self._button = _LEFT
        self._by_keys = False
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Brush over the photo"))
        self.take(None)

    def take(self, drawn: DrawnMask | None) -> None:
        """Take mouse and keyboard to paint a mask, or leave them to the photo."""
        self._drawn, self._at, self._stroke = drawn, None, None
        on = drawn is not None
        self.take_mouse(taken=on)
        if on:
            self.raise_()
        self.update()

    def show_part(self, mask: Mask | None) -> None:
        """Draw the outline of what is searched for, None for none."""
        self._kept = mask
        self.update()

    @property
    def shown(self) -> Mask | None:
        """The mask that is drawn: the one being painted, else what is searched for."""
        return self._kept if self._drawn is None else self._drawn.mask

    def on_screen(self, at: tuple[float, float]) -> QPointF:
        """Return where a point (row, column), in cells, lies in this widget's coordinates."""
        place, (rows, columns) = self._view.place(), self._shape
        return QPointF(place.x() + at[1] / columns * place.width(), place.y() + at[0] / rows * place.height())

    @property
    def _shape(self) -> tuple[int, ...]:
        shown = self.shown
        return (1, 1) if shown is None else shown.shape

    def _cells(self, point: QPointF) -> tuple[float, float]:
        """Return a place of this widget in cells of the photo, (row, column)."""
        place, (rows, columns) = self._view.place(), self._shape
        return (
            (point.y() - place.y()) / place.height() * rows,
            (point.x() - place.x()) / place.width() * columns,
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke or a line; other buttons are the photo's."""
        button = event.button()
        if self._drawn is None or button not in (_LEFT, _RIGHT) or not self.has_photo:
            event.ignore()
            return
        if self._stroke is None:
            at = self._point(event)
            inside = self._tip.inside is not (button == _RIGHT or bool(event.modifiers() & _OUT))
            self._button = button
            self._stroke = BrushStroke(self._drawn, at, self._tip.radius, inside=inside, lasso=self._tip.lasso)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it, or show where it would be."""
        at = self._point(event)
        if self._stroke is not None:
            self._stroke.move(at)
        elif self._drawn is None or event.buttons():
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        if self._stroke is None:
            event.ignore()
        elif event.button() == self._button:
            self._stroke.end()
            self._stroke = None
            self.painted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Paint with the second of two quick strokes too."""
        self.mousePressEvent(event)

    def _point(self, event: QMouseEvent) -> tuple[float, float]:
        """Move the circle to the mouse, and return where that is, in cells."""
        self._at, self._by_keys = self._cells(event.position()), False
        self.update()
        return self._at

    def leaveEvent(self, event: QEvent) -> None:
        """Show no circle where the mouse is not."""
        if not self._by_keys and self._stroke is None:
            self._at = None
            self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the tip larger or smaller; with Ctrl the photo is zoomed."""
        if self._drawn is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self._resize(GROWS ** (event.angleDelta().y() / NOTCH))

    def _resize(self, factor: float) -> None:
        if self._stroke is None:
            self._tip.radius = min(max(self._tip.radius * factor, LEAST_RADIUS), MOST_RADIUS)
            self.resized.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that paint from being shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_mine(event):
            event.accept()
            return True
        return super().event(event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        if self._drawn is None:
            return False
        if event.matches(QKeySequence.StandardKey.Undo):
            return True
        plain = not event.modifiers() & _OTHERS
        under_way = event.key() == Qt.Key.Key_Escape and self._stroke is not None
        return plain and (under_way or event.key() in (*_MOVES, *_SIZES, *_PAINTS, *_ENTERS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the circle, paint in or out, take back, or search."""
        key = event.key()
        if self._drawn is None or not self._is_mine(event):
            super().keyPressEvent(event)
        elif self._stroke is not None:  # the mouse is at work
            if key == Qt.Key.Key_Escape:
                self._stroke.break_off()
                self._stroke = None
                self.update()
        elif key in _ENTERS:
            self.searched.emit()
        elif key in _MOVES:
            self._move(*_MOVES[Qt.Key(key)], fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _SIZES:
            self._resize(_SIZES[Qt.Key(key)])
        elif key in _PAINTS:
            self._dab(self._drawn, inside=_PAINTS[Qt.Key(key)])
        elif self._drawn.undo():
            self.painted.emit()

    def _move(self, down: int, right: int, *, fine: bool) -> None:
        step = 1.0 if fine else max(1.0, self._tip.radius / 2)
        rows, columns = self._shape
        row, column = self._middle()
        self._at = min(max(row + down * step, 0.0), float(rows)), min(max(column + right * step, 0.0), float(columns))
        self._by_keys = True
        self.update()

    def _middle(self) -> tuple[float, float]:
        """Return where the circle is, by default in the middle of the photo."""
        rows, columns = self._shape
        return (rows / 2, columns / 2) if self._at is None else self._at

    def _dab(self, drawn: DrawnMask, *, inside: bool) -> None:
        self._at = self._middle()
        self._by_keys = True
        drawn.begin()
        drawn.paint(self._at, self._at, self._tip.radius, inside=inside)
        drawn.end()
        self.painted.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mask and the tip."""
        mask, place = self.shown, self._view.place()
        if mask is None or place.isEmpty():
            return
        if self._path is None or self._path[0] is not mask:
            self._path = mask, part_path(mask_outlines(mask))
        painter = QPainter(self)
        if self._drawn is None:
            paint_part(painter, self._path[1], mask.shape, place, shade=None)
            return
        paint_part(painter, self._path[1], mask.shape, place)
        self._paint_tip(painter)

    def _paint_tip(self, painter: QPainter) -> None:
        tip, stroke = QPainterPath(), self._stroke
        if stroke is not None and stroke.is_lasso:
            tip.addPolygon(QPolygonF([self.on_screen(at) for at in stroke.line]))
        elif self._at is not None and (self._by_keys or not self._tip.lasso):
            radius = self._tip.radius / self._shape[1] * self._view.place().width()
            tip.addEllipse(self.on_screen(self._at), radius, radius)
        paint_line(painter, tip, dashed=not (self._tip.inside if stroke is None else stroke.inside))
