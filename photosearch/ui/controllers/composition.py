"""Filters the grid by how photos are composed: reads that in a worker, once for as long as no photo changes."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.composition import Composition, Compositions, compositions
from photosearch.services.library import Library
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.views.composition_button import CompositionButton

JOB = "compositions"


class CompositionFilter(QObject):
    """Follows the button. `told` carries a sentence."""

    told = Signal(str)

    def __init__(
        self, library: Library, runner: JobRunner, button: CompositionButton, grid: Grid, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._button = button
        self._grid = grid
        self._wanted: frozenset[Composition] = frozenset()
        self._known: Compositions | None = None
        button.chosen.connect(self._choose)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def renew(self) -> None:
        """Forget what was read: photos came, went or were looked at anew."""
        if self._wanted:
            self._read()
        else:
            self._known = None

    def _choose(self, wanted: frozenset[Composition]) -> None:
        self._wanted = wanted
        if wanted and self._known is None:
            if not self._runner.is_running(JOB):
                self._read()
        else:
            self._apply()

    def _read(self) -> None:
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Compositions]:
            yield from ()
            return compositions(library, cancel) if library.exists else Compositions()

        self._runner.start(JOB, job)

    def _apply(self) -> None:
        known, wanted = self._known, self._wanted
        if known is None or not wanted:
            self._grid.keep_only(None)
            return

        sentence = self.tr("No photo here has this composition: {kinds}.").format(kinds=self._button.named())
        button = self.tr("Show any composition")
        self._grid.keep_only(lambda ids: known.match(ids, wanted), sentence, button, self._button.clear)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, Compositions):
            self._known = result
            self._apply()

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._known = None
            self._button.clear()
            self.told.emit(sentence)
