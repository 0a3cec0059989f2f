"""Random photos of a library, by whose scores it is told which hits mean something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of
from photosearch.search.noise import NO_NOISE, SAMPLE, cosines, noise_floor, sample
from photosearch.services.query import Query
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.words import read_words

FEW = 20_000
"""Of up to so many photos all labels are read to draw from; of more, some are looked up."""
STALE = 0.01
"""Photos are drawn anew once so large a share of the library has changed since."""

Scoring: TypeAlias = Callable[[NDArray[np.float32]], NDArray[np.floating]]
"""Gives the cosines of some photos with a query, (n,)."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Random photos of a generation of a space: photo ids (n,), ascending by label, and their scores."""

    generation: int
    photos: NDArray[np.int64]
    scores: Scoring


class RandomPhotos:
    """Draws photos of each space and keeps them in memory, for all threads."""

    def __init__(self) -> None:
        self._drawn: dict[str, _Drawn] = {}

    def noise(self, store: Store, row: SpaceRow, query: Query) -> float:
        """Return the score below which a hit is no better than a random photo of the library."""
        drawn = self._drawn.get(row.space.key)
        if drawn is None or abs(row.generation - drawn.generation) > STALE * row.count:
            drawn = _draw(store, row)
            self._drawn[row.space.key] = drawn
        if not len(drawn.photos):
            return NO_NOISE
        scores = drawn.scores(query.vector)
        return noise_floor(scores if query.photo is None else scores[drawn.photos != query.photo.photo_id])


def _draw(store: Store, row: SpaceRow) -> _Drawn:
    if row.count > FEW:
        pairs = features.some_vectors(store, row.id, np.random.default_rng(0).random(SAMPLE))
        owners = dict(pairs.tolist())
    else:
        owners = features.photos_of_labels(store, sample(features.labels(store, row.id)).tolist())
    known, scores = scoring(store, row, np.array(sorted(owners), np.int64))
    return _Drawn(row.generation, np.array([owners[label] for label in known.tolist()], np.int64), scores)


def scoring(store: Store, row: SpaceRow, labels: NDArray[np.int64]) -> tuple[NDArray[np.int64], Scoring]:
    """Read photos by their labels, which are ascending, and return those found and what gives their cosines.

    Of several parts the one that fits best counts.
    """
    if row.space.of_words:
        known, words = read_words(store, row.id, labels)
        bags = [bag_of(photo) for photo in words]
        return known, lambda vector: np.array(
            [vector[bag.words] @ bag.counts / (float(np.linalg.norm(vector)) or 1.0) for bag in bags], np.float32
        )
    if row.space.parts == 1:
        known, rows = features.read_vectors(store, row.id, labels)
        return known, lambda vector: cosines(vector, rows)
    numbers = np.arange(features.PART_LABELS)
    parts, others = features.read_parts(store, row, (labels[:, None] * features.PART_LABELS + numbers).ravel())
    known, photo = np.unique(parts // features.PART_LABELS, return_inverse=True)

    def best_part(vector: NDArray[np.float32]) -> NDArray[np.floating]:
        best = np.full(len(known), -1.0)
        np.maximum.at(best, photo, np.max([cosines(part, others) for part in vector], axis=0))
        return best

    return known, best_part
