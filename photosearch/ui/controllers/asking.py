"""All ways of asking for less, or for more, than one whole picture."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.ui.controllers.aims import Aims
from photosearch.ui.controllers.brush import Brush
from photosearch.ui.controllers.kinds import Kinds
from photosearch.ui.controllers.parts import Parts
from photosearch.ui.controllers.shown_photos import ShownPhotos
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
        self.brush = Brush(self.shown, window)
        self.brush.in_hand.connect(self.parts.step_aside)
        self.aims = Aims(window.search, window.method, window.views.query, window)
        self.kinds = Kinds(window.library, window.runner, window.search, window.views.query, window)
        self.typed_kind = TypedKind(window)
        self.typed_kind.told.connect(self.told)
        for keeper in (self.kinds.renew, self.typed_kind.forget):
            window.method.network_changed.connect(keeper)
        self._tools = (self.parts, self.brush)
        for tool in self._tools:
            tool.told.connect(self.told)
            tool.entered.connect(partial(self._leave_others, tool))

    def _leave_others(self, taken: object) -> None:
        for tool in self._tools:
            if tool is not taken:
                tool.leave()
