"""Searching for a part of a photo: the mode for it, and the rectangles over all large photos."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers.kept_part import KeptPart
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.shown_photos import QUERIES, ShownPhotos
from photosearch.ui.controllers.tool import Tool
from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.layout import Layout


class Parts(Tool):
    """Searches for what is chosen of a photo."""

    def __init__(self, shown: ShownPhotos, search: Search, views: Layout, window: QWidget) -> None:
        super().__init__(views, (views.query.part_button, views.compare.part_button), window)
        self._search = search
        self._shown = shown
        self.layers = {
            "query picture": BoxLayer(views.query.view, always=True),
            "details": BoxLayer(views.details.view),
            "full query": BoxLayer(views.compare.query),
            "full hit": BoxLayer(views.compare.hit),
        }
        self.layers["query picture"].setToolTip(self.tr("Drag a rectangle to search for a part of the picture"))
        large = {name: layer for name, layer in self.layers.items() if name not in QUERIES}
        self.kept = KeptPart(large, search, self)
        self.kept.searched.connect(self._search_for)
        for name, layer in self.layers.items():
            layer.chosen.connect(partial(self._chosen, name))
            layer.whole.connect(self.whole)
        for button in self.buttons:
            button.setToolTip(self.tr("Draw a rectangle over a photo, and search for what is in it (B)"))
        views.query.whole.connect(self.whole)
        search.part_changed.connect(self._show_part)
        search.question_changed.connect(self._offer_whole)
        shown.arrived.connect(self._arrived)

    def leave(self) -> None:
        """Choose no part any more."""
        dropped = self.kept.take() is not None
        if not self.active:
            self._escape.setEnabled(False)
            if dropped:
                self._focus_photos()
        super().leave()

    def whole(self) -> None:
        """Search for the whole picture again."""
        self._search.set_region(None)

    def step_aside(self, aside: bool) -> None:  # noqa: FBT001  # a signal
        """Hide the rectangle that is searched for while another tool shows what counts, or show it again."""
        self._show_part(None if aside else self._search.region)

    def _lacking(self) -> str:
        if self._seen(self.layers) is None:
            return self.tr("Search with a picture or select a photo first; then choose a part of it.")
        return ""

    def _begin(self) -> None:
        if (layer := self._seen(self.layers)) is not None:
            layer.setFocus()
        mouse = self.tr("Draw a rectangle over a photo. Escape leaves.")
        keyboard = self.tr("By keyboard: arrow keys move it, with Shift they resize it, Enter searches.")
        self.told.emit(f"{mouse} {keyboard}")

    def _use(self, *, on: bool) -> None:
        for layer in self.layers.values():
            layer.set_mode(on)

    def _widgets(self) -> Sequence[QWidget]:
        return tuple(self.layers.values())

    def _chosen(self, name: str, box: Box) -> None:
        """Search for a part of the query at once; of another photo, ask what it is for."""
        self.leave()
        if name in QUERIES:
            self._search_for(Asked(self._shown.paths[name], box))
            return
        self.layers[name].show_box(box)
        self.kept.keep(name, self._shown.paths[name], box)
        self._escape.setEnabled(True)  # it leaves the rectangle

    def _search_for(self, part: Asked) -> None:
        """Search for a part; the photos that are found are shown at once."""
        self.leave()
        if self._views.is_full:
            self._views.leave_full()
        if part.path == self._search.query:
            self._search.set_region(part.box)
        else:
            self._search.search(part.path, region=part.box)

    def _show_part(self, part: Box | None) -> None:
        for name in QUERIES:
            self.layers[name].show_box(part)

    def _offer_whole(self, question: Question) -> None:
        parts = [question.spots, *(one.box or one.of_shape for one in question.asked[:1])]
        self._views.query.whole_button.setEnabled(any(parts))

    def _arrived(self, name: str, path: Path, size: tuple[int, int]) -> None:
        self.layers[name].set_photo(size)
        self.kept.arrived(name, path)
