"""All ways of asking for less, or for more, than one whole picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.ui.controllers.fits import Fits
from photosearch.ui.controllers.marks import Marks
from photosearch.ui.controllers.parts import Parts
from photosearch.ui.controllers.pictures import Pictures
from photosearch.ui.controllers.shown_photos import ShownPhotos

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow


class Asking(QObject):
    """Puts the controllers together; of the tools that take the mouse over a photo, one at most is in hand.

    `told` carries a sentence.
    """

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.shown = ShownPhotos(window.runner, self)
        self.parts = Parts(self.shown, window.search, window.views, window)
        search, runner, grid = window.search, window.runner, window.grid
        self.pictures = Pictures(search, runner, grid, window.thumbnails, window.views.query, window)
        self.fits = Fits(self.shown, window)
        self.marks = Marks(search, grid, self.fits, self.parts.kept, self)
        grid.current_changed.connect(lambda item: item or self.parts.kept.take())  # without a photo there is no part
        window.drop_zone.target = self.pictures.target
        for speaker in (self.pictures, self.fits, self.marks):
            speaker.told.connect(self.told)
        self._tools = (self.parts,)
        for tool in self._tools:
            tool.told.connect(self.told)
            tool.entered.connect(partial(self._leave_others, tool))

    def _leave_others(self, taken: object) -> None:
        for tool in self._tools:
            if tool is not taken:
                tool.leave()
