"""An outline over a large photo where it shows what was asked for; mouse and keyboard go through it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent

from photosearch.ui.models.fit import Shares, on_screen
from photosearch.ui.overlays.rectangle import paint_fit
from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView


class FitLayer(PhotoLayer):
    """Lies over a view of a photo."""

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._shares: Shares | None = None

    @property
    def shares(self) -> Shares | None:
        """Where the outline is in the photo."""
        return self._shares

    def show_fit(self, shares: Shares | None) -> None:
        """Draw an outline, or none."""
        self._shares = shares
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it; while the view shows no photo there is no place for it."""
        place = self._view.place()
        if self._shares is None or place.isEmpty():
            return
        paint_fit(QPainter(self), on_screen(self._shares, place).toRect())
