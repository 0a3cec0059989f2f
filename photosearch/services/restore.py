"""A library from a backup. Nothing that the file says is believed: names, sizes and checksums are checked."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Generator
from pathlib import Path

from photosearch.errors import LibraryProblem, LibraryReadOnly
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.backup import CHUNK, CONTENTS, DATABASE, FOLDERS, FORMAT, Entry
from photosearch.services.searches import FILE
from photosearch.store.database import Store

LARGEST_CONTENTS = 64 << 20
LOCKS = ("lock", "window.lock")
# What zipfile and json mean to raise, and what flipped bits that name an encryption or a compression make of it.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, KeyError, TypeError, RuntimeError, RecursionError)


def restore(file: Path, folder: Path, cancel: Cancel) -> Generator[Progress, None, bool]:
    """Make a library in a new or an empty folder from a backup. False: it was stopped, and nothing is left of it.

    Raises
    ------
    LibraryProblem
        The folder holds something, or the file is no backup, damaged, or of a newer version; nothing is left then.
    LibraryReadOnly
        The folder cannot be written to, or its disk has no room for it.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(path.name not in LOCKS for path in folder.iterdir())):
        raise LibraryProblem(f"{folder} is not empty. Name an empty or a new folder with --library.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".photosearch-", dir=folder.parent) as home:
            fresh = Path(home) / folder.name
            fresh.mkdir()
            try:
                yield from _unpack(file, fresh, cancel)
            except _DAMAGE as error:
                raise LibraryProblem(f"{file} is no sound backup of a library ({error}). Use another one.") from error
            if cancel.cancelled:
                return False
            Store.open(
                fresh / DATABASE
            ).close()  # refuses what is of a newer version, and brings up to date what is older
            if folder.exists():
                for name in LOCKS:
                    (folder / name).unlink(missing_ok=True)
                folder.rmdir()
            fresh.rename(folder)
    except FileNotFoundError as error:
        raise LibraryProblem(f"There is no file {file}.") from error
    except OSError as error:
        raise LibraryReadOnly(
            f"The library cannot be restored to {folder}: {error.strerror}. Check the permissions and the disk."
        ) from error
    return True


def _unpack(file: Path, folder: Path, cancel: Cancel) -> Generator[Progress, None, None]:
    with zipfile.ZipFile(file) as archive:
        entries = _entries(archive)
        total = sum(entry.size for entry in entries)
        if total > shutil.disk_usage(folder).free:
            raise LibraryReadOnly(f"The disk of {folder.parent} has no room for the {total:,} bytes of the library.")
        pace = Pace("Restoring the library", total=total)
        for entry in entries:
            path = folder / entry.name
            path.parent.mkdir(exist_ok=True)
            digest, left = hashlib.sha256(), entry.size
            with archive.open(entry.member) as source, path.open("xb") as out:
                while chunk := source.read(min(CHUNK, left + 1)):
                    if cancel.cancelled:
                        return
                    left -= len(chunk)
                    if left < 0:
                        raise ValueError(f"{entry.name} is longer than it says")
                    out.write(chunk)
                    digest.update(chunk)
                    pace.step(len(chunk))
                    if pace.due():
                        yield pace.report(entry.name)
                out.flush()
                os.fsync(out.fileno())
            if digest.hexdigest() != entry.sha256:
                raise ValueError(f"{entry.name} is not what was written")


def _entries(archive: zipfile.ZipFile) -> list[Entry]:
    """Return what a backup says that it holds.

    Raises
    ------
    ValueError, KeyError, TypeError
        It makes no sense.
    """
    if archive.getinfo(CONTENTS).file_size > LARGEST_CONTENTS:
        raise ValueError("its list of contents is too long")
    facts = json.loads(archive.read(CONTENTS))
    if facts["format"] != FORMAT:
        raise ValueError("it was made by another version of photosearch")
    entries = [
        Entry(str(one["name"]), str(one["member"]), int(one["size"]), str(one["sha256"])) for one in facts["files"]
    ]
    names = {entry.name for entry in entries}
    if len(names) < len(entries) or DATABASE not in names:
        raise ValueError("its list of contents is wrong")
    for entry in entries:
        _check_name(entry.name)
        if entry.size < 0 or entry.size != archive.getinfo(entry.member).file_size:
            raise ValueError(f"{entry.name} has another length than it says")
    return entries


def _check_name(name: str) -> None:
    """Raise ValueError unless a name is that of a file of a library: none leads out of its folder."""
    folder, slash, last = name.rpartition("/")
    if name in (DATABASE, FILE):
        return
    if not slash or folder not in FOLDERS or last in ("", ".", "..") or any(c in last for c in ("\\", ":", "\0")):
        raise ValueError(f"{name!r} is no file of a library")
