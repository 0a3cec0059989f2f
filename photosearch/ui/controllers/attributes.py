"""Browsing the library along a dimension of what stands out, and from a photo to its strongest dimensions."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.next_network import Change
from photosearch.ui.controllers.along import Along, Explored, explore
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.search import Search
from photosearch.ui.dialogs.attributes_window import AttributesWindow
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.models.attribute_row import AttributeRow
from photosearch.ui.models.photo_list import PhotoItem
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.layout import Layout

JOB = "attributes"
STRONGEST = 5
"""So many dimensions of a photo come first."""


class Explorer(QObject):
    """Keeps what stands out until the library has changed, and leads the grid along it."""

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        views: Layout,
        search: Search,
        grid: Grid,
        thumbnails: Thumbnails,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._runner = runner
        self._views = views
        self._search = search
        self._grid = grid
        self._found: Explored | None = None
        self._photo: PhotoItem | None = None
        self._leads = False
        """Whether the list that is on its way starts at its head or at the photo, not where the grid is."""
        self.window = AttributesWindow(thumbnails, window)
        self.window.chosen.connect(self.choose)
        views.head.back.connect(search.show_library)
        runner.progressed.connect(self._progressed)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def show(self, photo: PhotoItem | None = None) -> None:
        """Show the dimensions; those in which a photo stands out come first."""
        self._photo = photo
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self._found is not None:
            self._fill(self._found)
        elif not self._runner.is_running(JOB):
            self._start()

    def choose(self, dimension: int, least: bool) -> None:  # noqa: FBT001  # a signal
        """Show all photos along a dimension."""
        if self._found is None:
            return
        self._leads = True
        if self._views.is_full:
            self._views.leave_full()
        self._search.show_library(Along(self._found.attributes, dimension, least))

    def follow(self, _items: object, _ranked: bool) -> None:  # noqa: FBT001  # a signal
        """Say above the grid in what order its photos are; to be called once they are in it."""
        order, leads = self._along(), self._leads
        self._leads = False
        if order is None:
            self._views.show_head("")
            self.window.choose(None)
            return
        words = (
            self.tr("Along dimension {number} of what stands out: least first")
            if order.least
            else self.tr("Along dimension {number} of what stands out: most first")
        )
        self._views.show_head(words.format(number=order.dimension))
        if leads and self._grid.model.items:
            self._grid.go_to(self._photo.path if self._photo is not None else self._grid.model.items[0].path)

    def renew(self, result: object) -> None:
        """Forget what stood out: the library has changed. What is shown of it is found anew."""
        self._found = None
        if isinstance(result, Change) and result.switched and self._along() is not None:
            self._search.order = None  # another network sees other things
        if self.window.isVisible() or self._along() is not None:
            self._start()

    def _along(self) -> Along | None:
        return self._search.order if isinstance(self._search.order, Along) else None

    def _start(self) -> None:
        library, order = self._library, self._along()
        self.window.show_busy(0, 0)

        def job(cancel: Cancel) -> Generator[Progress, None, Explored | None]:
            return (yield from explore(library, cancel, order))

        self._runner.start(JOB, job)

    def _progressed(self, job: str, progress: Progress) -> None:
        if job == JOB:
            self.window.show_busy(progress.done, progress.total)

    def _arrived(self, job: str, result: object) -> None:
        if job != JOB:
            return
        if not isinstance(result, Explored):
            self._failed(job, self.tr("It takes at least two photos to tell what stands out. Add a folder of photos."))
            return
        self._found = result
        if self._along() is not None:
            self._search.show_library(result.order)
        self._fill(result)

    def _failed(self, job: str, sentence: str) -> None:
        if job != JOB:
            return
        self.window.say(sentence)
        if self._along() is not None:
            self._search.show_library()

    def _fill(self, found: Explored) -> None:
        """Show the dimensions, the strongest ones of the photo first."""
        first: list[AttributeRow] = []
        if self._photo is not None:
            try:
                strongest = found.attributes.strongest(self._photo.photo_id, STRONGEST)
                first = [replace(found.rows[number - 1], rank=rank) for number, rank, _ in strongest]
            except QueryProblem:  # it has gone meanwhile
                self._photo = None
        numbers = {row.number for row in first}
        order, name = self._along(), "" if self._photo is None else Path(self._photo.path).name
        rest = [row for row in found.rows if row.number not in numbers]
        self.window.show_rows([*first, *rest], None if order is None else order.dimension, name)
