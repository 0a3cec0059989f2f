"""A library in one file: a zip archive of its database and of all that cannot be made again from the photos.

Search indexes are left out; they are made anew. So are the photos themselves, and networks, which lie elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from photosearch import __version__
from photosearch.errors import LibraryProblem, LibraryReadOnly
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.library import Library
from photosearch.services.searches import FILE, PICTURES
from photosearch.store.copy import copy_database

FORMAT = 1
CONTENTS = "backup.json"
DATABASE = "photos.sqlite"
FOLDERS = ("learned", "projections", PICTURES, "reports")
"""The folders of a library that go into a backup; there are no folders in them."""
CHUNK = 1 << 20
PART = ".part"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a backup: its name in the library, that in the archive, its size in bytes and its sha256."""

    name: str
    member: str
    size: int
    sha256: str


class _Stopped(Exception):
    """The person has stopped it."""


def backup(library: Library, target: Path, cancel: Cancel) -> Generator[Progress, None, bool]:
    """Write a backup of a library, which may be in use; it appears whole or not at all. False: it was stopped.

    Raises
    ------
    LibraryProblem
        There is no library, it is damaged, or what the target names is something else than an older backup.
    LibraryReadOnly
        The backup cannot be written.
    """
    library.require_existing()
    if target.is_dir() or (target.exists() and not is_backup(target)):
        raise LibraryProblem(f"{target} is there already and is no backup of a library. Name another file.")
    part = target.with_name(target.name + PART)
    try:
        with tempfile.TemporaryDirectory(prefix=".photosearch-", dir=target.absolute().parent) as folder:
            database = Path(folder) / DATABASE
            yield Progress("Copying the database", 0, 0)
            with library.reading() as store:
                copy_database(store, database, lambda _done, _total: _heed(cancel))
            yield from _write(part, [(DATABASE, database), *_files(library.folder)], cancel)
        part.replace(target)
    except _Stopped:
        return False
    except OSError as error:
        raise LibraryReadOnly(
            f"The backup {target} cannot be written: {error.strerror}. Check the folder's permissions and the disk."
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return True


def is_backup(path: Path) -> bool:
    """Whether a file is a backup of a library; its content is not checked."""
    try:
        with zipfile.ZipFile(path) as archive:
            return CONTENTS in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _write(part: Path, files: list[tuple[str, Path]], cancel: Cancel) -> Generator[Progress, None, None]:
    pace = Pace("Writing the backup", total=sum(path.stat().st_size for _, path in files))
    entries: list[Entry] = []
    with part.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, (name, path) in enumerate(files):
                member = name if _is_text(name) else f"file-{number}"
                size, digest = 0, hashlib.sha256()
                with path.open("rb") as source, archive.open(member, "w", force_zip64=True) as out:
                    while chunk := source.read(CHUNK):
                        _heed(cancel)
                        out.write(chunk)
                        digest.update(chunk)
                        size += len(chunk)
                        pace.step(len(chunk))
                        if pace.due():
                            yield pace.report(name)
                entries.append(Entry(name, member, size, digest.hexdigest()))
            archive.writestr(CONTENTS, _contents(entries))
        file.flush()
        os.fsync(file.fileno())


def _contents(entries: list[Entry]) -> str:
    facts = {
        "format": FORMAT,
        "version": __version__,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "files": [
            {"name": entry.name, "member": entry.member, "size": entry.size, "sha256": entry.sha256}
            for entry in entries
        ],
    }
    return json.dumps(facts, indent=1)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name in the library and the path of every file that is kept beside the database."""
    if (folder / FILE).is_file():
        yield FILE, folder / FILE
    for name in FOLDERS:
        for path in sorted((folder / name).glob("*")):
            if path.is_file() and path.suffix != PART:
                yield f"{name}/{path.name}", path


def _is_text(name: str) -> bool:
    """Whether a name can be written into an archive: those of files may be any bytes."""
    try:
        return bool(name.encode())
    except UnicodeEncodeError:
        return False


def _heed(cancel: Cancel) -> None:
    if cancel.cancelled:
        raise _Stopped
