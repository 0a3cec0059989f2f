"""Photos in visual words, kept where other feature spaces keep vectors: 3 bytes a place."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import LibraryDamaged
from photosearch.store.database import Store
from photosearch.types import Words

HEADER = struct.Struct("<HH")
_IDS = np.dtype("<u2")
_CHUNK = 500


def put_words(store: Store, photo_id: int, space_id: int, words: Words) -> None:
    """Keep a photo's words in a feature space. What was there is replaced, under a new label."""
    store.run(
        "INSERT OR REPLACE INTO vectors (space_id, photo_id, vector) VALUES (?, ?, ?)",
        [space_id, photo_id, pack(words)],
    )


def words_of(store: Store, space_id: int, photo_id: int) -> Words | None:
    """Return a photo's words in a feature space, None if it has none."""
    found = store.rows("SELECT vector FROM vectors WHERE space_id = ? AND photo_id = ?", [space_id, photo_id])
    return unpack(found[0][0]) if found else None


def read_words(store: Store, space_id: int, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], Sequence[Words]]:
    """Return the words of photos by their labels in a feature space, and these labels; unknown ones are left out."""
    keys: list[int] = []
    found: list[Words] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK].tolist()
        marks = ", ".join("?" * len(part))
        sql = f"SELECT id, vector FROM vectors WHERE id IN ({marks}) AND +space_id = ? ORDER BY id"
        for key, data in store.rows(sql, [*part, space_id]):
            keys.append(key)
            found.append(unpack(data))
    return np.array(keys, np.int64), found


def pack(words: Words) -> bytes:
    """Return words as bytes: rows, columns, ids, weights."""
    return HEADER.pack(*words.ids.shape) + words.ids.astype(_IDS).tobytes() + words.weights.tobytes()


def unpack(data: bytes) -> Words:
    """Return what `pack` packed.

    Raises
    ------
    LibraryDamaged
        The bytes are not those of words.
    """
    if len(data) >= HEADER.size:
        rows, columns = HEADER.unpack_from(data)
        places = rows * columns
        if len(data) == HEADER.size + (_IDS.itemsize + 1) * places:
            ids = np.frombuffer(data, _IDS, places, HEADER.size).reshape(rows, columns)
            weights = np.frombuffer(data, np.uint8, places, HEADER.size + _IDS.itemsize * places)
            return Words(ids.astype(np.uint16), weights.reshape(rows, columns))
    raise LibraryDamaged("The stored words of a photo are damaged. Run: photosearch repair")
