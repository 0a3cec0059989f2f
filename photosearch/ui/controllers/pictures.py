"""Searching with several pictures together, added and taken away, each with its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFileDialog, QWidget

from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.search import JOB, Search
from photosearch.ui.drop import Dropped
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.query_panel import QueryPanel
from photosearch.ui.views.query_pictures import SIDE, QueryPictures

EVERY = 80
"""Milliseconds between searches while a slider is moved; a search that is under way is waited for besides."""
AWAY = -0.5
"""The weight of a picture that is taken away."""


class Pictures(QObject):
    """Shows the pictures of the question, and asks with others. `told` carries a sentence."""

    told = Signal(str)

    def __init__(
        self, search: Search, runner: JobRunner, grid: Grid, thumbnails: Thumbnails, panel: QueryPanel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._search, self._runner, self._thumbnails = search, runner, thumbnails
        self._grid, self._panel, self._window = grid, panel, window
        self._moved: dict[int, float] = {}
        self._timer = QTimer(self, singleShot=True, interval=EVERY)
        self._timer.timeout.connect(self._weigh_now)
        self.view = QueryPictures()
        panel.sections.addWidget(self.view)
        self.view.add.connect(self.choose)
        self.view.weighed.connect(self._weigh)
        self.view.removed.connect(self._remove)
        self.view.fronted.connect(self._front)
        search.question_changed.connect(self._show)
        thumbnails.arrived.connect(self._bring)

    def choose(self) -> None:
        """Let the person choose pictures, and add them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Add pictures to the query"))
        self.add([Path(name) for name in names])

    def take(self, found: Dropped) -> None:
        """Search with pictures that were dropped or pasted, together with those of the query if they are to join it."""
        files = found.files if found.image is None else (self._search.keep_image(found.image),)
        if found.added:
            self.add(files)
        elif files:
            self._search.search(*files)
        else:
            self.told.emit(self.tr("There is no picture in what was copied or dropped."))

    def target(self) -> QRect | None:
        """Return where the query is seen in the window; None while there is none to add to."""
        if not self._search.question.asked:
            return None
        view = self._panel.view
        return QRect(view.mapTo(self._window, QPoint(0, 0)), view.size()) if view.isVisible() else QRect()

    def add(self, paths: Sequence[Path]) -> None:
        """Search with more pictures; one that is there already counts fully from now on."""
        if paths:
            self._join(paths, 1.0)

    def take_away(self, paths: Sequence[Path]) -> None:
        """Search for less like some pictures."""
        if not self._search.question.asked:
            self.told.emit(self.tr("Search with a picture first; then others can be taken away from it."))
        elif paths:
            self._grid.pass_over(paths)
            self._join(paths, AWAY)

    def _join(self, paths: Sequence[Path], weight: float) -> None:
        kept = [replace(one, weight=weight) if one.path in paths else one for one in self._asked()]
        known = {one.path for one in kept}
        self._ask([*kept, *(Asked(path, weight=weight) for path in dict.fromkeys(paths) if path not in known)])

    def _asked(self) -> list[Asked]:
        """Return the pictures as the sliders stand."""
        asked = self._search.question.asked
        return [replace(one, weight=self._moved.get(at, one.weight)) for at, one in enumerate(asked)]

    def _ask(self, asked: Sequence[Asked]) -> None:
        """Search with other pictures or weights; what was called right or wrong still is."""
        before = self._search.question
        self._moved = {}
        spots = before.spots if list(before.paths) == [one.path for one in asked] else ()
        self._search.ask(Question(tuple(asked), spots), self._search.second)

    def _weigh(self, place: int, weight: int) -> None:
        self._moved[place] = weight / 100
        if not self._timer.isActive():
            self._timer.start()

    def _weigh_now(self) -> None:
        """Search by the weights as they are now, once the last search is done: a hand is faster than a disk."""
        if self._moved and self._runner.is_running(JOB):
            self._timer.start()
        elif self._moved:
            self._ask(self._asked())

    def _remove(self, place: int) -> None:
        left = self._asked()
        del left[place]
        if not left:
            self._search.show_library()
            return
        self._ask(left if len(left) > 1 else [replace(left[0], weight=1.0)])

    def _front(self, place: int) -> None:
        asked = self._asked()
        if place:
            self._ask([asked.pop(place), *asked])

    def _show(self, question: Question) -> None:
        asked = question.asked
        several = len(asked) > 1 or any(one.weight != 1 for one in asked)
        rows = [(str(one.path), one.path.name, round(100 * one.weight)) for one in asked] if several else []
        if [key for key, _, _ in rows] != self._paths():
            self._moved = {}
        self.view.show_pictures(rows)
        self.view.setVisible(bool(asked))
        for path in dict.fromkeys(self._paths()):
            self._bring(path)

    def _paths(self) -> list[str]:
        return list(self.view.keys)

    def _bring(self, path: str) -> None:
        """Show a small picture in its rows, as soon as it is there."""
        places = [at for at, key in enumerate(self._paths()[: len(self.view.rows)]) if key == path]
        ratio = self.view.devicePixelRatioF()
        pixmap = self._thumbnails.get(path, round(SIDE * ratio)) if places else None
        if pixmap is not None:
            pixmap.setDevicePixelRatio(ratio)
            for place in places:
                self.view.set_thumbnail(place, QIcon(pixmap))
