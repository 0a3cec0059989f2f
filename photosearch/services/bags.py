"""Photos as bags of words, in memory: a vocabulary, the maps of words, and an inverted file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.table import WORD_METHODS
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import weigh
from photosearch.descriptors.words import Bag, WordMap, bag
from photosearch.index.inverted import InvertedFile
from photosearch.index.words import nearest_words
from photosearch.types import DEEP, Box, Grid, Observation

WEIGHT = "l2norm"
"""How places count where words lie in a grid: without it, most words are the background's."""


class Bags:
    """The bags of a gallery.

    Parameters
    ----------
    method : str
        Id of a word method.
    learn_from : iterable of Observation
        What its vocabulary is learned from.
    """

    def __init__(self, method: str, learn_from: Iterable[Observation]) -> None:
        self._method = WORD_METHODS[method]
        self._learned = self._method.fit(learn_from)
        self._nearest = nearest_words(self._learned["words"])
        self._index = InvertedFile(self.size)
        self._bags: dict[Path, Bag] = {}
        self._count = 0

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self._learned["words"])

    def words_of(self, seen: Observation) -> WordMap:
        """Return the map of words of a photo."""
        return self._method.assign(seen, self._learned, self._nearest)

    def add(self, path: Path, seen: Observation | None) -> None:
        """Add a photo to the gallery; one that cannot be seen has no words."""
        found = self._bag(seen, None)
        self._bags[path] = found
        self._index.add([self._count], [(found.words, found.counts)])
        self._count += 1

    def rank(self, path: Path, box: Box | None, look: Callable[[], Observation | None]) -> NDArray[np.int64]:
        """Return the places of the gallery by their likeness to a photo or to a part of it, best first."""
        found = self._bags.get(path) if box is None else None
        if found is None:
            found = self._bag(look(), box)
        return self._index.search(found.words, found.counts, self._count)[0]

    def _bag(self, seen: Observation | None, box: Box | None) -> Bag:
        if seen is None:
            return Bag(np.zeros(0, np.int32), np.zeros(0, np.float32))
        words = self.words_of(seen)
        if words.shape[0] == 1:  # points, not a grid
            return bag(words)
        cells = None if box is None else box.scaled(seen.rgb.shape[:2], words.shape)
        return bag(words, _weights(seen, words.shape), cells)


def _weights(seen: Observation, size: tuple[int, ...]) -> Grid:
    """Return what every place of a map of words counts."""
    grid = weigh(WEIGHTS[WEIGHT], seen, seen.maps[DEEP])
    rows, columns = (np.arange(size[axis]) * grid.shape[axis] // size[axis] for axis in (0, 1))
    spread: Grid = grid[np.ix_(rows, columns)]
    return spread
