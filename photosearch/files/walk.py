"""Every file below a root, by folder listings and stats alone: no file is opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from photosearch.types import FoundFile, Stamp

_JUNK = frozenset(
    {b"Thumbs.db", b"desktop.ini", b"@eaDir", b"$RECYCLE.BIN", b"System Volume Information", b"lost+found"}
)
_NO_MEDIA = b".nomedia"
_HIDDEN_ON_WINDOWS = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2)


@dataclass(frozen=True, slots=True)
class Unwalkable:
    """A folder that could not be listed: what is known below it may still be there."""

    relative: bytes
    reason: str


def walk(root: Path, skip: frozenset[Path] = frozenset()) -> Iterator[FoundFile | Unwalkable]:
    """Yield every file below a root that may be a photo, in the order of the disk.

    Left out: hidden files and folders, system junk, folders that hold ``.nomedia``, pipes, sockets and devices. A link
    to a folder is followed unless that is walked anyway, or was already; so is a link to a file outside the root.

    Parameters
    ----------
    root
        An absolute folder without links in its path.
    skip
        Absolute folders that are not entered.
    """
    return _Walk(os.fsencode(root), {os.fsencode(folder) for folder in skip}).run()


class _Walk:
    """One walk: folders to be entered, and the real paths of those reached through links."""

    def __init__(self, root: bytes, skip: set[bytes]) -> None:
        self._root = root
        self._inside = root if root.endswith(b"/") else root + b"/"
        self._skip = skip
        self._linked: set[bytes] = set()
        self._folders: list[tuple[bytes, bytes]] = [(root, b"")]

    def run(self) -> Iterator[FoundFile | Unwalkable]:
        while self._folders:
            folder, relative = self._folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                yield Unwalkable(relative[:-1], error.strerror or str(error))
                continue
            if any(entry.name == _NO_MEDIA for entry in entries):
                continue
            yield from self._files(entries, relative)

    def _files(self, entries: list[os.DirEntry[bytes]], prefix: bytes) -> Iterator[FoundFile]:
        for entry in entries:
            name = entry.name
            if name.startswith(b".") or name in _JUNK:
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    self._enter(entry.path, prefix + name + b"/")
                    continue
                facts = entry.stat()
                if entry.is_symlink() and not self._follow(entry.path, facts, prefix + name + b"/"):
                    continue
            except OSError:
                continue  # gone meanwhile, or a link to nothing
            if stat.S_ISREG(facts.st_mode) and not getattr(facts, "st_file_attributes", 0) & _HIDDEN_ON_WINDOWS:
                yield FoundFile(prefix + name, Stamp(facts.st_size, facts.st_mtime_ns))

    def _enter(self, path: bytes, relative: bytes) -> None:
        if path not in self._skip:
            self._folders.append((path, relative))

    def _follow(self, path: bytes, facts: os.stat_result, relative: bytes) -> bool:
        """Whether a link leads to a file of its own; a link to a folder that is not walked otherwise is entered."""
        real = os.path.realpath(path)
        if real == self._root or real.startswith(self._inside):
            return False
        if not stat.S_ISDIR(facts.st_mode):
            return True
        around = self._root.startswith(real if real.endswith(b"/") else real + b"/")
        if not around and real not in self._linked and real not in self._skip:
            self._linked.add(real)
            self._folders.append((path, relative))
        return False
