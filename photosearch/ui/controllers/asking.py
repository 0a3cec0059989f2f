"""All ways of asking for less, or for more, than one whole picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.ui.controllers.lighting import Lighting
from photosearch.ui.controllers.parts import Parts
from photosearch.ui.controllers.shown_photos import ShownPhotos
from photosearch.ui.controllers.spots import Spots

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
        self.spots = Spots(
            window.library, window.runner, self.shown, window.search, window.method, window.views, window
        )
        self.lighting = Lighting(window.search, window.overlays, window.views.bar, self)
        self._method = window.method
        self._tools = (self.parts, self.spots)
        for tool in self._tools:
            tool.told.connect(self.told)
            tool.entered.connect(partial(self._leave_others, tool))

    def say_failure(self, sentence: str) -> None:
        """Say in place of the photos why nothing was found, and offer a way on."""
        if not self.spots.offer_words():
            self._method.second.say_failure(sentence)

    def _leave_others(self, taken: object) -> None:
        for tool in self._tools:
            if tool is not taken:
                tool.leave()
