"""Every folder below a root with its files, by listings and stats alone: no file is opened."""

from __future__ import annotations

import hashlib
import os
import stat
from array import array
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from photosearch.types import FoundFile, Stamp

_JUNK = frozenset(
    {b"Thumbs.db", b"desktop.ini", b"@eaDir", b"$RECYCLE.BIN", b"System Volume Information", b"lost+found"}
)
_NO_MEDIA = b".nomedia"
_DOT = ord(".")
_SEPARATOR = os.fsencode(os.sep)
_HIDDEN_ON_WINDOWS = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 2)


@dataclass(frozen=True, slots=True)
class Unwalkable:
    """A folder that could not be listed in full: what is known below it may still be there."""

    relative: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder and the files directly in it that may be photos.

    `relative` is its path below the root, empty for the root itself; `names` are those of the files, in the order of
    the disk; `numbers` holds size and mtime_ns of each in turn. Plain lists, because a rescan of an unchanged folder
    needs no more than their `digest`.
    """

    relative: bytes
    names: list[bytes]
    numbers: list[int]

    def digest(self) -> bytes:
        """Return a checksum that differs when a file came, went, was renamed or changed."""
        total = hashlib.blake2b(b"\0".join(self.names), digest_size=16)
        try:
            total.update(array("q", self.numbers))
        except OverflowError:  # a time before 1677 or after 2262
            total.update(repr(self.numbers).encode())
        return total.digest()

    def found(self) -> list[FoundFile]:
        """Return the files one by one, with their paths below the root."""
        prefix = self.relative + b"/" if self.relative else b""
        stamps = map(Stamp, self.numbers[::2], self.numbers[1::2])
        return [FoundFile(prefix + name, stamp) for name, stamp in zip(self.names, stamps, strict=True)]


def is_left_out(name: bytes) -> bool:
    """Whether a file or folder of a name is passed over; the name that tells to pass over a folder is not."""
    return (name[:1] == b"." and name != _NO_MEDIA) or name in _JUNK


def walk(
    root: Path,
    skip: frozenset[Path] = frozenset(),
    start: Iterable[bytes] = (b"",),
    known: Collection[bytes] = (),
) -> Iterator[Listing | Unwalkable]:
    """Yield every folder below a root, with the files that may be photos.

    Left out: hidden files and folders, system junk, folders that hold ``.nomedia``, pipes, sockets and devices. A link
    to a folder is followed unless that is walked anyway, was already, or holds the root; so is a link to a file outside
    the root.

    Parameters
    ----------
    root
        An absolute folder without links in its path.
    skip
        Absolute folders that are not entered, on whatever way.
    start
        Paths below the root at which to begin.
    known
        Paths below the root that are not entered from the folder around them.
    """
    left_out = {os.path.realpath(os.fsencode(folder)) for folder in skip}
    return _Walk(os.fsencode(root), left_out, start, known).run()


class _Walk:
    """One walk: folders to be entered by their real paths, and those outside the root that links led to."""

    def __init__(self, root: bytes, skip: set[bytes], start: Iterable[bytes], known: Collection[bytes]) -> None:
        self._root = root
        self._skip = skip
        self._known = known
        self._outside: set[bytes] = set()
        self._folders: list[tuple[bytes, bytes]] = [
            (_SEPARATOR.join([root, *below.split(b"/")]), below) if below else (root, below) for below in start
        ]

    def run(self) -> Iterator[Listing | Unwalkable]:
        while self._folders:
            folder, relative = self._folders.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                yield Unwalkable(relative, error.strerror or str(error))
                continue
            if not any(entry.name == _NO_MEDIA for entry in entries):
                yield self._listed(entries, relative)

    def _listed(self, entries: list[os.DirEntry[bytes]], relative: bytes) -> Listing | Unwalkable:
        """Return the files of a folder, and remember the folders in it. A rescan spends its time in this loop."""
        names: list[bytes] = []
        numbers: list[int] = []
        prefix = relative + b"/" if relative else b""
        for entry in entries:
            name = entry.name
            if name[0] == _DOT or name in _JUNK:
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    facts = entry.stat()
                    if _HIDDEN_BY_ATTRIBUTE and _is_hidden(facts):
                        continue
                elif entry.is_dir(follow_symlinks=False):
                    if not (_HIDDEN_BY_ATTRIBUTE and _is_hidden(entry.stat())):
                        self._enter(entry.path, prefix + name)
                    continue
                else:
                    facts = entry.stat()
                    if not (entry.is_symlink() and self._follow(entry.path, facts, prefix + name)):
                        continue
            except OSError as error:
                if isinstance(error, FileNotFoundError) or entry.is_symlink():
                    continue  # gone meanwhile, or a link to nothing
                return Unwalkable(relative, f"{error.strerror or error} ({os.fsdecode(name)})")
            names.append(name)
            numbers.append(facts.st_size)
            numbers.append(facts.st_mtime_ns)
        return Listing(relative, names, numbers)

    def _enter(self, real: bytes, relative: bytes) -> None:
        """Remember a folder, unless it is to be skipped or another link led there."""
        if real in self._skip or real in self._outside or relative in self._known:
            return
        if not _holds(self._root, real):
            self._outside.add(real)
        self._folders.append((real, relative))

    def _follow(self, path: bytes, facts: os.stat_result, relative: bytes) -> bool:
        """Whether a link leads to a file of its own; a link to a folder that is not walked otherwise is entered."""
        real = os.path.realpath(path)
        if any(_holds(folder, real) for folder in (self._root, *self._skip)):
            return False
        if not stat.S_ISDIR(facts.st_mode):
            return stat.S_ISREG(facts.st_mode)
        if not _holds(real, self._root):
            self._enter(real, relative)
        return False


def _holds(folder: bytes, path: bytes) -> bool:
    """Whether a path is a folder, or lies below it; both are real."""
    return path == folder or path.startswith(folder if folder.endswith(_SEPARATOR) else folder + _SEPARATOR)


_HIDDEN_BY_ATTRIBUTE = hasattr(os.stat_result, "st_file_attributes")
"""Windows hides files by an attribute."""


def _is_hidden(facts: os.stat_result) -> bool:
    return bool(getattr(facts, "st_file_attributes", 0) & _HIDDEN_ON_WINDOWS)
