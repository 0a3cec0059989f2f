"""A rectangle that was drawn over a hit, until it is said what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers.search import Search
from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.part_strip import PartStrip


class KeptPart(QObject):
    """Keeps at most one. `searched` carries an Asked that is to be searched for, `marked` whether one is right."""

    searched = Signal(object)
    marked = Signal(bool)

    def __init__(self, layers: Mapping[str, BoxLayer], search: Search, parent: QObject) -> None:
        super().__init__(parent)
        self._search, self._layers = search, layers
        self._name = ""
        self._part: Asked | None = None
        self.strips = {name: PartStrip(layer.view, layer) for name, layer in layers.items()}
        for strip in self.strips.values():
            strip.search.connect(self._search_for_it)
            strip.marked.connect(self.marked)
        search.question_changed.connect(self._show)

    def keep(self, name: str, path: Path, box: Box) -> None:
        """Keep a rectangle over a photo, and ask what it is for."""
        self.take()
        self._name, self._part = name, Asked(path, box)
        self._show(self._search.question)
        self.strips[name].search_button.setFocus()

    def take(self) -> Asked | None:
        """Return what is kept, and keep it no more."""
        part, self._part = self._part, None
        if part is not None:
            self.strips[self._name].hide()
            self._layers[self._name].show_box(None)
        return part

    def arrived(self, name: str, path: Path) -> None:
        """Let go of a rectangle whose photo is shown no more."""
        if name == self._name and self._part is not None and self._part.path != path:
            self.take()

    def _show(self, question: Question) -> None:
        if self._part is not None:
            self.strips[self._name].offer(marks=question.first is not None)

    def _search_for_it(self) -> None:
        part = self.take()
        if part is not None:
            self.searched.emit(part)
