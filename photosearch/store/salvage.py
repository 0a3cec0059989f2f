"""Saves what can be read out of a damaged database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from photosearch.store.database import Store
from photosearch.store.folders import relearn
from photosearch.store.sqlite_errors import translated

_TABLES = ("meta", "roots", "files", "photos", "spaces", "vectors", "maps")
"""Parents before children; `folders` is made from `files`."""


def salvage(damaged: Path, sound: Path) -> dict[str, int]:
    """Copy every readable row of a damaged database into a new one and return how many there were, by table.

    Rows whose owners could not be read are left behind. The damaged file is only read.

    Raises
    ------
    LibraryProblem
        The new database cannot be written.
    """
    saved: dict[str, int] = {}
    source = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    source.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        with Store.open(sound) as store, translated(sound):
            for table in _TABLES:
                with store.transaction():
                    saved[table] = _copy(source, store, table)
            with store.transaction():
                relearn(store)
    finally:
        source.close()
    return saved


def _copy(source: sqlite3.Connection, store: Store, table: str) -> int:
    there = _columns(source, table)
    columns = [name for (_, name, *_) in store.rows(f"PRAGMA table_info({table})") if name in there]
    if not columns:
        return 0
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    key = "key" if table == "meta" else "rowid"
    saved = 0
    for row in _readable(source, table, names, key):
        try:
            store.db.conn.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", row)
        except sqlite3.IntegrityError:
            continue  # its owner was lost, or it is a torn copy of another row
        saved += 1
    return saved


def _columns(source: sqlite3.Connection, table: str) -> set[str]:
    """Return the names of a table's columns, of which an older version has fewer; none where they cannot be read."""
    try:
        return {str(row[1]) for row in source.execute(f"PRAGMA table_info({table})")}
    except sqlite3.Error:
        return set()


def _readable(source: sqlite3.Connection, table: str, names: str, key: str) -> list[tuple[object, ...]]:
    """Return the rows that can be read, from the front and then from the back, around what is damaged."""
    found: dict[object, tuple[object, ...]] = {}
    for direction in ("ASC", "DESC"):
        try:
            for row in source.execute(f"SELECT {key}, {names} FROM {table} ORDER BY {key} {direction}"):
                if row[0] in found:
                    break
                found[row[0]] = row[1:]
        except (sqlite3.Error, UnicodeDecodeError):
            continue
    return list(found.values())
