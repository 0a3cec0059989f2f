"""Libraries as large as one likes: entries drawn around those of real photos, whose files they share.

``python -m tests.benchmarks.grown FOLDER COUNT`` makes one to look at: FOLDER/library, of the photos FOLDER/photos.
"""

import hashlib
import os
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.thumbnail import pack
from photosearch.files.walk import Listing, walk
from photosearch.jobs import Cancel
from photosearch.services.ingest import add, scan
from photosearch.services.library import Library
from photosearch.services.project import projected_space
from photosearch.services.spec import parse
from photosearch.services.thumbnails import SIDES, thumbnail
from photosearch.store.folders import Settled, settle
from photosearch.store.roots import all_roots
from tests.benchmarks.setting import finish, photos

IN_FOLDER = 1_000
KEPT = ("max", "scda")
"""Feature spaces that are kept: all together would need 12 KB of disk a photo."""
SMALL = ("scda:pca_whitening:256",)
"""The one space of a library of 1,000,000 photos: half a gigabyte instead of twelve."""
OWN = ("id", "file_id", "fingerprint", "taken_at")
"""Columns of a photo that are not those of the real one."""
BATCH = 10_000
FIRST_TAKEN, YEARS = datetime(2006, 1, 1), 19


def grow(
    folder: Path,
    root: Path,
    sources: list[Path],
    count: int,
    kept: tuple[str, ...] = KEPT,
    *,
    pictured: int = 0,
) -> None:
    """Make a library of `count` photos at `folder` of files below `root`, for searching and looking.

    The first ones are indexed as always. All others have the same files under other names (hard links: a folder of
    1,000,000 costs no more than their names), capture times over 19 years, maps and facts of a real photo, and vectors
    between those of two; the newest `pictured` have thumbnails. A scan finds all files unchanged, but would make the
    spaces that are not `kept`.

    Parameters
    ----------
    kept
        Descriptors, projections among them.
    """
    with Library(folder) as library:
        _link(root, _copied(root, sources), range(len(sources)))
        finish(add(library, [root], Cancel()))
        projected = [spec for spec in kept if ":" in spec]
        if projected:
            finish(scan(library, Cancel(), projected))
        _link(root, _copied(root, sources), range(len(sources), count))
        with library.writing() as store:
            db = store.db.conn
            real = _Real.read(library, db, len(sources))
            for space in real.spaces:
                if space.spec not in kept:
                    with store.transaction():
                        db.execute("DELETE FROM spaces WHERE id = ?", [space.id])
            spaces = [space for space in real.spaces if space.spec in kept]
            random = np.random.default_rng(0)
            for start in range(len(sources), count, BATCH):
                with store.transaction():
                    real.multiply(db, spaces, range(start, min(count, start + BATCH)), count, random)
            with store.transaction():
                (registered,) = all_roots(store)
                for listing in walk(root):
                    assert isinstance(listing, Listing)
                    settle(store, registered, listing.relative, Settled(listing.digest(), len(listing.names)))
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _picture(library, root, len(sources), count, pictured)


def path_of(number: int) -> str:
    """Return where below the root a photo lies."""
    return f"{number // IN_FOLDER:04}/IMG_{number:07}.jpg"


def _copied(root: Path, sources: Sequence[Path]) -> list[Path]:
    """Return the files of sources beside the root: links do not lead from one disk to another."""
    folder = root.parent / f"{root.name}-files"
    folder.mkdir(parents=True, exist_ok=True)
    copies = [folder / f"{number:05}{source.suffix}" for number, source in enumerate(sources)]
    for copy, source in zip(copies, sources, strict=True):
        if not copy.exists():
            shutil.copyfile(source, copy)
    return copies


def _link(root: Path, files: Sequence[Path], numbers: range) -> None:
    for number in numbers:
        link = root / path_of(number)
        if number % IN_FOLDER == 0 or number == numbers.start:
            link.parent.mkdir(parents=True, exist_ok=True)
        if not link.exists():
            os.link(files[number % len(files)], link)


@dataclass(frozen=True)
class _Space:
    """A feature space of the real photos: their vectors, and how one of its own is made of those of `made_of`."""

    id: int
    spec: str
    vectors: NDArray[np.float32]
    projection: object = None
    made_of: "_Space | None" = None


