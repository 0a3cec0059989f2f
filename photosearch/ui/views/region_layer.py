"""The parts over a photo: the one that the mouse points at is told, and one can be lit."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from photosearch.services.sights import Region
from photosearch.ui.overlays.outlines import paint_lit, region_at
from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView


class RegionLayer(PhotoLayer):
    """Lies over a view of a photo, whose overlay fades while a part is lit.

    `pointed` carries the colour of the part that the mouse is over, None for none.
    """

    pointed = Signal(object)

    def __init__(self, view: PhotoView) -> None:
        super().__init__(view)
        self._size = (1, 1)
        self._under: int | None = None
        self.regions: Sequence[Region] = ()
        self.lit: int | None = None
        view.setMouseTracking(True)

    def set_regions(self, regions: Sequence[Region], size: tuple[int, int]) -> None:
        """Tell which parts the photo has now, in pixels of (height, width)."""
        self.regions, self._size, self._under = regions, size, None
        self.light(None)

    def light(self, colour: int | None) -> None:
        """Light the part of a colour, none where there is none."""
        self.lit = colour if self._of(colour) is not None else None
        self._view.set_faded(self.lit is not None)
        self.update()

    def label(self) -> str:
        """Return what is said of the part that is lit."""
        region = self._of(self.lit)
        return "" if region is None else region.label

    def _of(self, colour: int | None) -> Region | None:
        return next((region for region in self.regions if region.colour == colour), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse."""
        if event.type() == QEvent.Type.Leave:
            self._point(None)
        elif isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self._point(region_at(self.regions, self._size, self._view.place(), event.position()))
        return super().eventFilter(watched, event)

    def _point(self, region: Region | None) -> None:
        colour = None if region is None else region.colour
        if colour != self._under:
            self._under = colour
            self.pointed.emit(colour)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the part that is lit."""
        region = self._of(self.lit)
        if region is not None:
            paint_lit(QPainter(self), region, self._size, self._view.place())
