"""Puts right what can be put right, and loses nothing that can be read."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

from photosearch.errors import LibraryDamaged
from photosearch.index import files
from photosearch.jobs import Cancel, Progress
from photosearch.services.check import damaged_files, index_problem
from photosearch.services.library import Library
from photosearch.store.check import check, mend
from photosearch.store.database import Store
from photosearch.store.features import all_spaces
from photosearch.store.salvage import salvage

_COMPANIONS = ("", "-wal", "-shm")
"""A database is up to three files."""


def repair(library: Library, cancel: Cancel) -> Generator[Progress, None, list[str]]:
    """Repair a library and return what was done, in sentences; an empty list where nothing had to be.

    A database that cannot be read in part is kept under another name, and what can be read of it moves into a new one;
    the next scan makes again what was lost.

    Raises
    ------
    LibraryProblem
        There is no library, it is of a newer version, or it cannot be written to.
    """
    library.require_existing()
    done: list[str] = []
    with library.alone():
        yield Progress("Checking the database", 0, 0)
        if _unreadable(library.database):
            yield Progress("Saving what can be read", 0, 0)
            done.append(_replace(library.database))
        for path in damaged_files(library):
            path.unlink()
            done.append(f"Deleted {path.name}, which was damaged. The next scan learns it again.")
        with Store.open(library.database) as store:
            if check(store):
                mend(store)
                done.append("Forgot what was incomplete. The next scan makes it again.")
            for row in all_spaces(store):
                if cancel.cancelled:
                    break
                if index_problem(library, row) is not None:
                    files.discard(library.shelf.folder, row.space.key)
                    yield from library.shelf.keep(store, row, cancel, [])
                    done.append(f"Built the search index of {row.space.descriptor} anew.")
    return done


def _unreadable(database: Path) -> bool:
    """Whether pages of a database are damaged."""
    try:
        with Store.open(database) as store:
            return any("damaged" in problem for problem in check(store))
    except LibraryDamaged:
        return True


def _replace(database: Path) -> str:
    """Put what can be read of a database in its place, keep the damaged one beside it, and say so."""
    fresh = database.with_suffix(".part")
    for ending in _COMPANIONS:
        fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
    saved = salvage(database, fresh)
    kept = _free_name(database)
    for ending in _COMPANIONS:
        old = database.with_name(database.name + ending)
        if old.exists():
            _keep(old, kept.with_name(kept.name + ending))
    # The log of the damaged database would be taken for that of the new one. From here on the names change in such an
    # order that there is a database at any time.
    for ending in _COMPANIONS[1:]:
        database.with_name(database.name + ending).unlink(missing_ok=True)
    fresh.replace(database)
    return (
        f"The database was damaged. {saved['photos']:,} photos of it could be saved; the damaged file is kept as "
        f"{kept.name}. The next scan indexes what was lost."
    )


def _keep(path: Path, kept: Path) -> None:
    """Give a file a second name, or copy it where the disk knows no second names."""
    try:
        kept.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, kept)


def _free_name(database: Path) -> Path:
    number = 1
    while (kept := database.with_name(f"{database.stem}-damaged-{number}.sqlite")).exists():
        number += 1
    return kept
