"""The maps kept of every photo for overlays, packed into a few hundred bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import LibraryDamaged
from photosearch.jobs import Cancel
from photosearch.store.database import Store
from photosearch.types import Mask, StoredMaps

_HEADER = struct.Struct("<BHHBf")
_FORMAT = 1
CHUNK = 5_000
"""The maps of so many photos are in memory at once."""


def put_maps(store: Store, photo_id: int, network_sha256: str, maps: StoredMaps) -> None:
    """Keep the maps that a network made of a photo."""
    store.run(
        "INSERT OR REPLACE INTO maps (photo_id, network, maps) VALUES (?, ?, ?)", [photo_id, network_sha256, pack(maps)]
    )


def get_maps(store: Store, photo_id: int, network_sha256: str) -> StoredMaps | None:
    """Return the maps that a network made of a photo, None if there are none."""
    found = store.rows("SELECT maps FROM maps WHERE photo_id = ? AND network = ?", [photo_id, network_sha256])
    return unpack(bytes(found[0][0])) if found else None


@dataclass(frozen=True, slots=True, eq=False)
class Strongest:
    """The strongest classes of photos, best first: `photo_ids` (n,), `classes` (n, k) int64, `scores` (n, k) float32.

    Where a photo has fewer than k, the rest are class -1.
    """

    photo_ids: NDArray[np.int64]
    classes: NDArray[np.int64]
    scores: NDArray[np.float32]


def strongest_classes(store: Store, network_sha256: str, cancel: Cancel | None = None) -> Iterator[Strongest]:
    """Yield the strongest classes, as a network sees them, of photos that are not missing, a few thousand at a time.

    Raises
    ------
    LibraryDamaged
        The maps of a photo are damaged.
    """
    ((last,),) = store.rows("SELECT coalesce(max(id), 0) FROM photos")
    for after in range(0, last, CHUNK):
        if cancel is not None and cancel.cancelled:
            return
        rows = store.rows(
            "SELECT photos.id, maps FROM photos CROSS JOIN files ON files.id = file_id "
            "CROSS JOIN maps ON maps.photo_id = photos.id AND network = ? "
            "WHERE photos.id > ? AND photos.id <= ? AND missing = 0",
            [network_sha256, after, after + CHUNK],
        )
        if rows:
            ids, packed = zip(*rows, strict=True)
            yield Strongest(np.array(ids, np.int64), *_classes(packed))


def _classes(packed: Sequence[bytes]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Read classes and scores of many photos at once: unpacking each photo's maps would take most of the time."""
    data = np.frombuffer(b"".join(packed), np.uint8)
    ends = np.cumsum([len(part) for part in packed])
    starts = ends - [len(part) for part in packed]
    try:
        low, high = (data[starts + at].astype(np.int64) for at in (1, 2))
        cells = (low + 256 * high) * (data[starts + 3] + 256 * data[starts + 4].astype(np.int64))
        counts = data[starts + 5].astype(np.int64)[:, None]
        first = (starts + _HEADER.size + cells + 2 * ((cells + 7) // 8))[:, None]
        if (first + 6 * counts > ends[:, None]).any():
            raise IndexError("too short")
    except IndexError as error:
        raise LibraryDamaged(f"The stored maps of a photo are damaged ({error}). Run: photosearch repair") from error
    number = np.arange(counts.max())
    held = number < counts
    at = np.where(held, first + 2 * number, 0)
    classes = np.where(held, data[at] + 256 * data[at + 1].astype(np.int64), -1)
    at = np.where(held, first + 2 * counts + 4 * number, 0)
    scores = np.ascontiguousarray(np.stack([data[at + byte] for byte in range(4)], axis=-1)).view("<f4")[..., 0]
    return classes, np.where(held, scores, np.float32(0))


def drop_maps(store: Store, photo_id: int) -> None:
    """Forget all maps of a photo."""
    store.run("DELETE FROM maps WHERE photo_id = ?", [photo_id])


def pack(maps: StoredMaps) -> bytes:
    """Return maps as bytes: header, activation, mask, component, class ids, scores, class maps."""
    rows, columns = maps.activation.shape
    count = len(maps.class_ids)
    return b"".join(
        (
            _HEADER.pack(_FORMAT, rows, columns, count, maps.peak),
            maps.activation.tobytes(),
            np.packbits(maps.mask).tobytes(),
            np.packbits(maps.component).tobytes(),
            np.array(maps.class_ids, "<u2").tobytes(),
            np.array(maps.class_scores, "<f4").tobytes(),
            maps.class_maps.tobytes() if count else b"",
        )
    )


def unpack(data: bytes) -> StoredMaps:
    """Return what `pack` packed.

    Raises
    ------
    LibraryDamaged
        The bytes are not those of maps.
    """
    try:
        return _unpack(data)
    except (ValueError, struct.error) as error:
        raise LibraryDamaged(f"The stored maps of a photo are damaged ({error}). Run: photosearch repair") from error


def _unpack(data: bytes) -> StoredMaps:
    version, rows, columns, count, peak = _HEADER.unpack_from(data)
    cells, packed = rows * columns, (rows * columns + 7) // 8
    sizes = [cells, packed, packed, 2 * count, 4 * count, count * cells]
    if version != _FORMAT or len(data) != _HEADER.size + sum(sizes):
        raise ValueError(f"format {version}, {len(data)} bytes")
    ends = _HEADER.size + np.cumsum([0, *sizes])
    parts = [data[start:end] for start, end in pairwise(ends.tolist())]
    return StoredMaps(
        activation=_bytes(parts[0]).reshape(rows, columns),
        peak=peak,
        mask=_bits(parts[1], rows, columns),
        component=_bits(parts[2], rows, columns),
        class_ids=tuple(np.frombuffer(parts[3], "<u2").tolist()),
        class_scores=tuple(np.frombuffer(parts[4], "<f4").tolist()),
        class_maps=_bytes(parts[5]).reshape(count, rows, columns) if count else np.zeros((0, 0, 0), np.uint8),
    )


def _bytes(part: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(part, np.uint8)


def _bits(part: bytes, rows: int, columns: int) -> Mask:
    return np.unpackbits(_bytes(part), count=rows * columns).reshape(rows, columns).astype(np.bool_)
