"""Small pictures of photos, found by what is in a photo: a cache beside the library, bounded in bytes.

It lies in the library's folder and not in the system's cache: the picture of a photo that is offline or gone cannot be
made again, so it has to move with the library and to survive those who empty caches. Nothing else hangs on it: whatever
goes wrong here (a full disk, a damaged file, no permission) is met by doing without, or by beginning anew.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
import zlib
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, suppress
from pathlib import Path
from typing import TypeVar

from photosearch.store.sqlite_errors import primary_code

VERSION = 1
"""Raised whenever what is kept, or how photos are decoded, changes: older files are made anew."""
LEAST_LIMIT = 2 << 30
SHARE_OF_DISK = 100
"""Unless told otherwise the cache may fill 2 GiB, or a hundredth of its disk if that is more."""
BATCH = 256
"""So many pictures are dropped at a time."""
BUSY_SECONDS = 2.0
DAY = 86_400
_RUINED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
# What changes at every use lies apart from the pictures: SQLite writes whole rows.
_TABLES = (
    """CREATE TABLE IF NOT EXISTS uses
    (id INTEGER PRIMARY KEY, key BLOB NOT NULL, side INTEGER NOT NULL, day INTEGER NOT NULL, UNIQUE (key, side))""",
    "CREATE INDEX IF NOT EXISTS uses_by_day ON uses (day)",
    "CREATE TABLE IF NOT EXISTS pictures (id INTEGER PRIMARY KEY, checksum INTEGER NOT NULL, picture BLOB NOT NULL)",
)
Answer = TypeVar("Answer")


class ThumbnailCache:
    """Pictures by key and side, as bytes. May be used by several threads, and its file by several processes, at once.

    No method raises: a cache that cannot be used holds nothing and keeps nothing.

    Parameters
    ----------
    path : Path
        The file; it is made once its folder is there.
    limit : int, optional
        Bytes that pictures may fill.
    """

    def __init__(self, path: Path, limit: int | None = None) -> None:
        self.path = path
        self._limit = limit
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        with self._lock:
            self._let_go()

    def get(self, key: bytes, side: int) -> bytes | None:
        """Return the smallest picture of at least a side, in pixels; None where there is none."""
        return self._asked("AND side >= ? ORDER BY side LIMIT 1", [key, side])

    def largest(self, key: bytes) -> bytes | None:
        """Return the largest picture, None where there is none."""
        return self._asked("ORDER BY side DESC LIMIT 1", [key])

    def held(self, keys: AbstractSet[bytes], side: int) -> set[bytes]:
        """Return those of a few hundred keys of which there is a picture of at least a side, in pixels."""

        def work(db: sqlite3.Connection) -> set[bytes]:
            marks = ", ".join("?" * len(keys))
            found = db.execute(f"SELECT key FROM uses WHERE key IN ({marks}) AND side >= ?", [*keys, side])
            return {bytes(key) for (key,) in found}

        return self._run(work, set())

    def put(self, key: bytes, side: int, picture: bytes, spared: Callable[[], AbstractSet[bytes]] = frozenset) -> bool:
        """Keep a picture, and drop those that were not looked at for longest where there are too many.

        Parameters
        ----------
        spared : callable
            Tells which keys are dropped only after all others; called when something has to be dropped.

        Returns
        -------
        bool
            Whether it is kept.
        """

        def work(db: sqlite3.Connection) -> bool:
            db.execute("BEGIN IMMEDIATE")
            ((number,),) = db.execute(
                "INSERT INTO uses (key, side, day) VALUES (?, ?, ?) ON CONFLICT (key, side) "
                "DO UPDATE SET day = excluded.day RETURNING id",
                [key, side, _today()],
            ).fetchall()
            db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?)", [number, zlib.crc32(picture), picture])
            if _used(db) > self.limit:
                _evict(db, self.limit * 9 // 10, spared())
            db.execute("COMMIT")
            return True

        return self._run(work, False)  # noqa: FBT003  # what is returned where it cannot be done

    @property
    def limit(self) -> int:
        """Bytes that pictures may fill."""
        if self._limit is None:
            self._limit = LEAST_LIMIT
            with suppress(OSError):
                self._limit = max(LEAST_LIMIT, shutil.disk_usage(self.path.parent).total // SHARE_OF_DISK)
        return self._limit

    def set_limit(self, limit: int | None) -> None:
        """Let pictures fill so many bytes from now on, None as the disk allows; `trim` drops what is too much."""
        self._limit = limit

    @property
    def used(self) -> int:
        """Bytes that pictures fill now."""
        return self._run(_used, 0)

    def trim(self, spared: Callable[[], AbstractSet[bytes]] = frozenset) -> None:
        """Drop pictures where there are more than may be; see `put`."""
        target = self.limit

        def work(db: sqlite3.Connection) -> None:
            if _used(db) <= target:
                return
            db.execute("BEGIN IMMEDIATE")
            _evict(db, target, spared())
            db.execute("COMMIT")
            _shrink(db)

        self._run(work, None)

    def empty(self, spared: Callable[[], AbstractSet[bytes]] = frozenset) -> None:
        """Drop all pictures but the spared ones, and give their room back to the disk."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("BEGIN IMMEDIATE")
            kept = spared()
            if kept:
                found = db.execute("SELECT id, key FROM uses").fetchall()
                _delete(db, [number for number, key in found if bytes(key) not in kept])
            else:
                db.execute("DELETE FROM pictures")
                db.execute("DELETE FROM uses")
            db.execute("COMMIT")
            _shrink(db)

        self._run(work, None)

    @property
    def has_room(self) -> bool:
        """Whether more can be kept without dropping anything soon."""
        return self._run(lambda db: self._writable and _used(db) < self.limit * 8 // 10, False)  # noqa: FBT003

    def _asked(self, condition: str, parameters: list[object]) -> bytes | None:
        def work(db: sqlite3.Connection) -> bytes | None:
            found = db.execute(
                f"SELECT id, day, checksum, picture FROM uses JOIN pictures USING (id) WHERE key = ? {condition}",
                parameters,
            ).fetchall()
            for number, day, checksum, picture in found:
                sound = zlib.crc32(picture) == checksum
                with suppress(sqlite3.OperationalError):  # somebody else writes, or nobody may
                    if not sound:
                        db.execute("DELETE FROM uses WHERE id = ?", [number])
                        db.execute("DELETE FROM pictures WHERE id = ?", [number])
                    elif day != _today():
                        db.execute("UPDATE uses SET day = ? WHERE id = ?", [_today(), number])
                return bytes(picture) if sound else None
            return None

        return self._run(work, None)

    def _run(self, work: Callable[[sqlite3.Connection], Answer], without: Answer) -> Answer:
        """Return what some work finds, or `without` where the cache cannot be used; a ruined one is begun anew."""
        with self._lock:
            for _ in range(2):
                try:
                    db = self._opened()
                    return without if db is None else work(db)
                except sqlite3.Error as error:
                    if not self._mended(error):
                        break
            return without

    @property
    def _writable(self) -> bool:
        return os.access(self.path.parent, os.W_OK) and (not self.path.exists() or os.access(self.path, os.W_OK))

    def _opened(self) -> sqlite3.Connection | None:
        """Return the connection; None while there is no library, or nothing to read and no permission to write."""
        if self._db is None and (self.path.exists() or (self.path.parent.is_dir() and self._writable)):
            mode = "mode=rwc" if self._writable else "mode=ro&immutable=1"
            uri = f"{self.path.absolute().as_uri()}?{mode}"
            self._db = sqlite3.connect(
                uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            with suppress(OSError):
                self._file = _identity(self.path)
            if self._writable:
                _prepare(self._db)
        return self._db

    def _mended(self, error: sqlite3.Error) -> bool:
        """Let go of a database that failed; a ruined one is deleted, unless another process has done that already."""
        code = primary_code(error)
        foreign = code is None and type(error) is sqlite3.DatabaseError  # raised here
        ruined = code in _RUINED or foreign or str(error).startswith("no such table")
        before = self._file
        self._let_go()
        if not ruined or not self._writable:
            return False
        with suppress(OSError):
            if before == _identity(self.path):
                for ending in ("", "-wal", "-shm"):
                    Path(f"{self.path}{ending}").unlink(missing_ok=True)
        return True

    def _let_go(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error), closing(self._db):
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
        self._db = None


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables in a new file; raise where it is not one of ours."""
    db.execute("PRAGMA synchronous = NORMAL")  # safe with a log: a power cut costs the last moments
    ((version,),) = db.execute("PRAGMA user_version").fetchall()
    if version == VERSION:
        return
    ((objects,),) = db.execute("SELECT count(*) FROM sqlite_master").fetchall()
    if objects and version != 0:
        raise sqlite3.DatabaseError("of another version")
    _keep_log(db)
    db.execute("BEGIN IMMEDIATE")
    for table in _TABLES:
        db.execute(table)
    db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _keep_log(db: sqlite3.Connection) -> None:
    """Let readers and a writer work side by side; several processes may make the same file at once."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:  # for this alone SQLite does not wait itself
            if primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return


def _used(db: sqlite3.Connection) -> int:
    """Return the bytes in use: known without looking at any picture."""
    pages, free, size = (
        db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)


def _evict(db: sqlite3.Connection, target: int, spared: AbstractSet[bytes]) -> None:
    """Drop pictures, those unused for longest first, until no more than `target` bytes are in use."""
    for kept in (spared, frozenset[bytes]()):
        day, number = -1, -1
        while _used(db) > target:
            found = db.execute(
                "SELECT day, id, key FROM uses WHERE (day, id) > (?, ?) ORDER BY day, id LIMIT ?", [day, number, BATCH]
            ).fetchall()
            if not found:
                break
            day, number, _ = found[-1]
            _delete(db, [one for _, one, key in found if bytes(key) not in kept])


def _delete(db: sqlite3.Connection, numbers: Sequence[int]) -> None:
    for table in ("pictures", "uses"):
        db.executemany(f"DELETE FROM {table} WHERE id = ?", [(number,) for number in numbers])


def _shrink(db: sqlite3.Connection) -> None:
    """Make the file as small as what is in it; another process that looks at pictures now keeps it as it is."""
    with suppress(sqlite3.OperationalError):
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _today() -> int:
    return int(time.time()) // DAY
