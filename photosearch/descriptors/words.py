"""Visual words: maps of them, and the bags that are made from maps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fitted import Learned
from photosearch.types import Box, Grid, NearestWords, Needs, Observation, Vector, WordMap, Words

_ORDINARY = Needs()


@dataclass(frozen=True, slots=True, eq=False)
class Bag:
    """How often words occur: their ids, ascending, (n,) int32, and what each counts, (n,) float32; of unit length."""

    words: NDArray[np.int32]
    counts: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class WordMethod:
    """A way of turning an observation into a map of words. It differs from a `FittedDescriptor` in this.

    Attributes
    ----------
    fit
        Is told, too, how many photos the observations stand for: of a large library only some are learned from. Calls
        its last argument at least every few seconds while it counts; that may raise to make it stop.
    assign
        Takes the index of nearest words among ``learned["words"]``, too.
    vocabulary
        The id of the method whose words it shares; its own, unless methods differ in nothing but how places count.
    """

    id: str
    title: str
    summary: str
    fit: Callable[[Iterable[Observation], int, Callable[[], None]], Learned]
    assign: Callable[[Observation, Learned, NearestWords], Words]
    vocabulary: str
    needs: Needs = _ORDINARY
    parameters: tuple[tuple[str, str], ...] = ()


def bag(words: WordMap, weights: Grid | None = None, box: Box | None = None) -> Bag:
    """Return the bag of a map of words, or of a part of it.

    Parameters
    ----------
    weights : Grid, optional
        What every place counts, (rows, columns); by default all the same.
    box : Box, optional
        The part that counts, in cells; by default all. An empty one gives an empty bag.
    """
    counts = np.ones(words.shape, np.float32) if weights is None else weights
    if box is not None:
        words = words[box.top : box.bottom, box.left : box.right]
        counts = counts[box.top : box.bottom, box.left : box.right]
    ids, places = np.unique(words, return_inverse=True)
    summed = np.bincount(places.ravel(), weights=counts.ravel().astype(np.float64), minlength=len(ids))
    there = summed > 0
    ids, summed = ids[there], summed[there]
    length = np.linalg.norm(summed)
    return Bag(ids.astype(np.int32), (summed / length if length > 0 else summed).astype(np.float32))


def bag_of(words: Words, box: Box | None = None) -> Bag:
    """Return the bag of a photo in words, or of a part of it in cells; weights that are all zero count for nothing."""
    return bag(words.ids, words.weights.astype(np.float32) if words.weights.any() else None, box)


def quantised(weights: Grid) -> NDArray[np.uint8]:
    """Return weights, not negative, as they are kept: 0..255, the greatest being 255."""
    peak = float(weights.max(initial=0))
    return np.round(weights / peak * 255 if peak > 0 else weights).astype(np.uint8)


def spread(found: Bag, size: int) -> Vector:
    """Return what each of all words of a vocabulary counts in a bag, (size,)."""
    vector = np.zeros(size, np.float32)
    vector[found.words] = found.counts
    return vector


def likeness(left: Bag, right: Bag) -> float:
    """Return the cosine of two bags."""
    _, here, there = np.intersect1d(left.words, right.words, assume_unique=True, return_indices=True)
    return float(left.counts[here].astype(np.float64) @ right.counts[there].astype(np.float64))
