"""Folders in: adding, rescanning and removing, with progress, Pause and Stop."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.check import check
from photosearch.services.curate import remove_folder
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.networks import use_network
from photosearch.services.repair import repair
from photosearch.services.status import Status, status
from photosearch.services.summary import Summary
from photosearch.ui.job_runner import Job, JobRunner
from photosearch.ui.views.status_strip import StatusStrip

JOB = "index"
REFRESH_SECONDS = 1.5
"""While indexing runs, the photos found so far are shown this often."""


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """A job, the folders that it goes through (None: all), and whether it ends without a word."""

    job: Job
    folders: tuple[Path, ...] | None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class NetworkChanged:
    """The end of a job that changed the network."""

    reference: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """The end of a check and, where there was need, a repair: what was wrong, and what was done."""

    problems: Sequence[str]
    steps: Sequence[str]


class Indexing(QObject):
    """Runs one indexing job at a time.

    `grown` says that there is more to show, `state_changed` carries a Status, `working` the folders that are gone
    through (None: all) and whether that is paused.
    """

    grown = Signal()
    state_changed = Signal(object)
    failed = Signal(str)
    ended = Signal(object)
    working = Signal(object, bool)

    def __init__(self, library: Library, runner: JobRunner, strip: StatusStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._strip = strip
        self._last: Progress | None = None
        self._refreshed = 0.0
        self._waiting: list[_Work] = []
        self._work: _Work | None = None
        self.rate = 0.0
        """Photos per second of the network's last run, 0 before the first."""
        runner.progressed.connect(self._progressed)
        runner.finished.connect(self._finished)
        runner.failed.connect(self._failed)
        strip.pause.connect(self.toggle_pause)
        strip.stop.connect(self.stop)

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Register folders and index them."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Summary]:
            return (yield from add(library, folders, cancel))

        self._begin(_Work(job, tuple(folders)))

    def rescan(self, descriptors: Sequence[str] = (), *, quietly: bool = False) -> None:
        """Index what is new or changed, or what a descriptor lacks; quietly means without a word at the end."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Summary]:
            return (yield from scan(library, cancel, descriptors))

        self._begin(_Work(job, None, quietly))

    def remove_folder(self, folder: Path) -> None:
        """Take a folder out of the library; the photos stay where they are."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, int]:
            yield from ()
            return remove_folder(library, folder)

        self._begin(_Work(job, ()))

    def repair(self) -> None:
        """Look for damage in the library, and put it right."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Repaired]:
            problems = yield from check(library, cancel)
            if not problems or cancel.cancelled:
                return Repaired(problems, ())
            steps = yield from repair(library, cancel)
            library.shelf.clear()
            return Repaired(problems, steps)

        self._begin(_Work(job, (), quiet=True))

    def use_network(self, reference: str) -> None:
        """Look at photos with another network from now on."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, NetworkChanged]:
            yield from ()
            use_network(library, reference)
            return NetworkChanged(reference)

        self._begin(_Work(job, ()))

    def _begin(self, work: _Work) -> None:
        """Start a job, or let it wait for the present one: a library has one writer."""
        self._waiting.append(work)
        if not self._runner.is_running(JOB):
            self._begin_next()

    def _begin_next(self) -> None:
        """Start what waits longest, and tell which folders are at work."""
        self._work = self._waiting.pop(0) if self._waiting else None
        if self._work is not None:
            self._runner.start(JOB, self._work.job)
        self._tell_working()

    def _tell_working(self) -> None:
        folders = () if self._work is None else self._work.folders
        self.working.emit(folders, self._runner.is_paused(JOB))

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self._runner.is_paused(JOB):
            self._runner.resume(JOB)
        else:
            self._runner.pause(JOB)
        self._tell_working()
        if self._last is not None:
            self._show(self._last)

    def stop(self) -> None:
        """Stop soon and keep what is done; what waits is forgotten."""
        self._waiting.clear()
        self._runner.stop(JOB)
        self._strip.text.setText(self.tr("Stopping…"))

    def refresh(self) -> None:
        """Read counts and states anew."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, Status | None]:
            yield from ()
            return status(library) if library.exists else None

        self._runner.start("status", job)

    def _progressed(self, job: str, progress: Progress) -> None:
        if job != JOB:
            return
        self._last = progress
        if progress.total and progress.rate:
            self.rate = progress.rate
        self._show(progress)
        if progress.done and time.monotonic() - self._refreshed > REFRESH_SECONDS:
            self._refreshed = time.monotonic()
            self.grown.emit()
            self.refresh()

    def _show(self, progress: Progress) -> None:
        paused = self._runner.is_paused(JOB)
        words = self.tr("Paused") if paused else self._stage(progress.stage)
        if progress.total:
            words += self.tr(": {done:,} of {total:,}").format(done=progress.done, total=progress.total)
        elif progress.done:
            words += f": {progress.done:,}"
        if progress.total and progress.rate and not paused:
            words += self.tr(", {rate:.0f} photos/s").format(rate=progress.rate)
        if progress.remaining is not None and not paused:
            words += self.tr(", {time} left").format(time=self.spoken(progress.remaining))
        self._strip.show_busy(words, progress.done, progress.total, paused=paused)

    def _stage(self, stage: str) -> str:
        """Return the name of a stage in the person's language."""
        return {
            "Looking through folders": self.tr("Looking through folders"),
            "Looking for moved photos": self.tr("Looking for moved photos"),
            "Loading the network": self.tr("Loading the network"),
            "Indexing": self.tr("Indexing"),
            "Learning from your photos": self.tr("Learning from your photos"),
            "Building the search index": self.tr("Building the search index"),
        }.get(stage, stage)

    def spoken(self, seconds: float) -> str:
        """Return a length of time in the two units that matter."""
        whole = round(seconds)
        if whole < 60:
            return self.tr("{n} s").format(n=whole)
        if whole < 3600:
            return self.tr("{m} min {s} s").format(m=whole // 60, s=whole % 60)
        return self.tr("{h} h {m} min").format(h=whole // 3600, m=whole % 3600 // 60)

    def _finished(self, job: str, result: object) -> None:
        if job == "status":
            if isinstance(result, Status):
                self.state_changed.emit(result)
            return
        if job != JOB:
            return
        self._last = None
        quiet = self._work is not None and self._work.quiet
        self._strip.show_idle(self._said(result) if isinstance(result, Summary) and not quiet else "")
        if isinstance(result, NetworkChanged):
            self.rate = 0.0
        else:
            self.grown.emit()
        self.refresh()
        self.ended.emit(result)
        self._begin_next()

    def _said(self, summary: Summary) -> str:
        said = self.tr("{count:,} photos indexed, {unchanged:,} files unchanged").format(
            count=summary.indexed, unchanged=summary.unchanged
        )
        if summary.stopped:
            said = self.tr("Stopped. What is done is kept: {said}").format(said=said)
        return "   ".join([said, *summary.notes])

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._last = None
            self._strip.show_idle(sentence)
            self.failed.emit(sentence)
            self.refresh()
            self._begin_next()
