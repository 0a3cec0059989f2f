"""The vectors of a library as arrays.

A photo in visual words is, as a vector, what every word of the vocabulary counts in it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of, spread
from photosearch.services.library import Library
from photosearch.store import features, photos
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.words import words_of


def vectors_of(store: Store, row: SpaceRow, photo_id: int) -> NDArray[np.float32] | None:
    """Return a photo's vectors in a space, (parts, dimensions), None if it has none."""
    if not row.space.of_words:
        return features.vectors_of(store, row, photo_id)
    words = words_of(store, row.id, photo_id)
    return None if words is None else spread(bag_of(words), row.dimensions)[None]


def vectors_by_photo(library: Library, descriptor: str) -> dict[Path, NDArray[np.float32]]:
    """Return the vectors of a descriptor by photo: (dimensions,), or (parts, dimensions) where photos have parts."""
    (space,) = library.spaces([descriptor]).values()
    with library.reading() as store:
        for row in features.all_spaces(store):
            if row.space.key == space.key:
                if row.space.parts > 1:
                    return _part_vectors(store, row)
                labels, vectors = features.read_vectors(store, row.id, features.labels(store, row.id))
                owners = features.photos_of_labels(store, labels.tolist())
                known = photos.photos(store, list(owners.values()))
                return {known[owners[key]].path: v for key, v in zip(labels.tolist(), vectors, strict=True)}
    return {}


def _part_vectors(store: Store, row: SpaceRow) -> dict[Path, NDArray[np.float32]]:
    owners = features.photos_of_labels(store, features.labels(store, row.id).tolist())
    known = photos.photos(store, list(owners.values()))
    found = {photo.path: features.vectors_of(store, row, key) for key, photo in known.items()}
    return {path: vectors for path, vectors in found.items() if vectors is not None}
