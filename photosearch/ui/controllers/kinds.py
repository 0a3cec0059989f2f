"""Searching with some of the kinds of things that are seen in the query, and without others."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.kinds import Kind, kinds_in
from photosearch.services.library import Library
from photosearch.services.sights import Sight, stored_sight, tint_of
from photosearch.types import Picture
from photosearch.ui.controllers.search import JOB as SEARCHING
from photosearch.ui.controllers.search import Search
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.views.kinds_section import KindsSection
from photosearch.ui.views.query_panel import QueryPanel

JOB = "kinds in query"


class Kinds(QObject):
    """Lists what is seen in the query, once its photos are found, and shows where a kind is seen in it."""

    def __init__(self, library: Library, runner: JobRunner, search: Search, panel: QueryPanel, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._runner = runner
        self._search = search
        self._view = panel.view
        self._path: Path | None = None
        self._size = (1, 1)
        self._sight: Sight | None = None
        self.section = KindsSection()
        panel.sections.addWidget(self.section)
        self.section.ticked.connect(self._tick)
        self.section.looked.connect(self._show_where)
        search.query_shown.connect(self._show_query)
        search.listed.connect(self._look)
        search.question_changed.connect(self._show)
        runner.finished.connect(self._arrived)

    def renew(self) -> None:
        """Forget what was seen: another network sees other things."""
        self._sight = None
        self._show()
        self._look()

    def _show_query(self, path: Path | None, shown: Picture | None) -> None:
        self._size = (1, 1) if shown is None else (shown.rgb.shape[0], shown.rgb.shape[1])
        if path != self._path:
            self._path, self._sight = path, None
            self._show()
        self._look()

    def _look(self) -> None:
        """Find out what is seen in the query; the photos that are like it come first."""
        library, path = self._library, self._path
        if path is None or self._sight is not None or self._runner.is_running(SEARCHING):
            return

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Sight]]:
            yield from ()
            return path, stored_sight(library, path)

        self._runner.start(JOB, job)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, tuple) and result[0] == self._path:
            self._sight = result[1]
            self._show()

    def _show(self) -> None:
        """Show what is seen, and what of it is searched with; what else was asked for is listed, too."""
        ticks = self._ticks()
        kinds = [] if self._sight is None else kinds_in(self._sight)
        if kinds:
            seen = {kind.asked for kind in kinds}
            kinds += [Kind(name, name) for name in ticks if name not in seen]
        self.section.show_kinds(kinds, ticks)

    def _ticks(self) -> dict[str, int]:
        """Return what the query is searched with (1) and without (-1)."""
        asked: Sequence[str] = () if self._search.query is None else self._search.question.asked[0].classes
        return {name.removeprefix("-").strip(): -1 if name.startswith("-") else 1 for name in asked}

    def _tick(self, asked: str, tick: int) -> None:
        question = self._search.question
        if not question.asked:
            return
        ticks = self._ticks() | {asked: tick}
        classes = tuple(
            name if ticks[name] > 0 else f"-{name}" for name in self.section.rows if ticks.get(name, 0) != 0
        )
        self._search.ask(question.of_part(replace(question.asked[0], classes=classes)))

    def _show_where(self, asked: str) -> None:
        """Show where a kind is seen in the query, in place of the overlay; nothing for the overlay again."""
        if not asked or self._sight is None:
            self._view.set_glance(None)
            return
        try:
            self._view.set_glance(tint_image(tint_of(self._sight, f"cam:{asked}", self._size)[0]))
        except QueryProblem:  # nothing that is stored shows it
            self._view.set_glance(None)
