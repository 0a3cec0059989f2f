"""What lies over a view of a photo and is always as large as that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from photosearch.ui.views.photo_view import PhotoView


class PhotoLayer(QWidget):
    """Leaves mouse and keyboard to the photo until it takes them."""

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._view = view
        self.setGeometry(view.rect())
        view.installEventFilter(self)
        self.take_mouse(taken=False)

    @property
    def view(self) -> PhotoView:
        """What it lies over."""
        return self._view

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo below."""
        return not self._view.place().isEmpty()

    def take_mouse(self, *, taken: bool, keyboard: bool | None = None) -> None:
        """Take the mouse, and the keyboard too unless it is left, or leave both to the photo."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not taken)
        strong = taken if keyboard is None else keyboard
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if strong else Qt.FocusPolicy.ClickFocus if taken else Qt.FocusPolicy.NoFocus
        )
        self.setCursor(Qt.CursorShape.CrossCursor if taken else Qt.CursorShape.ArrowCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the view."""
        if watched is self._view and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._view.rect())
        return super().eventFilter(watched, event)
