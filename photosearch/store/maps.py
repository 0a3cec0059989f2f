"""The maps kept of every photo for overlays, packed into a few hundred bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import LibraryDamaged
from photosearch.store.database import Store
from photosearch.types import Mask, StoredMaps

_HEADER = struct.Struct("<BHHBf")
_FORMAT = 1


def put_maps(store: Store, photo_id: int, network_sha256: str, maps: StoredMaps) -> None:
    """Keep the maps that a network made of a photo."""
    store.run(
        "INSERT OR REPLACE INTO maps (photo_id, network, maps) VALUES (?, ?, ?)", [photo_id, network_sha256, pack(maps)]
    )


def get_maps(store: Store, photo_id: int, network_sha256: str) -> StoredMaps | None:
    """Return the maps that a network made of a photo, None if there are none."""
    found = store.rows("SELECT maps FROM maps WHERE photo_id = ? AND network = ?", [photo_id, network_sha256])
    return unpack(bytes(found[0][0])) if found else None


def class_scores(store: Store, network_sha256: str) -> Iterator[tuple[int, NDArray[np.uint16], NDArray[np.float32]]]:
    """Yield (photo id, classes, scores) of every photo that is not missing: its strongest classes as a network sees it.

    Raises
    ------
    LibraryDamaged
        The maps of a photo are damaged.
    """
    rows = store.rows(
        "SELECT maps.photo_id, maps.maps FROM maps JOIN photos ON photos.id = maps.photo_id "
        "JOIN files ON files.id = photos.file_id WHERE maps.network = ? AND files.missing = 0",
        [network_sha256],
    )
    for photo, data in rows:
        yield int(photo), *_classes(data)


def _classes(data: bytes) -> tuple[NDArray[np.uint16], NDArray[np.float32]]:
    """Read classes and scores alone: of many photos, unpacking the maps would take most of the time."""
    try:
        _, rows, columns, count, _ = _HEADER.unpack_from(data)
        start = _HEADER.size + rows * columns + 2 * ((rows * columns + 7) // 8)
        return np.frombuffer(data, "<u2", count, start), np.frombuffer(data, "<f4", count, start + 2 * count)
    except (ValueError, struct.error) as error:
        raise LibraryDamaged(f"The stored maps of a photo are damaged ({error}). Run: photosearch repair") from error


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
