"""Libraries as large as one likes: entries drawn around those of real photos, which they are links to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from tests.benchmarks.setting import finish

IN_FOLDER = 1_000
KEPT = ("max", "scda")
"""Feature spaces that are kept: all together would need 8 KB of disk a photo."""
BATCH = 20_000


def grow(folder: Path, root: Path, sources: list[Path], count: int, kept: tuple[str, ...] = KEPT) -> None:
    """Make a library of `count` photos at `folder`, with links to `sources` below `root`, for searching and looking.

    A scan would make all that it lacks.

    The first ones are indexed as always. All others get their maps and facts, and vectors between two of theirs.
    """
    _link(root, sources, range(len(sources)))
    with Library(folder) as library:
        finish(add(library, [root], Cancel()))
    _link(root, sources, range(len(sources), count))
    with closing(sqlite3.connect(folder / "photos.sqlite", isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for key, name in list(db.execute("SELECT id, canonical ->> 'descriptor' FROM spaces")):
            if name not in kept:
                db.execute("DELETE FROM spaces WHERE id = ?", [key])
        db.execute("BEGIN")
        _multiply(db, len(sources), count)
        db.execute("COMMIT")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def path_of(number: int) -> str:
    """Return where below the root a photo lies."""
    return f"{number // IN_FOLDER:04}/IMG_{number:07}.jpg"


def _link(root: Path, sources: list[Path], numbers: range) -> None:
    for number in numbers:
        link = root / path_of(number)
        if number % IN_FOLDER == 0 or number == numbers.start:
            link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(sources[number % len(sources)])


def _multiply(db: sqlite3.Connection, real: int, count: int) -> None:
    """Copy the rows of the real photos until there are `count`."""
    files = {
        row[0].decode(): row[1:] for row in db.execute("SELECT path, id, root_id, size, mtime_ns, decoder FROM files")
    }
    known = [files[path_of(number)] for number in range(real)]
    photos = dict(db.execute("SELECT file_id, id FROM photos"))
    columns = [row[1] for row in db.execute("PRAGMA table_info(photos)") if row[1] not in ("id", "file_id")]
    facts = {row[0]: row[1:] for row in db.execute(f"SELECT id, {', '.join(columns)} FROM photos")}
    maps = {row[0]: row[1:] for row in db.execute("SELECT photo_id, network, maps FROM maps")}
    spaces = [key for (key,) in db.execute("SELECT id FROM spaces")]
    vectors = {
        key: dict(db.execute("SELECT photo_id, vector FROM vectors WHERE space_id = ?", [key])) for key in spaces
    }
    random = np.random.default_rng(0)
    file_id = max(row[0] for row in known)
    photo_id = max(photos.values())
    marks = ", ".join("?" * (len(columns) + 2))
    for start in range(real, count, BATCH):
        numbers = range(start, min(count, start + BATCH))
        sources = [known[number % real] for number in numbers]
        ids = [(file_id + 1 + place, photo_id + 1 + place) for place in range(len(numbers))]
        file_id, photo_id = ids[-1]
        own = [photos[source[0]] for source in sources]
        db.executemany(
            "INSERT INTO files (id, root_id, path, size, mtime_ns, state, decoder) VALUES (?, ?, ?, ?, ?, 'photo', ?)",
            [(i[0], s[1], path_of(n).encode(), *s[2:]) for n, s, i in zip(numbers, sources, ids, strict=True)],
        )
        db.executemany(
            f"INSERT INTO photos (id, file_id, {', '.join(columns)}) VALUES ({marks})",
            [(photo, file, *facts[source]) for (file, photo), source in zip(ids, own, strict=True)],
        )
        db.executemany(
            "INSERT INTO maps (photo_id, network, maps) VALUES (?, ?, ?)",
            [(photo, *maps[source]) for (_, photo), source in zip(ids, own, strict=True)],
        )
        for key in spaces:
            matrix = {photo: np.frombuffer(blob, np.float16) for photo, blob in vectors[key].items()}
            others = random.choice(list(matrix), len(own))
            mixed = 0.7 * np.stack([matrix[photo] for photo in own]).astype(np.float32)
            mixed += 0.3 * np.stack([matrix[photo] for photo in others.tolist()])
            mixed += random.normal(0, 0.1 / np.sqrt(mixed.shape[1]), mixed.shape).astype(np.float32)
            mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
            db.executemany(
                "INSERT INTO vectors (space_id, photo_id, vector) VALUES (?, ?, ?)",
                [(key, photo, v.astype(np.float16).tobytes()) for (_, photo), v in zip(ids, mixed, strict=True)],
            )