@dataclass(frozen=True)
class _Real:
    """What is stored of the real photos, in their order."""

    files: Sequence[tuple[object, ...]]
    columns: Sequence[str]
    facts: Sequence[tuple[object, ...]]
    maps: Sequence[tuple[object, ...]]
    spaces: Sequence[_Space]

    @classmethod
    def read(cls, library: Library, db: sqlite3.Connection, count: int) -> "_Real":
        files = {
            os.fsdecode(row[0]): row[1:]
            for row in db.execute("SELECT path, id, root_id, size, mtime_ns, decoder FROM files")
        }
        known = [files[path_of(number)] for number in range(count)]
        photos = dict(db.execute("SELECT file_id, id FROM photos"))
        order = [photos[row[0]] for row in known]
        columns = [r[1] for r in db.execute("PRAGMA table_info(photos)") if r[1] not in OWN]
        facts = {row[0]: row[1:] for row in db.execute(f"SELECT id, {', '.join(columns)} FROM photos")}
        maps = {row[0]: row[1:] for row in db.execute("SELECT photo_id, network, maps FROM maps")}
        spaces: dict[str, _Space] = {}
        found = "SELECT id, canonical ->> 'descriptor', canonical ->> 'projection' FROM spaces ORDER BY id"
        for key, descriptor, projection in list(db.execute(found)):
            stored = dict(db.execute("SELECT photo_id, vector FROM vectors WHERE space_id = ?", [key]))
            vectors = np.stack([np.frombuffer(stored[photo], np.float16) for photo in order]).astype(np.float32)
            if projection == "raw":
                spaces[descriptor] = _Space(key, descriptor, vectors)
            else:
                kind, dimensions = projection.split(":")[0], vectors.shape[1]
                spec = f"{descriptor}:{kind}:{dimensions}"
                fitted = projected_space(library, parse(spec))
                assert fitted is not None
                spaces[spec] = _Space(key, spec, vectors, fitted[1], spaces[descriptor])
        return cls(known, columns, [facts[p] for p in order], [maps[p] for p in order], list(spaces.values()))

    def multiply(
        self,
        db: sqlite3.Connection,
        spaces: Sequence[_Space],
        numbers: range,
        count: int,
        random: np.random.Generator,
    ) -> None:
        """Copy the rows of real photos to numbers behind theirs."""
        own = [number % len(self.files) for number in numbers]
        others = random.integers(0, len(self.files), len(numbers))
        ((file_id, photo_id),) = db.execute("SELECT (SELECT max(id) FROM files), (SELECT max(id) FROM photos)")
        ids = [(file_id + 1 + place, photo_id + 1 + place) for place in range(len(numbers))]
        db.executemany(
            "INSERT INTO files (id, root_id, path, size, mtime_ns, state, decoder) VALUES (?, ?, ?, ?, ?, 'photo', ?)",
            (
                (file, self.files[place][1], path_of(number).encode(), *self.files[place][2:])
                for number, place, (file, _) in zip(numbers, own, ids, strict=True)
            ),
        )
        db.executemany(
            f"INSERT INTO photos ({', '.join((*OWN, *self.columns))}) VALUES (?, ?, ?, ?{', ?' * len(self.columns)})",
            (
                (photo, file, _fingerprint(number), _taken(number, count), *self.facts[place])
                for number, place, (file, photo) in zip(numbers, own, ids, strict=True)
            ),
        )
        db.executemany(
            "INSERT INTO maps (photo_id, network, maps) VALUES (?, ?, ?)",
            ((photo, *self.maps[place]) for place, (_, photo) in zip(own, ids, strict=True)),
        )
        made: dict[int, NDArray[np.float32]] = {}
        for space in spaces:
            raw = space.made_of or space
            if raw.id not in made:
                made[raw.id] = _between(raw.vectors, np.array(own), others, random)
            vectors = made[raw.id] if space.made_of is None else space.projection.apply(made[raw.id])
            db.executemany(
                "INSERT INTO vectors (space_id, photo_id, vector) VALUES (?, ?, ?)",
                (
                    (space.id, photo, vector.tobytes())
                    for (_, photo), vector in zip(ids, vectors.astype("<f2"), strict=True)
                ),
            )


def _between(
    real: NDArray[np.float32], own: NDArray[np.int64], others: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.float32]:
    """Return vectors of unit length near real ones, towards others, with noise."""
    mixed = 0.7 * real[own] + 0.3 * real[others]
    mixed += random.standard_normal(mixed.shape, np.float32) * np.float32(0.1 / np.sqrt(mixed.shape[1]))
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return mixed


def _fingerprint(number: int) -> bytes:
    """Return what says that a photo is no other one."""
    return hashlib.sha256(f"photo {number}".encode()).digest()


def _taken(number: int, count: int) -> str | None:
    """Return when a photo was taken, in the order of their names; of every tenth that is not known."""
    when = FIRST_TAKEN + timedelta(days=365 * YEARS) * (number / count)
    return None if number % 10 == 9 else when.isoformat(timespec="seconds")


def _picture(library: Library, root: Path, real: int, count: int, pictured: int) -> None:
    """Keep thumbnails of the newest photos: those of the real ones whose files they share."""
    drawn: dict[int, bytes] = {}
    for number in range(count - 1, max(real, count - pictured) - 1, -1):
        source = number % real
        if source not in drawn:
            drawn[source] = pack(thumbnail(library, root / path_of(source), SIDES[0]))
        library.thumbnails.put(_fingerprint(number), SIDES[0], drawn[source])


if __name__ == "__main__":
    place, size = Path(sys.argv[1]), int(sys.argv[2])
    sources = [path for name in ("pets", "cd_covers", "birds") for path in photos(f"labelled/{name}", "*.jpg")]
    grow(place / "library", place / "photos", sources, size, SMALL if size > 100_000 else KEPT, pictured=size // 20)
