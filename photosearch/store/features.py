"""Feature spaces and the vectors in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photosearch.store.database import Store
from photosearch.types import InputPolicy, Space

_FLOAT16 = np.dtype("<f2")
PART_LABELS = 16
"""Where a photo has several vectors each has a label of its own: so many are set aside for one photo."""
_CHUNK = 500
"""Questions are asked about so many labels at a time; SQLite limits the number of parameters."""

# There is an index of the missing files alone, so that they are found at once where they are few.
_MISSING = (
    "FROM files CROSS JOIN photos ON photos.file_id = files.id CROSS JOIN vectors ON vectors.photo_id = photos.id "
    "WHERE files.missing = 1"
)


@dataclass(frozen=True, slots=True)
class SpaceRow:
    """A feature space of the library; `count` photos that are not missing have a vector in it."""

    id: int
    space: Space
    dimensions: int
    generation: int
    count: int


def ensure_space(store: Store, space: Space, dimensions: int) -> int:
    """Register a feature space, or return the id that it has."""
    store.run(
        "INSERT INTO spaces (key, canonical, network, dimensions) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        [space.key, space.canonical(), space.network, dimensions],
    )
    return int(store.rows("SELECT id FROM spaces WHERE key = ?", [space.key])[0][0])


def all_spaces(store: Store, counts: SpaceCounts | None = None) -> list[SpaceRow]:
    """Return all feature spaces, oldest first; `counts` remembers what has been counted before."""
    found = store.rows("SELECT id, canonical, network, dimensions, generation FROM spaces ORDER BY id")
    count = (counts or SpaceCounts()).count(store, {row[0]: row[4] for row in found})
    return [
        SpaceRow(key, _space(str(canonical), str(network)), dimensions, generation, count[key])
        for key, canonical, network, dimensions, generation in found
    ]


class SpaceCounts:
    """How many photos that are not missing have a vector in each space, counted anew only where that has changed."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, int, int]] = {}

    def count(self, store: Store, generations: Mapping[int, int]) -> dict[int, int]:
        """Return the counts by space id, of spaces with these generations."""
        for space_id, generation in generations.items():
            then, count, last = self._known.get(space_id, (-1, 0, 0))
            if then == generation:
                continue
            added = ids_after(store, space_id, last) if then >= 0 else np.zeros(0, np.int64)
            # Every vector that came or went is one generation: so many came, and nothing else has happened.
            if len(added) and len(added) == generation - then:
                self._known[space_id] = generation, count + len(added), int(added[-1])
                continue
            total = store.numbers("SELECT count(*) FROM vectors WHERE space_id = ?", [space_id])
            missing = store.numbers(f"SELECT count(*) {_MISSING} AND space_id = ?", [space_id])
            # Asked last: what a writer adds meanwhile is counted anew the next time.
            newest = store.numbers("SELECT coalesce(max(id), 0) FROM vectors")
            self._known[space_id] = generation, int(total[0, 0] - missing[0, 0]), int(newest[0, 0])
        return {space_id: self._known[space_id][1] for space_id in generations}


def generations(store: Store) -> dict[str, int]:
    """Return the generation of every feature space by its key: cheap, where `all_spaces` has to count."""
    return dict(store.rows("SELECT key, generation FROM spaces"))


def put_vectors(store: Store, photo_id: int, vectors: Iterable[tuple[int, NDArray[np.float32]]]) -> None:
    """Keep (space id, vector or vectors) of a photo as float16. What was there is replaced, under a new label."""
    for space_id, vector in vectors:
        store.run(
            "INSERT OR REPLACE INTO vectors (space_id, photo_id, vector) VALUES (?, ?, ?)",
            [space_id, photo_id, vector.astype(_FLOAT16).tobytes()],
        )


def drop_vectors(store: Store, photo_id: int) -> None:
    """Forget all vectors of a photo."""
    store.run("DELETE FROM vectors WHERE photo_id = ?", [photo_id])


def vectors_of(store: Store, row: SpaceRow, photo_id: int) -> NDArray[np.float32] | None:
    """Return a photo's vectors in a space, (parts, dimensions), None if it has none."""
    found = store.rows("SELECT vector FROM vectors WHERE space_id = ? AND photo_id = ?", [row.id, photo_id])
    return _vectors([found[0][0]]).reshape(-1, row.dimensions) if found else None


