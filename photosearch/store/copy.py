"""A copy of a database that is in use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from photosearch.errors import LibraryReadOnly
from photosearch.store.database import Store
from photosearch.store.sqlite_errors import primary_code, translated

PAGES = 256
"""So many pages are copied between two reports."""


def copy_database(store: Store, target: Path, report: Callable[[int, int], None]) -> None:
    """Copy a database, as it is at this moment, into a new file; others go on writing meanwhile.

    Parameters
    ----------
    report : callable
        Called with (pages done, pages in all) now and then; may raise to make it stop.

    Raises
    ------
    LibraryReadOnly
        The target cannot be written.
    """

    def told(_status: int, remaining: int, total: int) -> None:
        report(total - remaining, total)

    with translated(store.path), closing(sqlite3.connect(target)) as copy:
        store.db.conn.execute("BEGIN")
        try:
            store.db.conn.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on it stands still
            store.db.conn.backup(copy, pages=PAGES, progress=told)
        except sqlite3.Error as error:
            if primary_code(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise
            raise LibraryReadOnly(f"{target} cannot be written ({error}). Check its folder and the disk.") from error
        finally:
            store.db.conn.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without companions
