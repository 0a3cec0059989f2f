"""Searching for details of a photo: the tool for it, and the rings over all large photos."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from photosearch.jobs import Cancel, Progress
from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.services.patches import grid_of
from photosearch.services.query import Asked, Spot
from photosearch.services.question import Question
from photosearch.services.words_of import DETAILS
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.shown_photos import ShownPhotos
from photosearch.ui.controllers.tool import Tool
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.views.layout import Layout
from photosearch.ui.views.spot_layer import SpotLayer

CELLS = "cells"
"""The jobs that find out the cells of a photo, before the name of its view."""


class Spots(Tool):
    """Searches for what is pointed at."""

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        shown: ShownPhotos,
        search: Search,
        method: MethodChoice,
        views: Layout,
        window: QWidget,
    ) -> None:
        super().__init__(views, (views.query.add_tool(self.tr("Detail")), views.compare.detail_button), window)
        self._library, self._runner, self._shown = library, runner, shown
        self._search, self._method = search, method
        self.layers = {
            "query picture": SpotLayer(views.query.view),
            "details": SpotLayer(views.details.view),
            "full query": SpotLayer(views.compare.query),
            "full hit": SpotLayer(views.compare.hit),
        }
        for name, layer in self.layers.items():
            layer.pointed.connect(partial(self._pointed, name))
            layer.taken.connect(self._taken)
        for button in self.buttons:
            button.setToolTip(self.tr("Click details of a photo, and search for photos that hold them (D)"))
        search.question_changed.connect(self._show)
        search.answered.connect(self._answered)
        shown.arrived.connect(self._arrived)
        runner.finished.connect(self._learned)
        method.network_changed.connect(self._forget)

    def _lacking(self) -> str:
        if self._seen(self.layers) is None:
            return self.tr("Search with a picture or select a photo first; then point at details of it.")
        return ""

    def _begin(self) -> None:
        if (layer := self._seen(self.layers)) is not None:
            layer.setFocus()
        mouse = self.tr("Click a detail that photos are to hold, right-click one that they are not to hold.")
        keyboard = self.tr("By keyboard: arrow keys, Enter, Shift+Enter.")
        self.told.emit(f"{mouse} {keyboard}")

    def _parting(self) -> str:
        return self._sentence(self._search.question.spots)

    def _use(self, *, on: bool) -> None:
        for name, layer in self.layers.items():
            layer.set_mode(on)
            self._learn(name)

    def _widgets(self) -> Sequence[QWidget]:
        return tuple(self.layers.values())

    def _pointed(self, name: str, spot: Spot) -> None:
        """Search for one more detail; those of another photo take the place of all that is searched for."""
        path, question = self._shown.paths[name], self._search.question
        of_query = path == question.first
        if not of_query and self._views.is_full:  # the photos come back, and the new query with its ring
            self._views.leave_full()
            self.layers["query picture"].setFocus()
        # Nothing else of a question counts beside points, and nothing else of it is to be shown then.
        self._search.ask(Question((Asked(path),), (*question.spots, spot) if of_query else (spot,)))

    def _taken(self, place: int) -> None:
        """Search for one detail less; without any, for the whole picture."""
        question = self._search.question
        self._search.ask(replace(question, spots=(*question.spots[:place], *question.spots[place + 1 :])))

    def _show(self, question: Question) -> None:
        for name, layer in self.layers.items():
            of_query = question.spots and self._shown.paths.get(name) == question.first
            layer.show_spots(question.spots if of_query else ())

    def _answered(self, _answer: Answer) -> None:
        spots = self._search.question.spots
        if not spots:
            return
        for name in self.layers:
            self._learn(name)  # words may have been learned only now
        more = self.tr("Click to add one, right-click for one to leave out, click a ring to remove it.")
        self.told.emit(f"{self._sentence(spots)} {more if self.active else ''}".strip())

    def _sentence(self, spots: tuple[Spot, ...]) -> str:
        """Return what is searched for, in plain words; nothing where nothing is."""
        wanted = sum(spot.wanted for spot in spots)
        unwanted = len(spots) - wanted
        if not wanted:
            return ""
        one = self.tr("Photos that hold this detail")
        said = one if wanted == 1 else self.tr("Photos that hold these {count} details").format(count=wanted)
        if unwanted == 1:
            said = self.tr("{said}, but not the one crossed out").format(said=said)
        elif unwanted:
            said = self.tr("{said}, but none of the {count} crossed out").format(said=said, count=unwanted)
        return f"{said}."

    def offer_words(self) -> bool:
        """Offer to make what a search for details needs, where no photo has it; False where that is not so."""
        making = self._runner.is_running("index")
        return bool(self._search.question.spots) and not making and self._method.offer_to_make(DETAILS)

    def _arrived(self, name: str, _path: Path, size: tuple[int, int]) -> None:
        self.layers[name].set_photo(size)
        self._show(self._search.question)
        self._learn(name)

    def _learn(self, name: str) -> None:
        """Find out the cells of a photo whose patches are to be seen."""
        path, layer, library = self._shown.paths.get(name), self.layers[name], self._library
        if path is None or layer.has_grid or not (self.active or layer.spots):
            return

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, tuple[int, int]]]:
            yield from ()
            return path, grid_of(library, path)

        self._runner.start(f"{CELLS} {name}", job)

    def _learned(self, job: str, result: object) -> None:
        kind, _, name = job.partition(" ")
        if kind == CELLS and isinstance(result, tuple) and result[0] == self._shown.paths.get(name):
            self.layers[name].set_grid(result[1])

    def _forget(self) -> None:
        """Forget the cells of all photos: another network has others."""
        for layer in self.layers.values():
            layer.set_grid(None)
