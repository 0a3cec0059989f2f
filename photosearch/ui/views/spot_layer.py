"""Points of a photo: clicked with the mouse or found with the keyboard, each stands for the patch around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from photosearch.services.patches import patch_box
from photosearch.services.query import Spot
from photosearch.ui.overlays.rings import RING, paint_cross, paint_patch, paint_spot
from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView

REACH = RING + 3
"""A click so near to the middle of a ring, in pixels of the screen, is meant for it."""
STILL = 4
"""A mouse that moved so few pixels between press and release has clicked."""
STEPS = 30
"""The keyboard moves by this share of the photo where its cells are not known."""
_MOVES = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_ADD = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class SpotLayer(PhotoLayer):
    """Lies over a view of a photo and shows points of it.

    `pointed` carries a new Spot, `taken` the place of an old one among them. A Spot is in pixels of the upright photo
    at full size.
    """

    pointed = Signal(object)
    taken = Signal(int)

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._size = (0, 0)
        self._grid: tuple[int, int] | None = None
        self._pressed: QPointF | None = None
        self._hovered: Spot | None = None
        self._cross: Spot | None = None
        self.spots: tuple[Spot, ...] = ()
        self.setAccessibleName(self.tr("Details of the photo"))
        self.set_mode(False)  # a state

    def set_photo(self, size: tuple[int, int]) -> None:
        """Tell the (height, width) at full size of the photo that is shown; its cells are not known yet."""
        self._size, self._grid = size, None
        self._pressed = self._hovered = self._cross = None
        self.update()

    def set_grid(self, grid: tuple[int, int] | None) -> None:
        """Tell how many (rows, columns) of cells the photo has, None where that is not known."""
        self._grid = grid
        self.update()

    def show_spots(self, spots: tuple[Spot, ...]) -> None:
        """Draw what is searched for."""
        self.spots = spots
        self.update()

    def set_mode(self, on: bool) -> None:  # noqa: FBT001  # a state
        """Take mouse and keyboard for points, or leave them to the photo."""
        self._mode = on
        self._pressed = self._hovered = self._cross = None
        self.setMouseTracking(on)
        self.take_mouse(taken=on)
        self.update()

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo to point at."""
        return min(self._size) > 0 and super().has_photo

    @property
    def has_grid(self) -> bool:
        """Whether the cells of the photo are known."""
        return self._grid is not None

    def on_screen(self, spot: Spot) -> QPointF:
        """Return where the middle of a spot's pixel lies, in this widget's coordinates."""
        place, (height, width) = self._view.place(), self._size
        across, down = (spot.column + 0.5) / width, (spot.row + 0.5) / height
        return QPointF(place.x() + across * place.width(), place.y() + down * place.height())

    def patch_on_screen(self, spot: Spot) -> QRectF | None:
        """Return where the patch around a spot lies; None while the cells of the photo are not known."""
        height, width = self._size
        if self._grid is None or spot.row >= height or spot.column >= width:
            return None
        box, place = patch_box(spot, self._grid, self._size), self._view.place()
        x, y = place.width() / width, place.height() / height
        return QRectF(place.x() + box.left * x, place.y() + box.top * y, box.width * x, box.height * y)

    def _at(self, point: QPointF, *, wanted: bool = True) -> Spot | None:
        """Return the spot under a point of this widget, None beside the photo."""
        place, (height, width) = self._view.place(), self._size
        if not self.has_photo or not place.contains(point):
            return None
        row = int((point.y() - place.y()) / place.height() * height)
        column = int((point.x() - place.x()) / place.width() * width)
        return Spot(min(row, height - 1), min(column, width - 1), wanted=wanted)

    def _ring_at(self, point: QPointF) -> int | None:
        """Return the place of the spot whose ring lies under a point, the newest of several."""
        for place in reversed(range(len(self.spots))):
            away = self.on_screen(self.spots[place]) - point
            if away.x() ** 2 + away.y() ** 2 <= REACH**2:
                return place
        return None

    def event(self, event: QEvent) -> bool:
        """Take keys for points that are shortcuts of the window elsewhere: Space, Delete."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._mode:
            key = event.key()
            if key in _MOVES or key in _ADD or key in _REMOVE:
                event.accept()
                return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps a click begins."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._pressed = event.position()
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the patch under the mouse; the cross of the keyboard is out of the way."""
        self._cross, self._hovered = None, self._at(event.position())
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Point at something, or take the ring away that was clicked."""
        start, self._pressed = self._pressed, None
        if start is None:
            event.ignore()
            return
        self._cross = None
        if (event.position() - start).manhattanLength() > STILL:
            return
        ring = self._ring_at(event.position())
        if ring is not None:
            self.taken.emit(ring)
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        spot = self._at(event.position(), wanted=event.button() == Qt.MouseButton.LeftButton and not shifted)
        if spot is not None:
            self.pointed.emit(spot)

    def leaveEvent(self, event: QEvent) -> None:
        """Show no patch where no mouse is."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cross; Enter or Space points there, with Shift at what is unwanted; Delete takes the last away."""
        key = event.key()
        if not (self._mode and self.has_photo):
            super().keyPressEvent(event)
        elif key in _MOVES:
            self._hovered, self._cross = None, self._moved(self._cross or self._middle(), *_MOVES[Qt.Key(key)])
            self.update()
        elif key in _ADD:
            here = self._cross or self._middle()
            self._cross = here
            unwanted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.pointed.emit(Spot(here.row, here.column, wanted=not unwanted))
        elif key in _REMOVE and self.spots:
            self.taken.emit(len(self.spots) - 1)
        elif key not in _REMOVE:
            super().keyPressEvent(event)

    def _middle(self) -> Spot:
        return Spot(self._size[0] // 2, self._size[1] // 2)

    def _moved(self, spot: Spot, down: int, right: int) -> Spot:
        """Return a spot one cell further on, inside the photo."""
        (height, width), (rows, columns) = self._size, self._grid or (STEPS, STEPS)
        row, column = spot.row + down * max(1, height // rows), spot.column + right * max(1, width // columns)
        return Spot(min(max(row, 0), height - 1), min(max(column, 0), width - 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer a cross to move where the keyboard is."""
        if self._mode and self.has_photo and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._cross = self._middle()
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the cross back."""
        self._cross = None
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the rings, and the patch that would be added."""
        if not self.has_photo:
            return
        painter, place = QPainter(self), self._view.place()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        next_one = self._cross or self._hovered
        patch = None if next_one is None else self.patch_on_screen(next_one)
        if patch is not None:
            paint_patch(painter, patch)
        for number, spot in enumerate(self.spots, 1):
            at = self.on_screen(spot)
            paint_spot(painter, at, self.patch_on_screen(spot), number, place, wanted=spot.wanted)
        if self._cross is not None:
            paint_cross(painter, self.on_screen(self._cross))
