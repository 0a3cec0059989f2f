"""A rectangle over a photo: drawn with the mouse or moved with the keyboard, it chooses a part of the photo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from photosearch.types import Box
from photosearch.ui.overlays.rectangle import paint_rectangle
from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView

LEAST = 8
"""A rectangle has at least so many pixels of the screen, and of the photo, each way."""
STEPS = 50
"""The keyboard moves a rectangle by this share of the photo."""
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class BoxLayer(PhotoLayer):
    """Lies over a view of a photo. `chosen` carries a Box in pixels of the upright photo at full size.

    `whole` asks for all of the photo again.

    Parameters
    ----------
    view : PhotoView
        What it lies over.
    always : bool
        Whether a rectangle can be drawn with the mouse at any time, not only in the mode for it.
    """

    chosen = Signal(object)
    whole = Signal()

    def __init__(self, view: PhotoView, *, always: bool = False) -> None:
        super().__init__(view)
        self._always = always
        self._size = (0, 0)
        self._box: Box | None = None
        self._draft: Box | None = None
        self._from: QPointF | None = None
        self.setAccessibleName(self.tr("Part of the photo"))
        self.set_mode(False)  # a state

    def set_photo(self, size: tuple[int, int]) -> None:
        """Tell the (height, width) at full size of the photo that is shown."""
        if size != self._size:
            self._size, self._draft, self._from = size, None, None
        self.update()

    def show_box(self, box: Box | None) -> None:
        """Draw the part that is searched for, None for none."""
        self._box = box
        self.update()

    def set_mode(self, on: bool) -> None:  # noqa: FBT001  # a state
        """Take mouse and keyboard for a rectangle, or leave them to the photo."""
        self._mode, self._draft, self._from = on, None, None
        self.take_mouse(taken=on or self._always, keyboard=on)
        self.update()

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo to choose a part of."""
        return min(self._size) > 0 and super().has_photo

    def box(self) -> Box | None:
        """Return the rectangle that is drawn: the one being made, else what is searched for."""
        return self._draft or self._box

    def on_screen(self, box: Box) -> QRectF:
        """Return where a part of the photo lies, in this widget's coordinates."""
        place, (height, width) = self._view.place(), self._size
        x, y = place.width() / width, place.height() / height
        return QRectF(place.x() + box.left * x, place.y() + box.top * y, box.width * x, box.height * y)

    def _between(self, one: QPointF, other: QPointF) -> Box:
        """Return the part of the photo between two places of this widget, as far as it is one."""
        place, (height, width) = self._view.place(), self._size

        def pixel(at: float, start: float, length: float, pixels: int) -> int:
            return round(min(max((at - start) / length, 0.0), 1.0) * pixels)

        left, right = sorted(pixel(at.x(), place.x(), place.width(), width) for at in (one, other))
        top, bottom = sorted(pixel(at.y(), place.y(), place.height(), height) for at in (one, other))
        return Box(top, left, bottom, right)

    def _large_enough(self, box: Box) -> bool:
        shown = self.on_screen(box)
        return min(shown.width(), shown.height(), box.width, box.height) >= LEAST

    def _choose(self, box: Box) -> None:
        self._draft = None
        self._box = box
        self.update()
        self.chosen.emit(box)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle; other buttons are the photo's."""
        if event.button() != Qt.MouseButton.LeftButton or not self.has_photo:
            event.ignore()
            return
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw it larger or smaller."""
        if self._from is None:
            event.ignore()
            return
        box = self._between(self._from, event.position())
        self._draft = box if self._large_enough(box) else None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was drawn, unless it was a mere click."""
        if self._from is None:
            event.ignore()
            return
        box = self._between(self._from, event.position())
        self._from = self._draft = None
        self.update()
        if self._large_enough(box):
            self._choose(box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the rectangle, with Shift make it larger or smaller; Enter chooses it, Escape leaves it."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._from is not None:
            self._from = self._draft = None
            self.update()
        elif key == Qt.Key.Key_Escape and self._box is not None:
            self.whole.emit()
        elif self._mode and key in _MOVES and self.has_photo:
            resize = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._draft = self._moved(self.box() or self._middle(), *_MOVES[Qt.Key(key)], resize=resize)
            self.update()
        elif self._mode and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.has_photo:
            self._choose(self.box() or self._middle())
        else:
            super().keyPressEvent(event)

    def _middle(self) -> Box:
        """Return a part half as high and half as wide as the photo."""
        height, width = self._size
        return Box(height // 4, width // 4, height // 4 + (height + 1) // 2, width // 4 + (width + 1) // 2)

    def _moved(self, box: Box, down: int, right: int, *, resize: bool) -> Box:
        height, width = self._size
        down, right = down * max(1, height // STEPS), right * max(1, width // STEPS)
        if resize:
            lowest, rightmost = min(box.top + LEAST, height), min(box.left + LEAST, width)
            bottom = min(max(box.bottom + down, lowest), height)
            return Box(box.top, box.left, bottom, min(max(box.right + right, rightmost), width))
        top = min(max(box.top + down, 0), height - box.height)
        left = min(max(box.left + right, 0), width - box.width)
        return Box(top, left, top + box.height, left + box.width)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer a rectangle to move where the keyboard is."""
        if self._mode and self.has_photo and self.box() is None:
            self._draft = self._middle()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take back a rectangle that was not chosen."""
        self._draft = None
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rectangle."""
        box = self.box()
        if box is None or not self.has_photo:
            return
        paint_rectangle(QPainter(self), self.on_screen(box), self._view.place())
