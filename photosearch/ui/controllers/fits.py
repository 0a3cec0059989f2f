"""Where the hits show what was asked for: found photo by photo in the background, outlined, and saved."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import around_object
from photosearch.services.library import Library
from photosearch.services.places import best_places
from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers import search as search_controller
from photosearch.ui.controllers.shown_photos import ShownPhotos
from photosearch.ui.models.fit import Fit, fit_of
from photosearch.ui.views.fit_layer import FitLayer

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "places"
CHUNK = 12
"""So many photos are looked at before it is asked again which of them are on the screen."""


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What was found of a part, and the photos that need not be looked at again."""

    asked: Asked
    fits: Mapping[str, Fit]
    done: Sequence[str]


class Fits(QObject):
    """Follows the question: only of a part of a picture there is a place to be found. `told` carries a sentence."""

    told = Signal(str)

    def __init__(self, shown: ShownPhotos, window: MainWindow) -> None:
        super().__init__(window)
        self._library, self._runner, self._search = window.library, window.runner, window.search
        self._grid, self._view, self._delegate = window.grid, window.views.grid, window.delegate
        self._crops, self._shown = window.main_objects.crops, shown
        self._asked: Asked | None = None
        self._known: dict[str, Fit] = {}
        self._done: set[str] = set()
        self._on = True
        self.layers = {"details": FitLayer(window.views.details.view), "full hit": FitLayer(window.views.compare.hit)}
        self._search.question_changed.connect(self._follow)
        self._search.asked.connect(self._stop)
        self._grid.shown.connect(self._go_on)
        window.method.network_changed.connect(self._forget)
        shown.arrived.connect(lambda _name, _path, _size: self._outline())
        self._runner.finished.connect(self._arrived)
        self._runner.failed.connect(self._failed)

    def toggle(self) -> None:
        """Show where hits fit, or do not."""
        self._on = not self._on
        if self._on:
            self._go_on()
        else:
            self._stop()
        self._show()

    def box_of(self, path: Path) -> Box | None:
        """Return where a hit shows what was asked for, None where that is not shown, or not known yet."""
        fit = self._known.get(str(path)) if self._on else None
        return None if fit is None else fit.box

    @property
    def wanted(self) -> bool:
        """Whether a part is searched for, and its places are shown."""
        return self._on and self._asked is not None

    def save(self) -> None:
        """Save the parts of the selected hits that fit, each as a photo of its own."""
        selected = self._grid.selected()
        boxes = {path: box for path in selected if (box := self.box_of(path)) is not None}
        if not self._on:
            self.told.emit(self.tr("Let it be shown where hits fit first (menu View)."))
        elif self._asked is None:
            self.told.emit(self.tr("Search for a part of a picture first; then the parts that fit it can be saved."))
        elif not selected:
            self.told.emit(self.tr("Select the hits first whose parts are to be saved."))
        elif len(boxes) < len(selected):
            words = self.tr("Where {count:,} of the selected photos fit is not known yet; wait a moment.")
            self.told.emit(words.format(count=len(selected) - len(boxes)))
        else:
            self._crops.ask(list(boxes), boxes)

    def _follow(self, question: Question) -> None:
        """Look for another part; what other pictures are added to it, and their weights, changes no place."""
        asked = _part_of(question)
        if asked != self._asked:
            self._asked = asked
            self._forget()

    def _forget(self) -> None:
        self._stop()
        self._known, self._done = {}, set()
        self._show()

    def _stop(self) -> None:
        self._runner.stop(JOB)

    def _go_on(self) -> None:
        """Look at the next photos: those on the screen first, then in their order."""
        busy = self._runner.is_running(JOB) or self._runner.is_running(search_controller.JOB)
        if self._asked is None or not self._on or busy:
            return
        items = self._grid.model.items
        rows = dict.fromkeys((*self._view.visible_rows(), *range(len(items))))
        paths = [items[row].path for row in rows if items[row].path not in self._done][:CHUNK]
        if paths:
            self._look(self._asked, paths)

    def _look(self, asked: Asked, paths: Sequence[str]) -> None:
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, _Found]:
            places = yield from best_places(library, asked, [Path(path) for path in paths], cancel)
            fits = {str(p): fit_of(at.box, (at.height, at.width), _crop(library, p)) for p, at in places.items()}
            return _Found(asked, fits, tuple(fits) if cancel.cancelled else paths)

        self._runner.start(JOB, job)

    def _arrived(self, job: str, result: object) -> None:
        if job != JOB:
            return
        if isinstance(result, _Found) and result.asked == self._asked:
            self._known |= result.fits
            self._done.update(result.done)
            self._show()
        self._go_on()

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._asked = None  # it would fail again, photo after photo
            self.told.emit(sentence)

    def _show(self) -> None:
        self._delegate.fits = self._known if self._on else {}
        self._view.viewport().update()
        self._outline()

    def _outline(self) -> None:
        for name, layer in self.layers.items():
            fit = self._known.get(str(self._shown.paths.get(name))) if self._on else None
            layer.show_fit(None if fit is None else fit.whole)


def _part_of(question: Question) -> Asked | None:
    """Return the part of the first picture that hits are to show, None where it is no part, or hits are to lack it."""
    first = question.asked[0] if question.asked and not question.spots else None
    if first is None or not (first.box or first.of_shape) or first.weight <= 0:
        return None
    return replace(first, weight=1.0)


def _crop(library: Library, path: Path) -> Box | None:
    part = around_object(library, path)
    return None if part is None else part[0]
