"""One photo, large: zoom, pan, and an overlay over it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPalette, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from photosearch.ui.overlays.tinted import paint_tint

STEP = 1.25
LARGEST = 8.0
FADED = 0.2
"""How strongly an overlay is shown under a part of it that is lit."""


class PhotoView(QWidget):
    """Shows a photo fitted to its place until it is zoomed. `moved` carries zoom and centre, for linked views."""

    clicked = Signal()
    moved = Signal(float, QPointF)

    def __init__(self, parent: QWidget | None = None, *, zoomable: bool = True) -> None:
        super().__init__(parent)
        self._pixmap = QPixmap()
        self._tint: QImage | None = None
        self._glance: QImage | None = None
        self._opacity = 1.0
        self._faded = False
        self._words = ""
        self._zoomable = zoomable
        self._zoom = 1.0
        self._centre = QPointF(0.5, 0.5)
        self._grabbed: QPointF | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    def sizeHint(self) -> QSize:
        """Return a size that looks well in a side column."""
        return QSize(240, 200)

    def set_image(self, image: QImage | None) -> None:
        """Show a photo, or nothing, without an overlay."""
        self._pixmap = QPixmap() if image is None else QPixmap.fromImage(image)
        self._tint = self._glance = None
        self._words = ""
        self.reset()

    def set_words(self, words: str) -> None:
        """Show a sentence instead of a photo."""
        self.set_image(None)
        self._words = words
        self.update()

    def set_tint(self, tint: QImage | None) -> None:
        """Lay an overlay over the photo."""
        self._tint = tint
        self.update()

    def set_glance(self, tint: QImage | None) -> None:
        """Lay something else over the photo for a moment, in place of the overlay; None for the overlay again."""
        self._glance = tint
        self.update()

    def set_opacity(self, opacity: float) -> None:
        """Show overlays stronger or weaker, 0 to 1."""
        self._opacity = opacity
        self.update()

    def set_faded(self, faded: bool) -> None:  # noqa: FBT001  # a state
        """Show the overlay faintly, for something that is painted over it."""
        self._faded = faded
        self.update()

    def reset(self) -> None:
        """Fit the photo to its place."""
        self.set_zoom(1.0, QPointF(0.5, 0.5))

    def set_zoom(self, zoom: float, centre: QPointF) -> None:
        """Show a part: `zoom` times as large as fitted, around a point of the photo given in shares of its sides."""
        self._zoom = max(1.0, min(LARGEST, zoom))
        half = 0.5 / self._zoom
        self._centre = QPointF(min(max(centre.x(), half), 1 - half), min(max(centre.y(), half), 1 - half))
        self.update()

    @property
    def zoom(self) -> float:
        """How many times as large as fitted the photo is."""
        return self._zoom

    def place(self) -> QRectF:
        """Return where the whole photo lies, in the widget's coordinates; more than the widget when zoomed."""
        size = QSizeF(self._pixmap.size())
        if size.isEmpty():
            return QRectF()
        fitted = size.scaled(QSizeF(self.size()), Qt.AspectRatioMode.KeepAspectRatio)
        if self._zoom == 1.0:
            limit = size / self.devicePixelRatioF()
            if fitted.width() > limit.width():
                fitted = limit
        fitted *= self._zoom
        middle = QPointF(self.width() / 2, self.height() / 2)
        corner = middle - QPointF(self._centre.x() * fitted.width(), self._centre.y() * fitted.height())
        return QRectF(corner, fitted)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the photo and its overlay."""
        painter = QPainter(self)
        if self._pixmap.isNull():
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = self.place()
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))
        tint = self._tint if self._glance is None else self._glance
        if tint is not None:
            paint_tint(painter, tint, place, self._opacity * (FADED if self._faded else 1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        if not self._zoomable or self._pixmap.isNull():
            event.ignore()
            return
        place = self.place()
        at = event.position()
        share = QPointF((at.x() - place.x()) / place.width(), (at.y() - place.y()) / place.height())
        factor = STEP if event.angleDelta().y() > 0 else 1 / STEP
        kept = (self._centre - share) / factor
        self.set_zoom(self._zoom * factor, share + kept)
        self.moved.emit(self._zoom, self._centre)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the photo."""
        self._grabbed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan."""
        if self._grabbed is None or not self._zoomable or self._zoom == 1.0:
            return
        place = self.place()
        step = event.position() - self._grabbed
        self._grabbed = event.position()
        self.set_zoom(self._zoom, self._centre - QPointF(step.x() / place.width(), step.y() / place.height()))
        self.moved.emit(self._zoom, self._centre)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go; a click that did not pan is told."""
        self._grabbed = None
        self.clicked.emit()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Fit again."""
        self.reset()
        self.moved.emit(self._zoom, self._centre)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the photo to the new size."""
        super().resizeEvent(event)
        self.update()
