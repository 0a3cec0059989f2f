"""Thumbnails that the library lacks are made while nothing else is asked of the machine."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, QTimer

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.summary import Noticed
from photosearch.services.thumbnails import make_ahead
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.photo_grid import PhotoGrid

JOB = "thumbnails"
LOOK_MS = 2_000
"""Whether the machine is at rest is looked at so often, and it is after two looks."""


class MadeAhead(QObject):
    """Begins when the window rests, and ends at once when a person looks at photos that are not drawn yet."""

    def __init__(self, library: Library, runner: JobRunner, thumbnails: Thumbnails, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self._library = library
        self._runner = runner
        self._thumbnails = thumbnails
        self._grid = grid
        self._rested = False
        self._done = 0
        """The side for which nothing is lacking, 0 while that is not known."""
        self.holds: Callable[[], bool] = lambda: False
        """Whether even a machine at rest is to be left alone."""
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        thumbnails.asked.connect(self._make_way)
        runner.finished.connect(self._finished)

    def look(self) -> None:
        """Begin if nothing has happened since the last look."""
        rests = not self._runner.busy and not self._thumbnails.busy and not self.holds()
        side = round(self._grid.side * self._grid.devicePixelRatioF())
        if rests and self._rested and side != self._done:
            self._begin(side)
        self._rested = rests

    def _begin(self, side: int) -> None:
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, int]:
            yield from make_ahead(library, side, cancel)
            return 0 if cancel.cancelled else side

        self._runner.start(JOB, job)

    def _make_way(self) -> None:
        self._rested = False
        self._runner.stop(JOB)

    def _finished(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, int):
            self._done = result
        elif job == "index" and not (isinstance(result, Noticed) and not result.is_seen):
            self._done = 0
