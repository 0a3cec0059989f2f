"""The schema, as numbered steps. A published step never changes: a later one alters what it made.

Every step runs in a transaction; a library is either at the newest step or left as it was.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from photosearch.store.sqlite_library import Database, Migrations

PAGE_SIZE = 16_384
"""Vectors of 1 to 5 KB waste up to a third of 4 KB pages, and 5 % of these."""

_FIRST = (
    """CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value BLOB NOT NULL                     -- UTF-8; undecodable bytes of paths are kept
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE roots (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path BLOB NOT NULL UNIQUE               -- absolute, in the system's own bytes
    ) STRICT""",
    """CREATE TABLE folders (
        root_id INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
        path BLOB NOT NULL,                     -- below the root, empty for the root itself
        digest BLOB NOT NULL,                   -- of its listing, once every file in it has been dealt with
        files INTEGER NOT NULL,
        PRIMARY KEY (root_id, path)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        root_id INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
        path BLOB NOT NULL,                     -- below the root, "/" between parts
        size INTEGER NOT NULL,
        mtime_ns ANY NOT NULL,                  -- text where it does not fit 64 bits: before 1677, after 2262
        state TEXT NOT NULL CHECK (state IN ('photo', 'unreadable', 'skipped')),
        reason TEXT,                            -- why it is unreadable or skipped
        retry INTEGER NOT NULL DEFAULT 0,       -- 1: the cause may pass, the next scan looks again
        decoder TEXT NOT NULL,                  -- what could be decoded when it was looked at
        missing INTEGER NOT NULL DEFAULT 0,     -- 1: gone at the last scan
        UNIQUE (root_id, path)
    ) STRICT""",
    "CREATE INDEX files_by_size ON files (size)",  # moved files are looked for by size
    "CREATE INDEX files_missing ON files (id) WHERE missing = 1",
    "CREATE INDEX files_refused ON files (root_id, decoder, retry) WHERE state <> 'photo' OR retry = 1",
    """CREATE TABLE photos (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        file_id INTEGER NOT NULL UNIQUE REFERENCES files ON DELETE CASCADE,
        fingerprint BLOB NOT NULL,
        height INTEGER NOT NULL,                -- of the upright photo
        width INTEGER NOT NULL,
        format TEXT NOT NULL,
        damage TEXT,                            -- what was lost, NULL if nothing
        taken_at TEXT,                          -- ISO 8601
        camera TEXT,
        latitude REAL,
        longitude REAL,
        box_top INTEGER,                        -- the salient object, half-open; all four or none
        box_left INTEGER,
        box_bottom INTEGER,
        box_right INTEGER
    ) STRICT""",
    "CREATE INDEX photos_by_fingerprint ON photos (fingerprint)",
    """CREATE TABLE spaces (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        key TEXT NOT NULL UNIQUE,
        canonical TEXT NOT NULL,                -- JSON
        network TEXT NOT NULL,                  -- its display name
        dimensions INTEGER NOT NULL,
        generation INTEGER NOT NULL DEFAULT 0   -- grows with every change of what can be found in the space
    ) STRICT""",
    """CREATE TABLE vectors (
        id INTEGER PRIMARY KEY AUTOINCREMENT,   -- the label in search indexes
        space_id INTEGER NOT NULL REFERENCES spaces ON DELETE CASCADE,
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        vector BLOB NOT NULL,                   -- float16, little-endian
        UNIQUE (space_id, photo_id)
    ) STRICT""",
    "CREATE INDEX vectors_by_photo ON vectors (photo_id)",
    """CREATE TABLE maps (
        photo_id INTEGER NOT NULL REFERENCES photos ON DELETE CASCADE,
        network TEXT NOT NULL,                  -- sha256 of the network that made them
        maps BLOB NOT NULL,
        UNIQUE (photo_id, network)
    ) STRICT""",
    # Triggers, so that no way of changing vectors, cascades included, can forget to say so.
    """CREATE TRIGGER vector_added AFTER INSERT ON vectors BEGIN
        UPDATE spaces SET generation = generation + 1 WHERE id = new.space_id;
    END""",
    """CREATE TRIGGER vector_removed AFTER DELETE ON vectors BEGIN
        UPDATE spaces SET generation = generation + 1 WHERE id = old.space_id;
    END""",
    """CREATE TRIGGER vector_changed AFTER UPDATE ON vectors BEGIN
        UPDATE spaces SET generation = generation + 1 WHERE id IN (old.space_id, new.space_id);
    END""",
    """CREATE TRIGGER file_came_or_went AFTER UPDATE OF missing ON files WHEN old.missing <> new.missing BEGIN
        UPDATE spaces SET generation = generation + 1 WHERE id IN (
            SELECT vectors.space_id FROM photos JOIN vectors ON vectors.photo_id = photos.id
            WHERE photos.file_id = new.id);
    END""",
)

_TIME = """coalesce(
        CAST(strftime('%s', substr(photos.taken_at, 1, 19)) AS INTEGER),
        (SELECT CAST(mtime_ns / 1000000000 AS INTEGER) FROM files WHERE files.id = photos.file_id),
        0)"""
"""When a photo was taken by the clock of its camera, else when its file changed, in seconds since 1970."""
_TIMES = (
    "ALTER TABLE photos ADD COLUMN time INTEGER",
    f"UPDATE photos SET time = {_TIME}",
    # The newest of a million photos are found without a look at the others.
    "CREATE INDEX photos_by_time ON photos (time DESC)",
    "CREATE INDEX photos_damaged ON photos (id) WHERE damage IS NOT NULL",
    f"""CREATE TRIGGER photo_added AFTER INSERT ON photos BEGIN
        UPDATE photos SET time = {_TIME} WHERE id = new.id;
    END""",
    f"""CREATE TRIGGER photo_dated AFTER UPDATE OF taken_at ON photos BEGIN
        UPDATE photos SET time = {_TIME} WHERE id = new.id;
    END""",
    f"""CREATE TRIGGER file_dated AFTER UPDATE OF mtime_ns ON files BEGIN
        UPDATE photos SET time = {_TIME} WHERE file_id = new.id;
    END""",
)


_OWNERS = (
    # Whose a hit is, from a few pages that stay in memory: those of the vectors themselves are read from all over.
    "CREATE INDEX vector_owners ON vectors (id, photo_id)",
)


def _first(db: Database) -> None:
    for statement in _FIRST:
        db.execute(statement)
    # Labels start anywhere, so that an index file left behind by a deleted database holds none of this one's.
    db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('vectors', ?)", [secrets.randbelow(2**40)])


def _times(db: Database) -> None:
    for statement in _TIMES:
        db.execute(statement)


def _owners(db: Database) -> None:
    for statement in _OWNERS:
        db.execute(statement)


STEPS: Mapping[str, Callable[[Database], None]] = {"0001_first": _first, "0002_times": _times, "0003_owners": _owners}
"""Every step by name, oldest first."""


def seen(db: Database) -> list[str]:
    """Return the names of the steps that a database has seen; asked at every opening, so in one statement."""
    table = Migrations.migrations_table
    if not db.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchall():
        return []
    found = db.execute(f"SELECT name FROM {table} WHERE migration_set = 'photosearch' ORDER BY rowid")
    return [str(name) for (name,) in found]


def migrate(db: Database, steps: Mapping[str, Callable[[Database], None]] = STEPS) -> None:
    """Take the pending steps. Inside a transaction they are taken all or none."""
    _migrations(steps).apply(db)


def _migrations(steps: Mapping[str, Callable[[Database], None]]) -> Migrations:
    migrations = Migrations("photosearch")
    for name, step in steps.items():
        migrations(name=name)(step)
    return migrations