def labels(store: Store, space_id: int) -> NDArray[np.int64]:
    """Return the labels of a space's vectors whose photos are not missing, ascending."""
    found = np.sort(store.numbers("SELECT id FROM vectors WHERE space_id = ?", [space_id])[:, 0])
    return np.setdiff1d(found, _missing(store, space_id), assume_unique=True)


def ids_after(store: Store, space_id: int, last: int) -> NDArray[np.int64]:
    """Return the ids of a space's vectors that were added after one, ascending."""
    # The plus keeps SQLite from going through all of the space.
    return store.numbers("SELECT id FROM vectors WHERE id > ? AND +space_id = ? ORDER BY id", [last, space_id])[:, 0]


def labels_after(store: Store, space_id: int, last: int) -> NDArray[np.int64]:
    """Return the labels of a space's vectors that were added after one and whose photos are not missing, ascending."""
    return np.setdiff1d(ids_after(store, space_id, last), _missing(store, space_id), assume_unique=True)


def labels_below(store: Store, row: SpaceRow, root_id: int, folder: bytes) -> NDArray[np.int64]:
    """Return the labels of a space's vectors whose photos lie below a folder of a root (empty: all of it), ascending.

    Of a photo with parts, the labels of all that it may have.
    """
    below = [folder + b"/", folder + b"0"] if folder else []  # "0" is the byte behind "/"
    found = store.numbers(
        "SELECT vectors.id FROM files CROSS JOIN photos ON photos.file_id = files.id CROSS JOIN vectors "
        "ON vectors.photo_id = photos.id AND vectors.space_id = ? WHERE files.root_id = ? AND files.missing = 0"
        + (" AND files.path > ? AND files.path < ?" if below else ""),
        [row.id, root_id, *below],
    )[:, 0]
    if row.space.parts > 1:
        found = (found[:, None] * PART_LABELS + np.arange(PART_LABELS)).ravel()
    return np.sort(found)


def some_vectors(store: Store, space_id: int, shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return (label, photo id) of vectors that stand at shares (0..1) of the range of a space's photo ids, each once.

    Every one is looked up by itself: their number counts, not that of the space.
    """
    first, last = (
        store.numbers(f"SELECT coalesce({end}(photo_id), 0) FROM vectors WHERE space_id = ?", [space_id])[0, 0]
        for end in ("min", "max")
    )
    found = [
        pair
        for photo in np.unique(first + (shares * (last - first)).astype(np.int64)).tolist()
        for pair in store.rows(
            "SELECT id, photo_id FROM vectors WHERE space_id = ? AND photo_id >= ? ORDER BY photo_id LIMIT 1",
            [space_id, photo],
        )
    ]
    return np.unique(np.array(found, np.int64).reshape(-1, 2), axis=0)


def read_vectors(
    store: Store, space_id: int, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the vectors (n, dimensions) of labels of a space, and their labels (n,); unknown ones are left out."""
    keys: list[int] = []
    blobs: list[object] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK].tolist()
        marks = ", ".join("?" * len(part))
        # The plus keeps SQLite from going through all of the space, as it does for many labels.
        for key, blob in store.rows(
            f"SELECT id, vector FROM vectors WHERE id IN ({marks}) AND +space_id = ? ORDER BY id",
            [*part, space_id],
        ):
            keys.append(key)
            blobs.append(blob)
    return np.array(keys, np.int64), _vectors(blobs)


def part_labels(store: Store, row: SpaceRow) -> NDArray[np.int64]:
    """Return the labels of all parts of a space's vectors whose photos are not missing, ascending.

    A part's label is that of its photo's vectors times `PART_LABELS`, and its number.
    """
    found = store.numbers("SELECT id, length(vector) FROM vectors WHERE space_id = ? ORDER BY id", [row.id], 2)
    found = found[~np.isin(found[:, 0], _missing(store, row.id))]
    counts = found[:, 1] // (_FLOAT16.itemsize * row.dimensions)
    numbers = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    parts: NDArray[np.int64] = np.repeat(found[:, 0] * PART_LABELS, counts) + numbers
    return parts


