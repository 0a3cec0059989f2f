"""Runs the services' generators in worker threads and tells the window about them by signals."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal, Slot

from photosearch.errors import PersonError
from photosearch.jobs import Cancel, Progress
from photosearch.ui.style.ways import in_window

log = logging.getLogger(__name__)

Job: TypeAlias = Callable[[Cancel], Generator[Progress, None, object]]
"""Makes a generator; it is made, run and closed in one worker thread, as SQLite wants it."""


class _Handle:
    """One run of a job. Plain Python: no QObject enters a worker."""

    def __init__(self, key: str, generation: int) -> None:
        self.key = key
        self.generation = generation
        self.cancel = Cancel()
        self.running = threading.Event()
        self.running.set()


class JobRunner(QObject):
    """Runs at most one job a key; starting another one cancels the first, whose late results are dropped.

    Signals carry the key. `progressed` carries a Progress, `finished` what the generator returned, `failed` a sentence
    for the person.
    """

    progressed = Signal(str, object)
    finished = Signal(str, object)
    failed = Signal(str, str)
    _told = Signal(object, str, object)

    def __init__(self, parent: QObject | None = None, workers: int = 4) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="job")
        self._handles: dict[str, _Handle] = {}
        self._generation = 0
        self._closing = False
        self.aside: set[str] = set()
        """Jobs that do not count as work: they are short, and nobody asked for them."""
        # Workers emit; the slot runs in the window's thread.
        self._told.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def start(self, key: str, job: Job) -> None:
        """Start a job in a worker thread."""
        if self._closing:
            return
        self.stop(key)
        self._generation += 1
        handle = _Handle(key, self._generation)
        self._handles[key] = handle
        self._pool.submit(self._work, handle, job)

    def is_running(self, key: str) -> bool:
        """Whether a job is under way."""
        return key in self._handles

    @property
    def busy(self) -> bool:
        """Whether any job is under way that counts as work."""
        return bool(self._handles.keys() - self.aside)

    def is_paused(self, key: str) -> bool:
        """Whether a job is under way, but waits."""
        return key in self._handles and not self._handles[key].running.is_set()

    def pause(self, key: str) -> None:
        """Let a job wait after its present step."""
        if key in self._handles:
            self._handles[key].running.clear()

    def resume(self, key: str) -> None:
        """Let a paused job go on."""
        if key in self._handles:
            self._handles[key].running.set()

    def stop(self, key: str) -> None:
        """Ask a job to end soon and to keep what is done; its result still arrives unless another one is started."""
        handle = self._handles.get(key)
        if handle is not None:
            handle.cancel.cancel()
            handle.running.set()

    def close(self) -> None:
        """Cancel everything and wait for the threads. Nothing is signalled after this."""
        self._closing = True
        for key in list(self._handles):
            self.stop(key)
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._handles.clear()

    def _work(self, handle: _Handle, job: Job) -> None:
        """Run in a worker: drive the generator and hand over what it yields."""
        try:
            generator = job(handle.cancel)
            while True:
                try:
                    progress = next(generator)
                except StopIteration as end:
                    self._tell(handle, "finished", end.value)
                    return
                self._tell(handle, "progressed", progress)
                handle.running.wait()
        except PersonError as error:
            self._tell(handle, "failed", in_window(str(error)))
        except Exception:
            log.exception("a job failed: %s", handle.key)
            self._tell(
                handle, "failed", self.tr("Something went wrong in photosearch itself. The log has the details.")
            )

    def _tell(self, handle: _Handle, what: str, value: object) -> None:
        if not self._closing:
            self._told.emit(handle, what, value)

    @Slot(object, str, object)
    def _receive(self, handle: _Handle, what: str, value: Any) -> None:
        if self._closing or self._handles.get(handle.key) is not handle:
            return  # late
        if what == "progressed":
            self.progressed.emit(handle.key, value)
            return
        del self._handles[handle.key]
        if what == "finished":
            self.finished.emit(handle.key, value)
        else:
            self.failed.emit(handle.key, value)
