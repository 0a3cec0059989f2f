"""SQLite's errors in the words of this program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from photosearch.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryProblem,
    LibraryReadOnly,
    PhotosearchError,
    ProgramError,
)

_PRIMARY = 0xFF
"""The low byte of an extended result code is the primary one."""


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn every sqlite3 error of the block into one of this program's, naming the database file.

    Raises
    ------
    LibraryBusy, LibraryReadOnly, LibraryDamaged, LibraryProblem
        The person can act.
    ProgramError
        Anything else, such as a broken constraint or a connection used in the wrong thread.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _translation(error, path) from error


def primary_code(error: sqlite3.Error) -> int | None:
    """Return SQLite's primary result code, None for errors that Python's own module raises."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else int(code) & _PRIMARY


def _translation(error: sqlite3.Error, path: Path) -> PhotosearchError:
    match primary_code(error):
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return LibraryBusy(
                f"Another program is writing to the library {path}. Wait until it is done, or stop it, and try again."
            )
        case sqlite3.SQLITE_FULL:
            return LibraryReadOnly(f"The disk of the library {path} is full. Make room on it and try again.")
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return LibraryReadOnly(
                f"The library {path} cannot be opened for this ({error}). Check the permissions of the file, of its "
                "folder and of the disk, or name another library with --library."
            )
        case sqlite3.SQLITE_IOERR:
            return LibraryProblem(
                f"The disk failed while the library {path} was used ({error}). Check that the disk is still there and "
                "healthy, and try again."
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return damaged(path, str(error))
    if isinstance(error, sqlite3.OperationalError) and _tells_of_damage(str(error)):
        return damaged(path, str(error))
    return ProgramError(f"{path}: {type(error).__name__}: {error}")


def damaged(path: Path, detail: str) -> LibraryDamaged:
    """Return the error for a database that is not sound."""
    return LibraryDamaged(f"The library {path} is damaged ({detail}). Save what can be read: photosearch repair")


def _tells_of_damage(message: str) -> bool:
    """Whether an error without a telling code can only come from a damaged file: the statements are tested."""
    return message.startswith(("Could not decode to UTF-8", "no such table", "no such column"))