def read_parts(store: Store, row: SpaceRow, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the vectors (n, dimensions) of labels of parts, and their labels (n,); unknown ones are left out."""
    keys = np.unique(wanted // PART_LABELS)
    asked = set(wanted.tolist())
    labels: list[int] = []
    rows: list[NDArray[np.float32]] = []
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK].tolist()
        marks = ", ".join("?" * len(part))
        sql = f"SELECT id, vector FROM vectors WHERE id IN ({marks}) AND +space_id = ? ORDER BY id"
        for key, blob in store.rows(sql, [*part, row.id]):
            for number, vector in enumerate(_vectors([blob]).reshape(-1, row.dimensions)):
                if key * PART_LABELS + number in asked:
                    labels.append(key * PART_LABELS + number)
                    rows.append(vector)
    return np.array(labels, np.int64), np.stack(rows) if rows else np.zeros((0, row.dimensions), np.float32)


def photos_of_labels(store: Store, wanted: Sequence[int]) -> dict[int, int]:
    """Return the photo id of each label; unknown labels are left out."""
    owners: dict[int, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        part = list(wanted[start : start + _CHUNK])
        marks = ", ".join("?" * len(part))
        found = store.rows(f"SELECT id, photo_id FROM vectors INDEXED BY vector_owners WHERE id IN ({marks})", part)
        owners.update(found)
    return owners


def incomplete_files(store: Store, space_keys: Sequence[str]) -> set[int]:
    """Return the ids of the photos' files that lack a vector in one of these spaces, known or not."""
    lacking: set[int] = set()
    ((photos,),) = store.rows("SELECT count(*) FROM photos")
    counts = dict(
        store.rows("SELECT key, count(*) FROM spaces JOIN vectors ON space_id = spaces.id GROUP BY spaces.id")
    )
    for key in space_keys:
        if counts.get(key, 0) == photos:
            continue  # every vector belongs to one photo: as many of them as photos means that none lacks its own
        found = store.rows(
            "SELECT file_id FROM photos WHERE id NOT IN (SELECT photo_id FROM vectors WHERE space_id = "
            "coalesce((SELECT id FROM spaces WHERE key = ?), 0))",
            [key],
        )
        lacking.update(row[0] for row in found)
    return lacking


def photos_lacking(store: Store, has: str, lacks: str) -> list[tuple[int, int]]:
    """Return (photo id, label) of the photos with a vector in one space but none in another, by label."""
    return store.rows(
        "SELECT photo_id, id FROM vectors WHERE space_id = (SELECT id FROM spaces WHERE key = ?) AND photo_id NOT IN ("
        "SELECT photo_id FROM vectors WHERE space_id = coalesce((SELECT id FROM spaces WHERE key = ?), 0)) ORDER BY id",
        [has, lacks],
    )


def drop_unused_spaces(store: Store) -> None:
    """Forget the feature spaces that hold nothing."""
    store.run("DELETE FROM spaces WHERE id NOT IN (SELECT DISTINCT space_id FROM vectors)")


def _missing(store: Store, space_id: int) -> NDArray[np.int64]:
    """Return the labels of a space's vectors whose photos are missing."""
    return store.numbers(f"SELECT vectors.id {_MISSING} AND space_id = ?", [space_id])[:, 0]


def _vectors(blobs: Sequence[object]) -> NDArray[np.float32]:
    """Return float16 blobs of one length as rows of float32."""
    if not blobs:
        return np.zeros((0, 0), np.float32)
    joined = b"".join(blob for blob in blobs if isinstance(blob, bytes))
    rows: NDArray[np.float32] = np.frombuffer(joined, _FLOAT16).reshape(len(blobs), -1).astype(np.float32)
    return rows


def _space(canonical: str, network: str) -> Space:
    facts = json.loads(canonical)
    return Space(
        network=network,
        network_sha256=facts["network_sha256"],
        layers=tuple(facts["layers"]),
        policy=InputPolicy(*facts["policy"]),
        descriptor=facts["descriptor"],
        parameters=tuple((name, value) for name, value in facts["parameters"]),
        projection=facts["projection"],
        preprocessing=facts["preprocessing"],
    )
