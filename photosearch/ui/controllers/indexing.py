"""Folders in: adding, rescanning and removing, with progress, Pause and Stop."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.check import check
from photosearch.services.curate import remove_folder
from photosearch.services.ingest import add, notice, scan
from photosearch.services.kept_networks import Forgotten, forget_network
from photosearch.services.library import Library
from photosearch.services.networks import NetworkChoice, networks, use_network
from photosearch.services.next_network import Change, change_network, keep_network, next_network
from photosearch.services.repair import repair
from photosearch.services.status import Status, status
from photosearch.services.summary import Noticed, Summary
from photosearch.types import Changed
from photosearch.ui.controllers import search as searching
from photosearch.ui.controllers.outcome import outcome
from photosearch.ui.controllers.stage import spoken, stage
from photosearch.ui.job_runner import Job, JobRunner
from photosearch.ui.views.status_strip import StatusStrip

JOB = "index"
RESUME = "resume"
STATUS = "status"
WORTH_A_BAR = 24
"""Fewer photos that nobody asked for are looked at without a progress bar."""
REFRESH_SECONDS = 1.5
"""While indexing runs, the photos found so far are shown this often."""
REST = 3.0
"""But reading them anew, which takes seconds where there are a million, is rested from so many times as long."""


@dataclass(frozen=True, slots=True, eq=False)
class _Work:
    """A job, the folders that it goes through (None: all), and whether it ends without a word.

    `network` is the title of the network that looks at the photos meanwhile: such a job makes way for any other one,
    and goes on after it. `unasked` says that nobody asked for the job: little is said of it.
    """

    job: Job
    folders: tuple[Path, ...] | None
    quiet: bool = False
    network: str = ""
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Repaired:
    """The end of a check and, where there was need, a repair: what was wrong, and what was done."""

    problems: Sequence[str]
    steps: Sequence[str]


class Indexing(QObject):
    """Runs one indexing job at a time.

    `grown` says that there is more to show, `state_changed` carries a Status, `noticed` a Noticed, `working` the
    folders that are gone through (None: all) and whether that is paused; `gone_on` says that a person does not want to
    wait for power.
    """

    grown = Signal()
    state_changed = Signal(object)
    failed = Signal(str)
    ended = Signal(object)
    noticed = Signal(object)
    working = Signal(object, bool)
    gone_on = Signal()

    def __init__(self, library: Library, runner: JobRunner, strip: StatusStrip, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._strip = strip
        self._last: Progress | None = None
        self._refreshed = 0.0
        self._reading = 0.0
        """Seconds that the last refresh took, as far as is known."""
        self._waiting: list[_Work] = []
        self._work: _Work | None = None
        self._abandoned = False
        self._held = False
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

    def rescan(self, descriptors: Sequence[str] = (), *, quietly: bool = False, retry: bool = False) -> None:
        """Index what is new or changed, or what a descriptor lacks.

        Quietly means without a word at the end; retry, another look at what could not be shown.
        """
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Summary]:
            return (yield from scan(library, cancel, descriptors, retry=retry))

        self._begin(_Work(job, None, quietly))

    def notice(self, touched: Changed) -> None:
        """Index what is new or changed where something was seen to happen."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Noticed]:
            return (yield from notice(library, touched, cancel))

        self._begin(_Work(job, (), quiet=True, unasked=True))

    def aside(self, job: Job) -> None:
        """Run something short that writes to the library; what it returns, in sentences, is said for a while."""
        self._begin(_Work(job, (), quiet=True, unasked=True))

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

    def change_network(self, reference: str, title: str) -> None:
        """Let another network look at all photos, and use it from then on; searches go on with the present one."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Change]:
            return (yield from change_network(library, reference, cancel))

        self._drop_changes()
        self._begin(_Work(job, (), network=title))

    def use_network(self, reference: str) -> None:
        """Use another network at once, whatever it has seen so far; it sees the rest afterwards."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, Change]:
            yield from ()
            old = library.manifest.title
            use_network(library, reference)
            return Change(reference, library.manifest.title, old, 0, 0, 0, switched=True, stopped=False)

        self._drop_changes()
        self._begin(_Work(job, ()))
        self.rescan(quietly=True)

    def resume_change(self) -> None:
        """Go on with a change of network that was under way when the window was closed, if there was one."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, NetworkChoice | None]:
            yield from ()
            reference = next_network(library)
            return next((choice for choice in networks(library) if choice.reference == reference), None)

        self._runner.start(RESUME, job)

    def forget_network(self, name: str) -> None:
        """Forget what a network saw that is not in use."""
        library = self._library

        def job(cancel: Cancel) -> Generator[Progress, None, Forgotten]:
            return (yield from forget_network(library, name, cancel))

        self._begin(_Work(job, ()))

    @property
    def is_free(self) -> bool:
        """Whether a job would begin at once: none is at work, or one that makes way."""
        return self._work is None or bool(self._work.network)

    @property
    def next_network(self) -> str:
        """The title of the network that looks at the photos, or waits to go on with it; empty if there is none."""
        now = [] if self._work is None else [self._work]
        return next((work.network for work in [*now, *self._waiting] if work.network), "")

    def _drop_changes(self) -> None:
        """Let no other network go on looking at photos: the last one that is chosen counts."""
        self._waiting = [work for work in self._waiting if not work.network]
        if self._work is not None and self._work.network:
            self._work = replace(self._work, network="", quiet=True)
            self._runner.stop(JOB)

    def _keep_network(self) -> None:
        """Stay with the present network: the person has stopped the change."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, None]:
            yield from ()
            keep_network(library)

        self._begin(_Work(job, (), quiet=True))

    def _begin(self, work: _Work) -> None:
        """Start a job, or let it wait for the present one: a library has one writer."""
        self._waiting.append(work)
        if not self._runner.is_running(JOB):
            self._begin_next()
        elif not work.network and self._work is not None and self._work.network and self._work not in self._waiting:
            self._waiting.append(self._work)
            self._runner.stop(JOB)

    def _begin_next(self) -> None:
        """Start what waits longest, and tell which folders are at work."""
        self._work, self._held = self._waiting.pop(0) if self._waiting else None, False
        if self._work is not None:
            self._runner.start(JOB, self._work.job)
        self._tell_working()

    def _go_on(self) -> None:
        """Start what waits, unless what followed from the end of the last job has done so."""
        if not self._runner.is_running(JOB):
            self._begin_next()

    def _tell_working(self) -> None:
        folders = () if self._work is None else self._work.folders
        self.working.emit(folders, self._runner.is_paused(JOB))

    def toggle_pause(self) -> None:
        """Pause, or go on."""
        if self._held:
            self.gone_on.emit()
        else:
            self._set_paused(not self._runner.is_paused(JOB))

    def hold(self, *, held: bool) -> None:
        """Wait until there is power from outside, or go on; what a person has paused stays so."""
        if held != self._held and not (held and self._runner.is_paused(JOB)):
            self._held = held
            self._set_paused(held)

    def _set_paused(self, paused: bool) -> None:  # noqa: FBT001  # a state
        (self._runner.pause if paused else self._runner.resume)(JOB)
        self._tell_working()
        if self._last is not None:
            self._show(self._last)

    def stop(self) -> None:
        """Stop soon and keep what is done; what waits is forgotten."""
        self._abandoned = bool(self.next_network)
        self._waiting.clear()
        self._runner.stop(JOB)
        self._strip.text.setText(self.tr("Stopping…"))

    def refresh(self) -> None:
        """Read counts and states anew."""
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, Status | None]:
            yield from ()
            return status(library) if library.exists else None

        self._runner.start(STATUS, job)

    def _progressed(self, job: str, progress: Progress) -> None:
        if job != JOB:
            return
        self._last = progress
        elsewhere = self._work is not None and self._work.network
        if progress.total and progress.rate and not elsewhere:
            self.rate = progress.rate
        self._show(progress)
        if progress.done and not elsewhere and self._is_refresh_due(time.monotonic()):
            self._refreshed, self._reading = time.monotonic(), 0.0
            self.grown.emit()
            self.refresh()

    def _is_refresh_due(self, now: float) -> bool:
        """Whether to show what was found so far; a new reading would cancel one that is under way."""
        since = now - self._refreshed
        if any(self._runner.is_running(job) for job in (STATUS, searching.JOB)):
            self._reading = since
            return False
        return since > self._reading + max(REFRESH_SECONDS, REST * self._reading)

    def _show(self, progress: Progress) -> None:
        paused = self._runner.is_paused(JOB)
        if self._work is not None and self._work.unasked and progress.total < WORTH_A_BAR and not paused:
            self._strip.text.setText(self.tr("Looking at what changed in your folders…"))
            return
        why = self.tr("Paused: on battery") if self._held else self.tr("Paused")
        network = "" if self._work is None else self._work.network
        words = why if paused else stage(progress.stage, network)
        if progress.total:
            words += self.tr(": {done:,} of {total:,}").format(done=progress.done, total=progress.total)
        elif progress.done:
            words += f": {progress.done:,}"
        if progress.total and progress.rate and not paused:
            words += self.tr(", {rate:.0f} photos/s").format(rate=progress.rate)
        if progress.remaining is not None and not paused:
            words += self.tr(", {time} left").format(time=spoken(progress.remaining))
        self._strip.show_busy(words, progress.done, progress.total, paused=paused)

    def _finished(self, job: str, result: object) -> None:
        if job == STATUS:
            if isinstance(result, Status):
                self.state_changed.emit(result)
            return
        if job == RESUME and isinstance(result, NetworkChoice):
            self.change_network(result.reference, result.title)
        if job == JOB:
            self._end(result)

    def _end(self, result: object) -> None:
        """Say what a job came to, and go on with what follows from it."""
        self._last = None
        self._say(result)
        if isinstance(result, Change) and result.switched:
            self.rate = 0.0
            if result.photos:
                self.rescan(quietly=True)  # photos may have come or changed meanwhile
        elif self._abandoned:
            self._keep_network()
        self._abandoned = False
        if isinstance(result, Noticed):
            self.noticed.emit(result)
        if not isinstance(result, Noticed) or result.is_seen:
            if isinstance(result, Summary | Noticed | int):
                self.grown.emit()
            self.refresh()
            self.ended.emit(result)
        self._go_on()

    def _say(self, result: object) -> None:
        """Say what a job came to: in the place of what went on, or for a while beside what begins now."""
        work = self._work
        quiet = work is not None and (work.quiet or work in self._waiting)
        switched = isinstance(result, Change) and result.switched
        words = outcome(result)
        self._strip.show_idle("" if quiet or switched else words)
        if words and (switched or (work is not None and work.unasked)):
            self._strip.say(words)

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._last = None
            self._abandoned = False
            unasked = self._work is not None and self._work.unasked  # it is tried again, later
            self._strip.show_idle("" if unasked else sentence)
            self.failed.emit("" if unasked else sentence)
            self.refresh()
            self._go_on()
