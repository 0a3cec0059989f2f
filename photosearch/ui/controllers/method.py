"""What photos are compared by: choosing it, and making what it lacks."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from PySide6.QtCore import QObject

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.methods import Method, methods
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.indexing import Indexing
from photosearch.ui.controllers.search import Search
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.words import translated
from photosearch.ui.views.top_bar import TopBar

JOB = "methods"


class MethodChoice(QObject):
    """Offers the methods, and says what must be computed, and for how long, before one can be used."""

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        bar: TopBar,
        search: Search,
        indexing: Indexing,
        grid: Grid,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._bar = bar
        self._search = search
        self._indexing = indexing
        self._grid = grid
        self._methods: Sequence[Method] = ()
        bar.method_chosen.connect(self.choose)
        runner.finished.connect(self._arrived)

    def refresh(self) -> None:
        """Read anew what each method has."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, Sequence[Method]]:
            yield from ()
            return methods(library)

        self._runner.start(JOB, job)

    def choose(self, name: str) -> None:
        """Compare by another method; if photos lack it, say what it takes to make it."""
        method = next(method for method in self._methods if method.id == name)
        self._search.descriptor = name
        if not method.lacking:
            self._search.repeat()
            return
        sentence = self.tr("“{title}” has not been made for {count:,} of your photos yet.")
        hint = translated(method.summary)
        if self._indexing.rate:
            seconds = method.lacking * method.passes / self._indexing.rate
            hint += " " + self.tr("Making it takes about {time}.").format(time=self._indexing.spoken(seconds))
        self._grid.say(
            sentence.format(title=translated(method.title), count=method.lacking),
            self.tr("Make it"),
            hint,
            lambda: self._indexing.rescan([name]),
        )

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, Sequence) and result:
            self._methods = result
            self._bar.set_methods(result, self._search.descriptor or result[0].id)
