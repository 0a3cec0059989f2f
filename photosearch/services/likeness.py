"""How like every photo of a library is to each of many, in one feature space: what search compares, all at once.

Vectors are read once and a chunk at a time, so that memory holds the answer and little else.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of
from photosearch.index.base import unit_rows
from photosearch.index.inverted import InvertedFile
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.words import read_words, words_of

CHUNK = 1_000
"""So many vectors are read at a time."""
LACKING = -2.0
"""The likeness of what has no vector: below every cosine."""

Labels = NDArray[np.int64]


class _Asked(Protocol):
    """The photos that are asked with, in one space."""

    def read(self, labels: Labels) -> tuple[Labels, Any]:
        """Return what is stored under labels, and those that are known, (n,), ascending."""

    def compare(self, stored: Any) -> NDArray[np.float32]:
        """Return the cosines of all that are asked with and all that was read, (m, n); `LACKING` where there is none.

        The best counts where photos have parts.
        """


def likenesses(
    store: Store, row: SpaceRow, gallery: Labels, asked: Sequence[int]
) -> Generator[int, None, tuple[NDArray[np.float32], float]]:
    """Return the likeness of photos with all others, as a search in their feature space finds it.

    The generator yields how many photos were compared with since it last did.

    Parameters
    ----------
    gallery : ndarray of int64, (n,)
        Photo ids.
    asked : sequence of int
        Photo ids, m of them.

    Returns
    -------
    ndarray of float32, (m, n)
        Cosines, the best over all parts; `LACKING` where one of both has no vector.
    float
        Seconds that comparing took, without reading.

    Raises
    ------
    LibraryDamaged
        What is stored cannot be read.
    """
    found = np.full((len(asked), len(gallery)), LACKING, np.float32)
    places = {photo: place for place, photo in enumerate(gallery.tolist())}
    questions: _Asked = _Bags(store, row, asked) if row.space.of_words else _Vectors(store, row, asked)
    labels = features.labels(store, row.id)
    chunk = max(1, CHUNK // row.space.parts)
    seconds = 0.0
    for start in range(0, len(labels), chunk):
        part = labels[start : start + chunk]
        # Owners first: a photo that another process drops in between then lacks its vector, never its owner.
        owners = features.photos_of_labels(store, part.tolist())
        known, stored = questions.read(np.array(sorted(owners), np.int64))
        began = time.perf_counter()
        scores = questions.compare(stored)
        seconds += time.perf_counter() - began
        columns = np.array([places.get(owners[label], -1) for label in known.tolist()], np.int64)
        found[:, columns[columns >= 0]] = scores[:, columns >= 0]  # a photo that has come meanwhile is not asked about
        yield len(part)
    return found, seconds


class _Vectors:
    """Photos as vectors, one or several each."""

    def __init__(self, store: Store, row: SpaceRow, asked: Sequence[int]) -> None:
        self._store, self._row, self._count = store, row, len(asked)
        known = [features.vectors_of(store, row, photo) for photo in asked]
        there = {place: _telling(rows) for place, rows in enumerate(known) if rows is not None and len(rows)}
        self._places = np.array(list(there), np.int64)
        self._starts = np.cumsum([0, *(len(rows) for rows in there.values())])[:-1]
        self._rows = unit_rows(np.concatenate([np.zeros((0, row.dimensions), np.float32), *there.values()]))

    def read(self, labels: Labels) -> tuple[Labels, tuple[NDArray[np.float32], NDArray[np.int64]]]:
        """Return the vectors of photos, of unit length, and where those of each begin."""
        if self._row.space.parts == 1:
            known, rows = features.read_vectors(self._store, self._row.id, labels)
            return known, (unit_rows(rows), np.arange(len(known)))
        numbers = np.arange(features.PART_LABELS)
        wanted = (labels[:, None] * features.PART_LABELS + numbers).ravel()
        of_parts, rows = features.read_parts(self._store, self._row, wanted)
        known, starts = np.unique(of_parts // features.PART_LABELS, return_index=True)
        return known, (unit_rows(rows), starts)

    def compare(self, stored: tuple[NDArray[np.float32], NDArray[np.int64]]) -> NDArray[np.float32]:
        """Return cosines, (m, n)."""
        rows, starts = stored
        found = np.full((self._count, len(starts)), LACKING, np.float32)
        if len(starts) and len(self._places):
            best = np.maximum.reduceat(self._rows @ rows.T, self._starts, axis=0)
            found[self._places] = np.maximum.reduceat(best, starts, axis=1)
        return found


def _telling(parts: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return parts (n, dimensions) without those that are zero, as a search asks; one of them if all are."""
    return parts[parts.any(axis=1)] if parts.any() else parts[:1]


class _Bags:
    """Photos as bags of visual words: vectors of whole vocabularies would not fit into memory."""

    def __init__(self, store: Store, row: SpaceRow, asked: Sequence[int]) -> None:
        self._store, self._row = store, row
        known = [words_of(store, row.id, photo) for photo in asked]
        self._bags = [None if words is None else bag_of(words) for words in known]

    def read(self, labels: Labels) -> tuple[Labels, InvertedFile]:
        """Return photos as an inverted file."""
        known, found = read_words(self._store, self._row.id, labels)
        index = InvertedFile(self._row.dimensions)
        index.add(np.arange(len(known)), [(bag.words, bag.counts) for bag in map(bag_of, found)])
        return known, index

    def compare(self, stored: InvertedFile) -> NDArray[np.float32]:
        """Return cosines, (m, n)."""
        found = np.full((len(self._bags), len(stored)), LACKING, np.float32)
        for scores, bag in zip(found, self._bags, strict=True):
            if bag is not None:
                columns, cosines = stored.search_bag(bag.words, bag.counts, len(stored))
                scores[columns] = cosines
        return found
