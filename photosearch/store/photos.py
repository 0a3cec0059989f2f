"""The photos: files that could be shown."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photosearch.store.database import Store
from photosearch.store.roots import all_roots
from photosearch.types import Box, Metadata, Picture, Stamp

_CHUNK = 500
"""Questions are asked about so many ids at a time; SQLite limits the number of parameters."""
_ENDLESS = 2**63 - 1
"""Above every id."""

_SELECT = (
    "SELECT photos.id, roots.path, files.path, files.size, files.mtime_ns, files.missing, photos.fingerprint, "
    "photos.height, photos.width, photos.format, photos.taken_at, photos.camera, photos.latitude, photos.longitude, "
    "photos.damage, box_top, box_left, box_bottom, box_right "
    "FROM photos JOIN files ON files.id = photos.file_id JOIN roots ON roots.id = files.root_id "
)


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photo of the library; `box` is that of its main object, None where it has none."""

    photo_id: int
    path: Path
    stamp: Stamp
    missing: bool
    fingerprint: bytes
    metadata: Metadata
    damage: str | None
    box: Box | None


def put_photo(store: Store, file_id: int, fingerprint: bytes, picture: Picture, box: Box | None) -> int:
    """Record a photo and return its id, the same as before for a file that is known."""
    facts = picture.metadata
    values: list[object] = [
        file_id,
        fingerprint,
        facts.height,
        facts.width,
        facts.format,
        picture.damage,
        facts.taken_at.isoformat() if facts.taken_at else None,
        facts.camera,
        facts.latitude,
        facts.longitude,
        *((box.top, box.left, box.bottom, box.right) if box else (None,) * 4),
    ]
    ((photo_id,),) = store.rows(_PUT, values)
    return int(photo_id)


_FACTS = ("fingerprint", "height", "width", "format", "damage", "taken_at", "camera", "latitude", "longitude")
_COLUMNS = (*_FACTS, "box_top", "box_left", "box_bottom", "box_right")
_PUT = (
    f"INSERT INTO photos (file_id, {', '.join(_COLUMNS)}) VALUES (?{', ?' * len(_COLUMNS)}) ON CONFLICT (file_id) "
    f"DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS)} RETURNING id"
)


def fingerprint_of(store: Store, file_id: int) -> bytes | None:
    """Return the fingerprint of the photo that a file is, None if it is none."""
    found = store.rows("SELECT fingerprint FROM photos WHERE file_id = ?", [file_id])
    return bytes(found[0][0]) if found else None


def drop_photo(store: Store, file_id: int) -> None:
    """Forget that a file was a photo, with its vectors and maps."""
    store.run("DELETE FROM photos WHERE file_id = ?", [file_id])


def photos(store: Store, photo_ids: Sequence[int]) -> dict[int, PhotoRow]:
    """Return photos by id; unknown ids are left out."""
    found: dict[int, PhotoRow] = {}
    for start in range(0, len(photo_ids), _CHUNK):
        part = list(photo_ids[start : start + _CHUNK])
        for row in _rows(store, f"WHERE photos.id IN ({', '.join('?' * len(part))})", part):
            found[row.photo_id] = row
    return found


def page(store: Store, count: int, before: int | None = None) -> list[PhotoRow]:
    """Return so many photos that are not missing, those met last first; `before` is the last id of the page before."""
    return list(
        _rows(
            store,
            "WHERE files.missing = 0 AND photos.id < ? ORDER BY photos.id DESC LIMIT ?",
            [_ENDLESS if before is None else before, count],
        )
    )


def absent(store: Store, roots: Sequence[int]) -> list[tuple[bytes, str, int]]:
    """Return (fingerprint, format, time of change in ns) of photos that are missing or lie under these roots."""
    found = store.rows(
        "SELECT fingerprint, format, mtime_ns FROM photos JOIN files ON files.id = file_id "
        f"WHERE missing = 1 OR root_id IN ({', '.join('?' * len(roots))})",
        list(roots),
    )
    return [(bytes(fingerprint), form, int(mtime)) for fingerprint, form, mtime in found]


def newest(store: Store, count: int) -> list[int]:
    """Return the ids of the photos that are not missing and were taken last, these first."""
    found = store.rows(
        "SELECT photos.id FROM photos CROSS JOIN files ON files.id = file_id WHERE missing = 0 "
        "ORDER BY time DESC, photos.id LIMIT ?",
        [count],
    )
    return [key for (key,) in found]


