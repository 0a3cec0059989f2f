"""Libraries of many photos that need no files: rows of the database alone, for searches and indexes."""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from photosearch.store.database import Store
from photosearch.store.features import SpaceRow, all_spaces, ensure_space
from photosearch.store.roots import add_root
from photosearch.types import InputPolicy, Space

SPACE = Space("tiny", "ab" * 32, ("deep=features",), InputPolicy(), "gem", (("p", "3"),), preprocessing="none")
BATCH = 10_000
Vectors = Callable[[range], np.ndarray]


def fill(store: Store, first: int, count: int, vectors: Vectors, space: Space = SPACE) -> None:
    """Add photos with the file ids from `first` on, a thousand to a folder, and a vector of each."""
    root = add_root(store, Path("/photos").absolute())
    for start in range(first, first + count, BATCH):
        numbers = range(start, min(start + BATCH, first + count))
        rows = vectors(numbers).astype(np.float16)
        with store.transaction():
            space_id = ensure_space(store, space, rows.shape[1])
            many = store.db.conn.executemany
            many(
                "INSERT INTO files (id, root_id, path, size, mtime_ns, state, decoder) "
                "VALUES (?, ?, ?, 9, 5, 'photo', '')",
                [(n, root.id, path_of(n)) for n in numbers],
            )
            many(
                "INSERT INTO photos (id, file_id, fingerprint, height, width, format) VALUES (?, ?, ?, 30, 40, 'jpeg')",
                [(n, n, n.to_bytes(8, "big")) for n in numbers],
            )
            many(
                "INSERT INTO vectors (space_id, photo_id, vector) VALUES (?, ?, ?)",
                [(space_id, n, row.tobytes()) for n, row in zip(numbers, rows, strict=True)],
            )


def path_of(number: int) -> bytes:
    """Return where below the root a photo lies."""
    return f"{number // 1000:04}/{number:07}.jpg".encode()


def row_of(store: Store, space: Space = SPACE) -> SpaceRow:
    """Return the feature space as it is now."""
    return next(row for row in all_spaces(store) if row.space == space)
