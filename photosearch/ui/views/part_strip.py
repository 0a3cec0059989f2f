"""What can be done with a rectangle that was drawn over a hit: a small strip beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.photo_view import PhotoView

GAP = 4


class PartStrip(QFrame):
    """Stays at the rectangle of a layer while the photo is moved and zoomed. `marked` carries whether it is right."""

    search = Signal()
    marked = Signal(bool)

    def __init__(self, view: PhotoView, layer: BoxLayer) -> None:
        super().__init__(view)
        self._view, self._layer = view, layer
        self.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("What to do with this part"))
        self.search_button = QPushButton(self.tr("Search"))
        self.search_button.setToolTip(self.tr("Search for this part (Enter)"))
        self.right_button = QPushButton(self.tr("Right (R)"))
        self.wrong_button = QPushButton(self.tr("Wrong (X)"))
        self._hints = {
            self.right_button: self.tr("This part is right: find more like it"),
            self.wrong_button: self.tr("This part is wrong: find less like it"),
        }
        self.search_button.clicked.connect(self.search)
        self.right_button.clicked.connect(lambda: self.marked.emit(True))  # noqa: FBT003  # a signal
        self.wrong_button.clicked.connect(lambda: self.marked.emit(False))  # noqa: FBT003  # a signal
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        for button in (self.search_button, self.right_button, self.wrong_button):
            button.setAutoDefault(True)  # Enter presses it
            button.setStyleSheet("padding: 3px 6px")
            layout.addWidget(button)
        view.installEventFilter(self)
        self.hide()

    def offer(self, *, marks: bool) -> None:
        """Show the strip; parts can be called right or wrong while there is a search."""
        for button, hint in self._hints.items():
            button.setEnabled(marks)
            button.setToolTip(hint if marks else self.tr("Search with a picture first"))
        self.adjustSize()
        self._follow()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the rectangle: whatever moves the photo paints it anew."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Paint) and self.isVisible():
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        box = self._layer.box()
        if box is not None:
            place = self._place(self._layer.on_screen(box))
            if place != self.pos():
                self.move(place)

    def _place(self, drawn: QRectF) -> QPoint:
        """Return where the strip fits: under the rectangle, over it, or else in it."""
        below, above = drawn.bottom() + GAP, drawn.top() - GAP - self.height()
        lowest = self._view.height() - self.height()
        top = below if below <= lowest else above if above >= 0 else lowest
        left = drawn.center().x() - self.width() / 2
        return QPoint(round(max(0, min(left, self._view.width() - self.width()))), round(max(0, min(top, lowest))))
