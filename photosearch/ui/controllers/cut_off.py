"""The cut-off of a ranking: where scores drop to noise, until the person moves it."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Signal

from photosearch.services.find import Answer
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.search import Search
from photosearch.ui.models.photo_items import scores_of
from photosearch.ui.views.photo_grid import PhotoGrid


class CutOff(QObject):
    """Keeps the score above which hits count. `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, search: Search, grid: Grid, view: PhotoGrid, parent: QObject) -> None:
        super().__init__(parent)
        self._grid = grid
        self._view = view
        self._query: Path | None = None
        self._noise: float | None = None
        self._chosen: float | None = None
        grid.shown.connect(self.place)
        search.answered.connect(self.take)
        search.unjudged.connect(self.forget_noise)
        view.cut.moved.connect(self.move_to)

    def take(self, answer: Answer) -> None:
        """Take the noise of an answer, where a line tells anything."""
        others = [hit.score for hit in answer.hits if hit.score < 1.0]
        # Where all lie below it, everything would be dimmed; after a closer look hits are not in order of scores.
        in_order = bool(others) and others[0] >= answer.noise and others == sorted(others, reverse=True)
        self.set_noise(answer.query.path, answer.noise if in_order and answer.knows_noise else None)

    def set_noise(self, query: Path | None, noise: float | None) -> None:
        """Take the score below which hits of a query are noise, None where that is unknown; a new query starts anew."""
        if query != self._query:
            self._query, self._chosen = query, None
        self._noise = noise
        self.place()

    def forget_noise(self) -> None:
        """Draw no line: photos are ranked by something else than likeness."""
        self.set_noise(None, None)

    def place(self) -> None:
        """Put the line where it belongs among the photos that are shown."""
        scores, limit = self._scores(), self._noise if self._chosen is None else self._chosen
        if not scores or limit is None:
            self._view.cut.place(None)
        else:
            self._view.cut.place(max(1, bisect_right(scores, -limit, key=lambda score: -score)))

    def move_to(self, row: int) -> None:
        """Let the person's cut-off lie before a row."""
        scores = self._scores()
        if not scores:
            return
        row = max(1, min(len(scores), row))
        self._chosen = scores[row - 1]
        self.place()
        self._tell()

    def move_by(self, photos: int) -> None:
        """Let so many more photos count, or fewer; without a line all count."""
        row = self._view.cut.row
        here = len(self._scores()) if row is None else row
        # Photos of equal score lie on the same side, so that a step down skips all of them.
        while photos < 0 and here > 1 and self._equal(here - 1, here - 2):
            here -= 1
        self.move_to(here + photos)

    def forget(self) -> None:
        """Go back to where scores drop to noise."""
        self._chosen = None
        self.place()
        self._tell()

    def select_above(self) -> None:
        """Select the photos above the line; all where there is none."""
        row, model = self._view.cut.row, self._grid.model
        last = (len(model.items) if row is None else row) - 1
        if last >= 0:
            chosen = QItemSelection(model.index(0, 0), model.index(last, 0))
            self._view.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _scores(self) -> list[float]:
        return scores_of(self._grid.model.items)

    def _equal(self, row: int, other: int) -> bool:
        items = self._grid.model.items
        return items[row].score == items[other].score

    def _tell(self) -> None:
        row, scores = self._view.cut.row, self._scores()
        if row is not None:
            words = self.tr("{above:,} of {count:,} photos lie above the cut-off, at a score of {score:.2f}")
            self.told.emit(words.format(above=row, count=len(scores), score=scores[row - 1]))
