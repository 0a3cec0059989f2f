"""Where something changed: noted by those who watch, handed on once it rests."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from photosearch.files.walk import is_left_out
from photosearch.types import Changed

QUIET_SECONDS = 2.0
"""What changes is looked at when nothing more has happened in its root for so long."""
PATIENCE_SECONDS = 15.0
"""Where things go on happening, as during a long copy, it is looked at this often."""
MOST_EVENTS = 4_000
"""After more at a time the whole root is looked at: systems drop events of which there are too many, in silence."""
_SEPARATOR = os.fsencode(os.sep)


@dataclass
class _Gathered:
    """What happened in one root."""

    first: float
    last: float = 0.0
    events: int = 0
    folders: set[bytes] = field(default_factory=set)
    whole: bool = False


class Touched:
    """Gathers the folders in which files came, went or changed. May be used by several threads at once.

    Parameters
    ----------
    skip : collection of Path
        Folders whose own changes do not count: the library writes into its own all the time.
    clock : callable
        Returns seconds.
    """

    def __init__(self, skip: Collection[Path] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self._skip = [os.fsencode(folder) for folder in skip]
        self._clock = clock
        self._lock = threading.Lock()
        self._roots: dict[Path, _Gathered] = {}

    def note(self, root: Path, path: bytes, *, is_folder: bool) -> None:
        """Note that something happened to a file, or to a folder; hidden ones and system junk are passed over."""
        if any(path == folder or path.startswith(folder + _SEPARATOR) for folder in self._skip):
            return
        below = os.path.relpath(path, os.fsencode(root)).replace(_SEPARATOR, b"/")
        parts = [] if below == b"." else below.split(b"/")
        if parts[:1] == [b".."]:
            self.note_all(root)
            return
        if any(is_left_out(part) for part in parts):
            return
        folder = b"/".join(parts if is_folder else parts[:-1])
        with self._lock:
            gathered = self._gathered(root)
            gathered.folders.add(folder)
            gathered.whole = gathered.whole or gathered.events > MOST_EVENTS

    def note_all(self, root: Path) -> None:
        """Note that anything in a root may have changed."""
        with self._lock:
            self._gathered(root).whole = True

    def note_folders(self, changed: Changed) -> None:
        """Note folders that were looked at before they rested."""
        with self._lock:
            for root, folders in changed.items():
                gathered = self._gathered(root)
                gathered.folders |= folders or set()
                gathered.whole = gathered.whole or folders is None

    def take(self) -> Changed:
        """Return what rests, or has waited long enough, and forget it."""
        now = self._clock()
        with self._lock:
            due = [
                root
                for root, gathered in self._roots.items()
                if now - gathered.last >= QUIET_SECONDS or now - gathered.first >= PATIENCE_SECONDS
            ]
            taken = {root: self._roots.pop(root) for root in due}
        return {root: None if found.whole else frozenset(found.folders) for root, found in taken.items()}

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._roots.clear()

    def _gathered(self, root: Path) -> _Gathered:
        now = self._clock()
        gathered = self._roots.setdefault(root, _Gathered(now))
        gathered.last = now
        gathered.events += 1
        return gathered
