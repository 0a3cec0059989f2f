"""Every file that was walked over, one row a path."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from photosearch.store.database import Store
from photosearch.store.roots import Root
from photosearch.types import FileState, FoundFile, Stamp

PAGE = 1000
"""So many rows are in memory at a time where all are gone through."""
_INT64 = range(-(2**63), 2**63)


class KnownFile(NamedTuple):
    """What is known of a file."""

    id: int
    stamp: Stamp
    state: str
    retry: bool
    missing: bool
    decoder: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files are what. `photos` includes the `indexed`, the `damaged` and those of offline roots.

    The `missing` are counted apart.
    """

    photos: int
    indexed: int
    missing: int
    unreadable: int
    skipped: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that is not shown as it should be, and why."""

    root_id: int
    relative: bytes
    state: str
    reason: str


_KNOWN = "SELECT path, id, size, mtime_ns, state, retry, missing, decoder FROM files WHERE root_id = ? "


def known_files(store: Store, root: Root, folder: bytes) -> dict[bytes, KnownFile]:
    """Return the files directly in a folder (a path below the root, or empty) by their path below the root."""
    if not folder:
        return _known(store, _KNOWN + "AND instr(path, x'2f') = 0", [root.id])
    first = folder + b"/"
    # "0" is the byte behind "/": all paths between begin with the folder. Those in folders below it are left out.
    between = "AND path > ? AND path < ? AND instr(substr(path, ?), x'2f') = 0"
    return _known(store, _KNOWN + between, [root.id, first, folder + b"0", len(first) + 1])


def suspect_files(store: Store, root: Root, decoder: str, judged_by_name: str) -> dict[bytes, KnownFile]:
    """Return present files that are due for another look although they may not have changed.

    Those that could not be read for a passing cause, and those refused by another decoder than the present one; files
    whose decoder is `judged_by_name` were never looked at.
    """
    where = "AND missing = 0 AND (state <> 'photo' OR retry = 1) AND (retry = 1 OR decoder NOT IN (?, ?))"
    return _known(store, _KNOWN + where, [root.id, decoder, judged_by_name])


def try_again(store: Store) -> None:
    """Mark all files that could not be shown as due for another look, whatever the cause was."""
    store.run("UPDATE files SET retry = 1 WHERE state = 'unreadable'", [])


def photo_files(store: Store, root: Root) -> Iterator[tuple[bytes, KnownFile]]:
    """Yield the present photos of a root with their paths below it, a page of them in memory at a time."""
    where = "AND missing = 0 AND state = 'photo' AND id > ? ORDER BY id LIMIT ?"
    page = _known(store, _KNOWN + where, [root.id, 0, PAGE])
    while page:
        yield from page.items()
        page = _known(store, _KNOWN + where, [root.id, max(file.id for file in page.values()), PAGE])


def some_photos(store: Store, root: Root, count: int) -> list[tuple[bytes, int]]:
    """Return (path below the root, size in bytes) of the first present photos of a root."""
    return store.rows(
        "SELECT path, size FROM files WHERE root_id = ? AND missing = 0 AND state = 'photo' ORDER BY id LIMIT ?",
        [root.id, count],
    )


def holds_files(store: Store, root: Root) -> bool:
    """Whether any present file of a root is known."""
    ((found,),) = store.rows("SELECT EXISTS (SELECT 1 FROM files WHERE root_id = ? AND missing = 0)", [root.id])
    return bool(found)


def _known(store: Store, sql: str, parameters: Sequence[object]) -> dict[bytes, KnownFile]:
    return {
        path: KnownFile(key, Stamp(size, int(mtime)), state, retry == 1, missing == 1, decoder)
        for path, key, size, mtime, state, retry, missing, decoder in store.rows(sql, parameters)
    }


def state_of(store: Store, root: Root, relative: bytes) -> str | None:
    """Return the state of a file, None if it is not known."""
    found = store.rows("SELECT state FROM files WHERE root_id = ? AND path = ?", [root.id, relative])
    return str(found[0][0]) if found else None


def put_file(
    store: Store,
    root: Root,
    found: FoundFile,
    state: FileState,
    decoder: str,
    *,
    reason: str | None = None,
    retry: bool = False,
) -> int:
    """Record what became of a file and return its row's id, the same as before for a path that is known."""
    rows = store.rows(
        "INSERT INTO files (root_id, path, size, mtime_ns, state, reason, retry, decoder) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (root_id, path) DO UPDATE SET size = excluded.size, "
        "mtime_ns = excluded.mtime_ns, state = excluded.state, reason = excluded.reason, retry = excluded.retry, "
        "decoder = excluded.decoder, missing = 0 RETURNING id",
        [
            root.id,
            found.relative,
            *stamp_columns(found.stamp),
            state.value,
            reason,
            int(retry),
            decoder,
        ],
    )
    return int(rows[0][0])


