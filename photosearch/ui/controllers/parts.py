"""Searching for a part of a photo: the mode for it, and the rectangles over all large photos."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers.kept_part import KeptPart
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.shown_photos import QUERIES, ShownPhotos
from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.layout import Layout


class Parts(QObject):
    """Searches for what is chosen of a photo. `told` carries a sentence, `entered` says that the mode begins."""

    told = Signal(str)
    entered = Signal()

    def __init__(self, shown: ShownPhotos, search: Search, views: Layout, window: QWidget) -> None:
        super().__init__(window)
        self._search = search
        self._views = views
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
        self.active = False
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.leave)
        for name, layer in self.layers.items():
            layer.chosen.connect(partial(self._chosen, name))
            layer.whole.connect(self.whole)
        for button in (views.query.part_button, views.compare.part_button):
            button.setToolTip(self.tr("Draw a rectangle over a photo, and search for what is in it (B)"))
        views.query.part.connect(self.toggle)
        views.query.whole.connect(self.whole)
        views.compare.part.connect(self.toggle)
        views.compare.left.connect(self.leave)
        search.part_changed.connect(self._show_part)
        search.question_changed.connect(self._offer_whole)
        shown.arrived.connect(self._arrived)

    def toggle(self) -> None:
        """Begin to choose a part, or leave that."""
        if self.active:
            self.leave()
            return
        seen = ("full query", "full hit") if self._views.is_full else ("query picture", "details")
        layer = next((self.layers[name] for name in seen if self._can_choose(self.layers[name])), None)
        if layer is None:
            self._set_mode(False)  # noqa: FBT003  # a state
            self.told.emit(self.tr("Search with a picture or select a photo first; then choose a part of it."))
            return
        self._set_mode(True)  # noqa: FBT003  # a state
        layer.setFocus()
        mouse = self.tr("Draw a rectangle over a photo. Escape leaves.")
        keyboard = self.tr("By keyboard: arrow keys move it, with Shift they resize it, Enter searches.")
        self.told.emit(f"{mouse} {keyboard}")

    def leave(self) -> None:
        """Choose no part any more."""
        dropped = self.kept.take() is not None
        if not self.active:
            self._escape.setEnabled(False)
            if dropped:
                self._focus_photos()
            return
        inside = any(layer.hasFocus() for layer in self.layers.values())
        self._set_mode(False)  # noqa: FBT003  # a state
        self.told.emit("")
        if inside:
            self._focus_photos()

    def _focus_photos(self) -> None:
        (self._views.compare if self._views.is_full else self._views.grid).setFocus()

    def whole(self) -> None:
        """Search for the whole picture again."""
        self._search.set_region(None)

    def step_aside(self, aside: bool) -> None:  # noqa: FBT001  # a signal
        """Hide the rectangle that is searched for while another tool shows what counts, or show it again."""
        self._show_part(None if aside else self._search.region)

    def _can_choose(self, layer: BoxLayer) -> bool:
        return layer.has_photo and layer.isVisible()

    def _set_mode(self, on: bool) -> None:  # noqa: FBT001  # a state
        self.active = on
        if on:
            self.entered.emit()
        self._escape.setEnabled(on)
        for layer in self.layers.values():
            layer.set_mode(on)
        for button in (self._views.query.part_button, self._views.compare.part_button):
            button.setChecked(on)

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
