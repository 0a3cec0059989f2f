"""All ways of asking for less, or for more, than one whole picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.ui.controllers.aims import Aims
from photosearch.ui.controllers.brush import Brush
from photosearch.ui.controllers.fits import Fits
from photosearch.ui.controllers.kinds import Kinds
from photosearch.ui.controllers.lighting import Lighting
from photosearch.ui.controllers.marks import Marks
from photosearch.ui.controllers.parts import Parts
from photosearch.ui.controllers.pictures import Pictures
from photosearch.ui.controllers.shown_photos import ShownPhotos
from photosearch.ui.controllers.spots import Spots
from photosearch.ui.controllers.typed_kind import TypedKind

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
        search, runner, grid, query = window.search, window.runner, window.grid, window.views.query
        self.brush = Brush(self.shown, window)
        self.brush.in_hand.connect(self.parts.step_aside)
        self.spots = Spots(window.library, runner, self.shown, search, window.method, window.views, window)
        self.lighting = Lighting(search, window.overlays, window.views.bar, self)
        self._method = window.method
        self.aims = Aims(search, window.method, query, window)
        self.pictures = Pictures(search, runner, grid, window.thumbnails, query, window)
        self.kinds = Kinds(window.library, runner, search, query, window)
        self.typed_kind = TypedKind(window)
        for keeper in (self.kinds.renew, self.typed_kind.forget):
            window.method.network_changed.connect(keeper)
        self.fits = Fits(self.shown, window)
        self.marks = Marks(search, grid, self.fits, self.parts.kept, self)
        grid.current_changed.connect(lambda item: item or self.parts.kept.take())  # without a photo there is no part
        window.drop_zone.target = self.pictures.target
        for speaker in (self.typed_kind, self.pictures, self.fits, self.marks):
            speaker.told.connect(self.told)
        search.turned.connect(grid.begin_anew)
        search.turned.connect(lambda: self.told.emit(""))  # what was said is of another question
        self._tools = (self.parts, self.brush, self.spots)
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
