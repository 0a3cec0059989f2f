"""Feature spaces and the vectors in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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

_PRESENT = (
    "FROM vectors JOIN photos ON photos.id = vectors.photo_id JOIN files ON files.id = photos.file_id "
    "WHERE vectors.space_id = ? AND files.missing = 0"
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


def all_spaces(store: Store) -> list[SpaceRow]:
    """Return all feature spaces, oldest first."""
    found = store.rows("SELECT id, canonical, network, dimensions, generation FROM spaces ORDER BY id")
    total: dict[int, int] = dict(store.rows("SELECT space_id, count(*) FROM vectors GROUP BY space_id"))
    gone: dict[int, int] = dict(
        store.rows(
            "SELECT space_id, count(*) FROM files JOIN photos ON photos.file_id = files.id "
            "JOIN vectors ON vectors.photo_id = photos.id WHERE files.missing = 1 GROUP BY space_id"
        )
    )
    return [
        SpaceRow(
            key,
            _space(str(canonical), str(network)),
            dimensions,
            generation,
            total.get(key, 0) - gone.get(key, 0),
        )
        for key, canonical, network, dimensions, generation in found
    ]


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
    found = store.rows(f"SELECT vectors.id {_PRESENT}", [space_id])
    return np.sort(np.array([row[0] for row in found], np.int64))


def read_vectors(
    store: Store, space_id: int, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the vectors (n, dimensions) of labels of a space, and their labels (n,); unknown ones are left out."""
    keys: list[int] = []
    blobs: list[object] = []
    for start in range(0, len(wanted), _CHUNK):
        part = wanted[start : start + _CHUNK].tolist()
        marks = ", ".join("?" * len(part))
        for key, blob in store.rows(
            f"SELECT id, vector FROM vectors WHERE id IN ({marks}) AND space_id = ? ORDER BY id",
            [*part, space_id],
        ):
            keys.append(key)
            blobs.append(blob)
    return np.array(keys, np.int64), _vectors(blobs)


def part_labels(store: Store, row: SpaceRow) -> NDArray[np.int64]:
    """Return the labels of all parts of a space's vectors whose photos are not missing, ascending.

    A part's label is that of its photo's vectors times `PART_LABELS`, and its number.
    """
    found = store.rows(f"SELECT vectors.id, length(vector) {_PRESENT} ORDER BY vectors.id", [row.id])
    counts = [size // (_FLOAT16.itemsize * row.dimensions) for _, size in found]
    parts = [key * PART_LABELS + part for (key, _), count in zip(found, counts, strict=True) for part in range(count)]
    return np.array(parts, np.int64)


def read_parts(store: Store, row: SpaceRow, wanted: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the vectors (n, dimensions) of labels of parts, and their labels (n,); unknown ones are left out."""
    keys = np.unique(wanted // PART_LABELS)
    asked = set(wanted.tolist())
    labels: list[int] = []
    rows: list[NDArray[np.float32]] = []
    for start in range(0, len(keys), _CHUNK):
        part = keys[start : start + _CHUNK].tolist()
        marks = ", ".join("?" * len(part))
        sql = f"SELECT id, vector FROM vectors WHERE id IN ({marks}) AND space_id = ? ORDER BY id"
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
        found = store.rows(f"SELECT id, photo_id FROM vectors WHERE id IN ({marks})", part)
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
