"""Watching folders: what happens in them is noted as it happens, where the system tells and can afford it."""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from photosearch.files.touched import Touched

if TYPE_CHECKING:
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers.api import BaseObserver, ObservedWatch

log = logging.getLogger(__name__)

LIMIT = Path("/proc/sys/fs/inotify/max_user_watches")
"""Linux watches every folder by itself; this is how many one person's programs may watch together."""
SHARE = 2
"""No more than one part in so many is taken: other programs watch folders too."""


@dataclass(frozen=True, slots=True)
class _Watched:
    """A root that is watched, and which folder it was: another one may come to its place."""

    watch: ObservedWatch
    identity: tuple[int, int]


class Watch:
    """Watches roots with all that lies below them. Threads run only while there are any.

    Parameters
    ----------
    touched : Touched
        Is told what happens. Links to other folders are not followed: what changes behind them is found by scans.
    """

    def __init__(self, touched: Touched) -> None:
        self._touched = touched
        self._lock = threading.Lock()
        self._observer: BaseObserver | None = None
        self._roots: dict[Path, _Watched] = {}

    @property
    def roots(self) -> frozenset[Path]:
        """Those that are watched."""
        with self._lock:
            return frozenset(self._roots)

    def follow(self, folders: Mapping[Path, int]) -> frozenset[Path]:
        """Watch some roots and no others, and return those that are watched; what happened before is not told.

        Takes as long as a walk through the new ones.

        Parameters
        ----------
        folders : mapping of Path to int
            Roots that are there, and how many folders are known below each.
        """
        with self._lock:
            for root in [root for root, kept in self._roots.items() if kept.identity != _identity(root, folders)]:
                self._leave(root)
            room = most_folders() - sum(folders[root] for root in self._roots)
            for root in sorted(folders.keys() - self._roots.keys(), key=lambda root: folders[root]):
                if folders[root] <= room and self._join(root):
                    room -= folders[root]
            if not self._roots:
                self._stop()
            return frozenset(self._roots)

    def close(self) -> None:
        """Watch nothing, and end the threads."""
        with self._lock:
            self._roots.clear()
            self._stop()

    def _join(self, root: Path) -> bool:
        """Watch a root; return whether that works for all folders in it."""
        identity = _identity(root, {root})
        if identity is None:
            return False
        try:
            watch = self._schedule(root, root, recursive=True)
        except OSError as error:
            log.info("%s cannot be watched: %s", root, error)
            return False
        self._roots[root] = _Watched(watch, identity)
        if not self._has_room():
            log.info("%s cannot be watched: there is no room for all of its folders", root)
            self._leave(root)
            return False
        return True

    def _has_room(self) -> bool:
        """Whether one more folder can be watched: of the folders below a root nothing tells that they are not."""
        if not LIMIT.exists():
            return True
        try:
            with TemporaryDirectory(prefix="photosearch-") as spare:
                watch = self._schedule(Path(spare), Path(spare), recursive=False)
                self._running().unschedule(watch)
        except OSError:
            return False
        return True

    def _schedule(self, root: Path, folder: Path, *, recursive: bool) -> ObservedWatch:
        handler = cast("FileSystemEventHandler", _Noting(root, self._touched))  # no base class: it is not loaded yet
        return self._running().schedule(handler, str(folder), recursive=recursive, event_filter=_wanted())

    def _running(self) -> BaseObserver:
        if self._observer is None:
            from watchdog.observers import Observer  # noqa: PLC0415  # not while the window opens

            observer = Observer()
            observer.start()
            self._observer = observer
        return self._observer

    def _leave(self, root: Path) -> None:
        kept = self._roots.pop(root)
        with suppress(KeyError, OSError):  # what went away may have ended its watch itself
            self._running().unschedule(kept.watch)

    def _stop(self) -> None:
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()
        self._observer = None


class _Noting:
    """What watchdog hands events to, in a thread of its own."""

    def __init__(self, root: Path, touched: Touched) -> None:
        self._root = root
        self._touched = touched

    def dispatch(self, event: FileSystemEvent) -> None:
        """Note where something happened, at both ends of a move."""
        for path in (event.src_path, event.dest_path):
            if path:
                self._touched.note(self._root, os.fsencode(path), is_folder=event.is_directory)


def most_folders() -> int:
    """Return how many folders may be watched, practically any number where the system watches whole trees."""
    try:
        return int(LIMIT.read_text(encoding="ascii")) // SHARE
    except (OSError, ValueError):
        return sys.maxsize


def _wanted() -> list[type[Any]]:
    """Return the events that tell of changes; that photos are read, and each step of writing, is not asked for."""
    from watchdog import events  # noqa: PLC0415  # not while the window opens

    found: list[type[Any]] = [
        *(events.FileCreatedEvent, events.FileDeletedEvent, events.FileMovedEvent),
        *(events.DirCreatedEvent, events.DirDeletedEvent, events.DirMovedEvent),
    ]
    # Linux alone tells when a file that was written is closed.
    found.append(events.FileClosedEvent if sys.platform.startswith("linux") else events.FileModifiedEvent)
    return found


def _identity(root: Path, wanted: Collection[Path]) -> tuple[int, int] | None:
    """Return which folder a root is now, None where it is none that is wanted."""
    try:
        facts = root.stat()
    except OSError:
        return None
    return (facts.st_dev, facts.st_ino) if root in wanted else None
