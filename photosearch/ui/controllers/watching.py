"""An eye is kept on folders: what changes in them is indexed unasked, and that they go or come is seen."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from photosearch.jobs import Cancel, Progress
from photosearch.services.summary import Noticed
from photosearch.services.watching import RootNow, Watching, settle_roots
from photosearch.types import Changed

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "roots"
LOOK_MS = 2_000
"""So often it is looked whether folders are there, and whether what was touched rests."""
FAR_SECONDS = 60.0
"""So often folders on the network are asked."""
RESCAN_SECONDS = 300.0
"""Folders that are not watched are gone through when the window gets the focus, but not more often than this."""
AGAIN_SECONDS = 60.0
"""What could not be looked at is tried again after so long."""
SHARE = 20
"""Nor do these scans take more than one part in so many of the time."""


class FolderWatch(QObject):
    """Does nothing before `begin`, and indexes nothing where another window does. `changed` carries the roots."""

    changed = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._watching = Watching(window.library)
        self._runner = window.runner
        self._indexing = window.indexing
        self._thumbnails = window.thumbnails
        self._window = window
        self._roots: Sequence[RootNow] = ()
        self._asked_far = -FAR_SECONDS
        self._scanned = time.monotonic()
        self._scan_took = 0.0
        self._taken: Changed = {}
        self._not_before = 0.0
        self._looks_from = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._runner.aside.add(JOB)
        self._runner.finished.connect(self._finished)
        self._runner.failed.connect(self._look_later)
        self._indexing.ended.connect(self._ended)
        self._indexing.noticed.connect(self._noticed)
        self._indexing.failed.connect(self._put_off)
        self.changed.connect(window.views.folders.set_roots)
        self.changed.connect(window.grid.model.set_roots)
        self.changed.connect(lambda _roots: window.views.grid.viewport().update())
        QGuiApplication.instance().applicationStateChanged.connect(self._focused)  # type: ignore[union-attr]

    def begin(self) -> None:
        """Keep an eye on the folders from now on."""
        self._timer.start()
        self.look()

    def look(self, *, far: bool = False) -> None:
        """See which folders are there, in a worker, and have indexed what was touched and rests."""
        self._notice()
        self._show_noticing()
        if self._runner.is_running(JOB) or time.monotonic() < self._looks_from:
            return
        now, watching, watch = time.monotonic(), self._watching, self._notices
        far = far or now - self._asked_far >= FAR_SECONDS
        self._asked_far = now if far else self._asked_far

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[list[RootNow], bool]]:
            yield from ()
            return watching.look(watch=watch, far=far)

        self._runner.start(JOB, job)

    @property
    def roots(self) -> Sequence[RootNow]:
        """The roots as they were at the last look."""
        return self._roots

    @property
    def _notices(self) -> bool:
        """Whether what changes is to be indexed, and by this window."""
        return self._window.preferences.watch and not self._window.read_only

    def close(self) -> None:
        """Let go of all folders."""
        self._timer.stop()
        self._watching.close()

    def _notice(self) -> None:
        """Index what was touched, unless something else is at work: then it waits."""
        free = self._indexing.is_free and time.monotonic() >= self._not_before
        if free and self._notices:
            self._taken = self._watching.take()
            if self._taken:
                self._indexing.notice(self._taken)

    def _focused(self, state: Qt.ApplicationState) -> None:
        """Go through the folders that are not watched, when a person comes back to the window after a while."""
        if state != Qt.ApplicationState.ApplicationActive or not self._timer.isActive():
            return
        self.look(far=True)
        unwatched = {root.path: None for root in self._roots if root.online and not root.watched}
        since = time.monotonic() - self._scanned
        if unwatched and self._notices and since >= max(RESCAN_SECONDS, SHARE * self._scan_took):
            self._scanned = time.monotonic()
            self._watching.note(unwatched)

    def _finished(self, job: str, result: object) -> None:
        if job != JOB or not isinstance(result, tuple):
            return
        before, (self._roots, elsewhere) = {root.id: root for root in self._roots}, result
        if elsewhere and not self._window.read_only:
            self._settle()
        if [*map(_told, before.values())] == [*map(_told, self._roots)]:
            return
        back = [root.path for root in self._roots if root.online and root.id in before and not before[root.id].online]
        if back:
            self._thumbnails.forget_failures()
            self._watching.note(dict.fromkeys(back))
        if any(root.id in before and before[root.id].path != root.path for root in self._roots):
            self._indexing.grown.emit()
        self.changed.emit(self._roots)
        self._indexing.refresh()

    def _show_noticing(self) -> None:
        """Let the folders say how changes in them are noticed, if they are."""
        self._window.views.folders.set_watched(self._notices)

    def _settle(self) -> None:
        """Look for what is away at other places, and keep when it was last there."""
        seen = {root.id: root.seen for root in self._roots if root.seen is not None}
        self._indexing.aside(partial(settle_roots, self._window.library, seen))

    def _ended(self, _result: object) -> None:
        """See at once where roots are that moved."""
        if self._timer.isActive():
            self.look()

    def _noticed(self, result: Noticed) -> None:
        """Look again, soon, at what was being written."""
        if None in self._taken.values():
            self._scan_took = result.summary.seconds
        self._taken = {}
        self._watching.note(result.restless)

    def _look_later(self, job: str, _sentence: str) -> None:
        """Look again after a while where that failed; the log need not say so every other second."""
        if job == JOB:
            self._looks_from = time.monotonic() + AGAIN_SECONDS

    def _put_off(self, _sentence: str) -> None:
        """Try again after a while what could not be done: another program may be writing to the library."""
        self._not_before = time.monotonic() + AGAIN_SECONDS
        self._watching.note(self._taken)
        self._taken = {}


def _told(root: RootNow) -> RootNow:
    """Return what a person is told of a root: when it was seen is no news while it is there."""
    return replace(root, seen=None) if root.online else root
