"""Files that wait for their turn, in a table that SQLite keeps beside the database and drops with the connection."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from photosearch.store.database import Store
from photosearch.store.files import stamp_columns
from photosearch.store.roots import Root
from photosearch.types import FoundFile, Stamp

PAGE = 256
"""So many files are in memory at a time, however many wait."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to look at."""

    root: Root
    found: FoundFile

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.root.path / os.fsdecode(self.found.relative)

    @property
    def folder(self) -> tuple[Root, bytes]:
        """The root and the path below it of the folder that it lies in."""
        return self.root, self.found.relative.rpartition(b"/")[0]


class Waiting:
    """A queue of files, in the order in which they came; going through it takes none out.

    Parameters
    ----------
    name : str
        What they wait for; a second queue of the same name takes the place of the first.
    """

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._table = f"temp.waiting_{name}"
        self._roots: dict[int, Root] = {}
        self._count = 0
        store.run(f"DROP TABLE IF EXISTS {self._table}")
        store.run(f"CREATE TABLE {self._table} (id INTEGER PRIMARY KEY, root_id, path, size, mtime_ns)")

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Task]:
        last = 0
        while True:
            page = self._store.rows(
                f"SELECT id, root_id, path, size, mtime_ns FROM {self._table} WHERE id > ? ORDER BY id LIMIT ?",
                [last, PAGE],
            )
            for last, root_id, path, size, mtime in page:  # noqa: B007  # the last one is where the next page begins
                yield Task(self._roots[root_id], FoundFile(path, Stamp(size, int(mtime))))
            if len(page) < PAGE:
                return

    def put(self, root: Root, found: Iterable[FoundFile]) -> None:
        """Let files of a root wait."""
        self._roots[root.id] = root
        sql = f"INSERT INTO {self._table} (root_id, path, size, mtime_ns) VALUES (?, ?, ?, ?)"
        self._count += self._store.run_all(
            sql, ((root.id, item.relative, *stamp_columns(item.stamp)) for item in found)
        )