def move_file(store: Store, file_id: int, root: Root, found: FoundFile) -> None:
    """Give a file's row, and all work that hangs on it, a new path."""
    store.run("DELETE FROM files WHERE root_id = ? AND path = ? AND id <> ?", [root.id, found.relative, file_id])
    store.run(
        "UPDATE files SET root_id = ?, path = ?, size = ?, mtime_ns = ?, missing = 0 WHERE id = ?",
        [root.id, found.relative, *stamp_columns(found.stamp), file_id],
    )


def stamp_columns(stamp: Stamp) -> tuple[int, int | str]:
    """Return the size and time of a stamp as they are stored: a time before 1677 or after 2262 is a text."""
    return stamp.size, stamp.mtime_ns if stamp.mtime_ns in _INT64 else str(stamp.mtime_ns)


def set_missing(store: Store, file_ids: Sequence[int], *, missing: bool) -> None:
    """Mark files as gone, or as there again. A file that was no photo is simply forgotten when it goes."""
    for file_id in file_ids:
        if missing:
            store.run("DELETE FROM files WHERE id = ? AND state <> 'photo'", [file_id])
        store.run("UPDATE files SET missing = ? WHERE id = ? AND missing <> ?", [int(missing), file_id, int(missing)])


def photos_of_size(store: Store, size: int) -> list[tuple[int, Root, bytes, bytes]]:
    """Return (file id, root, path below it, fingerprint) of the photos whose files have a size, in bytes."""
    found = store.rows(
        "SELECT files.id, root_id, roots.path, files.path, fingerprint FROM files "
        "JOIN photos ON photos.file_id = files.id JOIN roots ON roots.id = root_id WHERE size = ?",
        [size],
    )
    return [
        (key, Root(root, Path(os.fsdecode(folder))), relative, fingerprint)
        for key, root, folder, relative, fingerprint in found
    ]


def counts(store: Store) -> Counts:
    """Return how many files are what. What is rare is counted by indexes of its own, and the rest is what is left."""
    refused: dict[tuple[str, int], int] = {
        (state, missing): count
        for state, missing, count in store.rows(
            "SELECT state, missing, count(*) FROM files WHERE state <> 'photo' GROUP BY state, missing"
        )
    }
    ((files, missing),) = store.rows(
        "SELECT (SELECT count(*) FROM files), (SELECT count(*) FROM files WHERE missing = 1)"
    )
    gone_photos = missing - sum(count for (_, gone), count in refused.items() if gone)
    return Counts(
        photos=files - sum(refused.values()) - gone_photos,
        indexed=_indexed(store),
        missing=missing,
        unreadable=refused.get((FileState.UNREADABLE, 0), 0),
        skipped=refused.get((FileState.SKIPPED, 0), 0),
        damaged=store.rows(_PHOTOS + "AND damage IS NOT NULL")[0][0],
    )


_PHOTOS = "SELECT count(*) FROM photos CROSS JOIN files ON files.id = photos.file_id WHERE files.missing = 0 "


def _indexed(store: Store) -> int:
    """Return how many present photos have a vector. Mostly a space has one of each photo; only else all are visited."""
    ((photos, gone),) = store.rows(
        "SELECT (SELECT count(*) FROM photos), "
        "(SELECT count(*) FROM files JOIN photos ON photos.file_id = files.id WHERE missing = 1)"
    )
    for (count,) in store.rows("SELECT count(*) FROM vectors GROUP BY space_id"):
        if count == photos:
            return int(photos - gone)
    found = _PHOTOS + "AND EXISTS (SELECT 1 FROM vectors WHERE vectors.photo_id = photos.id)"
    return int(store.rows(found)[0][0])


def photo_count(store: Store) -> int:
    """Return how many photos are not missing; SQLite counts whole tables without reading their rows."""
    total = store.numbers("SELECT count(*) FROM photos")
    missing = store.numbers("SELECT count(*) FROM files JOIN photos ON photos.file_id = files.id WHERE missing = 1")
    return int(total[0, 0] - missing[0, 0])


def photos_by_root(store: Store) -> dict[int, int]:
    """Return how many present photos each root holds."""
    rest = dict(store.rows("SELECT root_id, count(*) FROM files GROUP BY root_id"))
    for condition in ("state <> 'photo'", "missing = 1 AND state = 'photo'"):
        for root, count in store.rows(f"SELECT root_id, count(*) FROM files WHERE {condition} GROUP BY root_id"):
            rest[root] -= count
    return {root: count for root, count in rest.items() if count}


def problems(store: Store) -> list[Problem]:
    """Return every file that is unreadable, skipped, damaged or missing, in order of path."""
    found = store.rows(
        "SELECT root_id, path, CASE WHEN missing THEN 'missing' WHEN state = 'photo' THEN 'damaged' ELSE state END, "
        "CASE WHEN missing THEN 'it was not there at the last scan' ELSE coalesce(reason, damage, '') END "
        "FROM files LEFT JOIN photos ON photos.file_id = files.id WHERE files.id IN ("
        "SELECT id FROM files WHERE missing = 1 UNION SELECT id FROM files WHERE state <> 'photo' "
        "UNION SELECT file_id FROM photos WHERE damage IS NOT NULL) ORDER BY root_id, path"
    )
    return [Problem(root, path, state, reason) for root, path, state, reason in found]