def last_id(store: Store) -> int:
    """Return the highest id of a photo, 0 where there is none."""
    ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM photos")
    return int(last)


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Photos that are not missing, by columns: ids, times in seconds since 1970, root ids, each (n,) int64, and paths.

    `paths` are those below the roots, each with a zero byte after it. The time is when a photo was taken by the clock
    of its camera, else when its file changed.
    """

    ids: NDArray[np.int64]
    times: NDArray[np.int64]
    roots: NDArray[np.int64]
    paths: bytes


def gather(store: Store, after: int, until: int) -> Gathered:
    """Return the photos with ids above `after`, up to and with `until`, in whatever order."""
    return _gathered(store, "photos.id > ? AND photos.id <= ?", [after, until])


def gather_some(store: Store, photo_ids: Sequence[int]) -> Gathered:
    """Return photos of a few hundred ids, in whatever order."""
    return _gathered(store, f"photos.id IN ({', '.join('?' * len(photo_ids))})", list(photo_ids))


def _gathered(store: Store, where: str, parameters: Sequence[object]) -> Gathered:
    """Let SQLite itself join what many rows hold: with a million rows one by one Python would hold up its threads."""
    ((ids, times, roots, paths),) = store.rows(
        "SELECT group_concat(photos.id), group_concat(coalesce(time, 0)), group_concat(root_id), "
        "CAST(group_concat(CAST(path AS TEXT), char(0)) AS BLOB) "
        f"FROM photos CROSS JOIN files ON files.id = file_id WHERE missing = 0 AND {where}",
        parameters,
    )
    if ids is None:
        return Gathered(_numbers(""), _numbers(""), _numbers(""), b"")
    return Gathered(_numbers(ids), _numbers(times), _numbers(roots), paths + b"\0")


def _numbers(text: str) -> NDArray[np.int64]:
    """Return the numbers of a list with commas."""
    return np.fromstring(text, np.int64, sep=",")


def listed(store: Store) -> list[tuple[int, bytes, bytes]]:
    """Return (photo id, root, path below it) of all photos that are not missing."""
    return store.rows(
        "SELECT photos.id, roots.path, files.path FROM photos JOIN files ON files.id = file_id "
        "JOIN roots ON roots.id = root_id WHERE missing = 0"
    )


def paths(store: Store) -> list[Path]:
    """Return the paths of all photos that are not missing, in the order in which they were met."""
    found = store.rows(
        "SELECT roots.path, files.path FROM photos JOIN files ON files.id = file_id "
        "JOIN roots ON roots.id = root_id WHERE missing = 0 ORDER BY photos.id"
    )
    return [Path(os.fsdecode(root + b"/" + path)) for root, path in found]


def boxes(store: Store, after: int, until: int) -> NDArray[np.int64]:
    """Return the photos with ids above `after`, up to and with `until`, missing ones too, in whatever order.

    Their columns (7, n) int64: id, height, width, top, left, bottom, right; 0 0 0 0 without a main object.
    """
    columns = ("id", "height", "width", *(f"coalesce(box_{side}, 0)" for side in ("top", "left", "bottom", "right")))
    joined = ", ".join(f"coalesce(group_concat({column}), '')" for column in columns)
    (found,) = store.rows(f"SELECT {joined} FROM photos WHERE id > ? AND id <= ?", [after, until])
    return np.stack([_numbers(text) for text in found])


def photo_at(store: Store, path: Path) -> PhotoRow | None:
    """Return the photo of an absolute path, None if there is none in the library."""
    for root in all_roots(store):
        if path.is_relative_to(root.path):
            relative = os.fsencode(path.relative_to(root.path).as_posix())
            for row in _rows(store, "WHERE files.root_id = ? AND files.path = ?", [root.id, relative]):
                return row
    return None


def _rows(store: Store, where: str, parameters: Sequence[object]) -> Iterable[PhotoRow]:
    roots: dict[bytes, Path] = {}
    for row in store.rows(_SELECT + where, parameters):
        yield _row(row, roots)


def _row(row: tuple[Any, ...], roots: dict[bytes, Path]) -> PhotoRow:
    (
        key,
        root,
        path,
        size,
        mtime,
        missing,
        fingerprint,
        height,
        width,
        kind,
        taken,
        camera,
        latitude,
        longitude,
        damage,
    ) = row[:15]
    folder = roots.setdefault(root, Path(os.fsdecode(root)))
    when = None if taken is None else datetime.fromisoformat(taken)
    return PhotoRow(
        photo_id=key,
        path=folder / os.fsdecode(path),
        stamp=Stamp(size, int(mtime)),
        missing=missing == 1,
        fingerprint=fingerprint,
        metadata=Metadata(height, width, kind, when, camera, latitude, longitude),
        damage=damage,
        box=None if row[15] is None else Box(*row[15:19]),
    )
