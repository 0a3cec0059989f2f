"""One connection to a library's database, opened for the thread that uses it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import LibraryDamaged, LibraryTooNew, LibraryTooOld
from photosearch.store.migrations import PAGE_SIZE, STEPS, migrate, seen
from photosearch.store.sqlite_errors import translated
from photosearch.store.sqlite_library import Database

BUSY_SECONDS = 10.0
"""How long a writer waits for another one before it gives up."""
APPLICATION_ID = 0x70686F73
"""Says whose database it is: "phos"."""


class Store:
    """A database and its path. Use `Store.open`; a store belongs to the thread that opened it.

    Statements run through `rows` and `run`, which turn SQLite's errors into this program's. Outside a `transaction`
    every statement is one.
    """

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Store:
        """Open a database; a writer makes it, and brings an older one up to date.

        Raises
        ------
        LibraryTooNew, LibraryDamaged, LibraryBusy, LibraryReadOnly, LibraryProblem
            It cannot be used; the message says what to do.
        """
        with translated(path):
            store = cls(path, Database(_connect(path, read_only=read_only), execute_plugins=False))
            try:
                store._prepare(read_only=read_only)
            except BaseException:
                store.close()
                raise
            return store

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        with translated(self.path):
            self.db.conn.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all of the block or nothing. Writers wait for each other here, not half-way."""
        with translated(self.path):
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self.db.conn.in_transaction:  # a full disk ends the transaction itself
                    self.db.conn.execute("ROLLBACK")
                raise
            self.db.conn.execute("COMMIT")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        with translated(self.path):
            return self.db.conn.execute(sql, parameters).fetchall()

    def numbers(self, sql: str, parameters: Sequence[object] = (), columns: int = 1) -> NDArray[np.int64]:
        """Return the rows of a query whose columns are whole numbers, (n, columns), without a tuple for every row."""
        with translated(self.path):
            found = np.fromiter(chain.from_iterable(self.db.conn.execute(sql, parameters)), np.int64)
        return found.reshape(-1, columns)

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a statement and return the number of rows that it changed."""
        with translated(self.path):
            return self.db.conn.execute(sql, parameters).rowcount

    def run_all(self, sql: str, rows: Iterable[Sequence[object]]) -> int:
        """Run a statement once for the parameters of every row, and return the number of rows that it changed."""
        with translated(self.path):
            return self.db.conn.executemany(sql, rows).rowcount

    def _prepare(self, *, read_only: bool) -> None:
        self.db.conn.execute("PRAGMA foreign_keys = ON")
        steps = seen(self.db)
        if not STEPS.keys() >= set(steps):
            raise LibraryTooNew(
                f"The library {self.path} was made by a newer version of photosearch. Update photosearch to open it."
            )
        if self._is_foreign():
            raise LibraryDamaged(
                f"{self.path} is a database of another program, not a library. Name another folder with --library."
            )
        is_current = len(steps) == len(STEPS)
        if read_only:
            if not is_current:
                raise LibraryTooOld(f"The library {self.path} is empty or of an older version. Run: photosearch scan")
            return
        if self.db.conn.execute("PRAGMA page_count").fetchone()[0] == 0:
            self.db.conn.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            self.db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self.db.conn.execute("PRAGMA journal_mode = WAL")
        # Else triggers do not notice what INSERT OR REPLACE replaces: a generation counts every vector that went.
        self.db.conn.execute("PRAGMA recursive_triggers = ON")
        # In WAL mode NORMAL never damages the database; a power cut can cost the last moments, to be scanned again.
        self.db.conn.execute("PRAGMA synchronous = NORMAL")
        if not is_current:
            migrate(self.db)

    def _is_foreign(self) -> bool:
        """Whether the database holds something, but nothing of ours."""
        ((objects,),) = self.rows("SELECT count(*) FROM sqlite_master")
        ((owner,),) = self.rows("PRAGMA application_id")
        return bool(objects > 0 and owner != APPLICATION_ID)


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    # Without write access SQLite cannot keep its lock file beside the database; nobody can write to it either.
    writable = os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    still = "&immutable=1" if read_only and not writable else ""
    uri = f"{path.absolute().as_uri()}?mode={mode}{still}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
