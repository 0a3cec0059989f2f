"""Bags of local convolutional features: every place of the picture is one of thousands of visual words.

Mohedano, Salvador, McGuinness, Marques, O'Connor, Giro-i-Nieto: "Bags of Local Convolutional Features for Scalable
Instance Search", ICMR 2016. The map of words, not only the bag, is what is kept of a photo: the bag of any part of it,
and under any spatial weight, is made from that.

The paper takes conv5_1 of VGG-16, whose cells lie 16 pixels apart and see a third of the picture each. Small networks
have nothing so knowing at that distance: words of their second layer are mostly words of the background (CD covers .16
mean average precision against .67 with the built-in network). So the deep layer is taken and enlarged by two: the grid
is the same, and every network has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.clusters import centres
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fit.whitening import fit_whitening, whitened
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.weights import l2norm
from photosearch.descriptors.weights import learned as learned_weight
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import Weight, weigh
from photosearch.descriptors.words import WordMethod, quantised
from photosearch.types import BAG, DEEP, Grid, NearestWords, Needs, Observation, Words

DIMENSIONS = 64
UPSAMPLE = 2
WORDS = 25_000
MOST = 3_000_000
"""Places that a vocabulary is learned from."""
OF_EACH = 1_500
PER_WORD = 400
"""A small library has fewer words: one for so many places of all of its photos.

More words tell things apart, fewer bring kinds together. With one for 100 places (622 words of 128 dimensions) pets
came to .56 mean average precision with MobileNetV2, where average pooling has .82: each breed fell into many words. One
for 1,000 gives .80 there, but .50 on CD covers, where one for 250 gives .85.
"""
TAUGHT_BY = 40
"""No word is learned from fewer places than these on average."""
PROJECTED_ON = 100_000
PROJECTED_PHOTOS = 500
"""The whitening is learned from the first so many photos: looking at all of them twice takes twice as long."""


def cells(observation: Observation) -> NDArray[np.float32]:
    """Return all cells of the enlarged deep layer, each of unit length, (rows x columns, channels), row by row."""
    rows, columns = grid_size(observation)
    deep = observation.maps[DEEP].transpose(1, 2, 0)
    # OpenCV resizes few channels at a time; a picture of many is a picture of wider pixels, resized along each axis.
    across = _resized(deep.transpose(0, 2, 1).reshape(-1, deep.shape[1]), columns, axis=1)
    across = across.reshape(deep.shape[0], deep.shape[2] * columns)
    both = _resized(across, rows, axis=0).reshape(rows, deep.shape[2], columns)
    return unit_rows(both.transpose(0, 2, 1).reshape(rows * columns, -1))


def grid_size(observation: Observation) -> tuple[int, int]:
    """Return the (rows, columns) of a photo's map of words."""
    _, rows, columns = observation.maps[DEEP].shape
    return UPSAMPLE * rows, UPSAMPLE * columns


def _resized(plane: NDArray[np.float32], length: int, axis: int) -> NDArray[np.float32]:
    """Resize one axis of a plane bilinearly."""
    height, width = plane.shape
    size = (width, length) if axis == 0 else (length, height)
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_LINEAR), np.float32)


def fit(observations: Iterable[Observation], photos: int, pulse: Callable[[], None]) -> Learned:
    """Learn the whitening of cells, then the ``words`` (n, dimensions) of whitened cells."""
    first = islice(iter(observations), PROJECTED_PHOTOS)
    learned = fit_whitening(drawn(map(cells, first), PROJECTED_ON, OF_EACH), DIMENSIONS)
    looked_at = 0

    def looks() -> Iterator[NDArray[np.float32]]:
        nonlocal looked_at
        for seen in observations:
            looked_at += 1
            yield whitened(cells(seen), learned)

    places = drawn(looks(), MOST, OF_EACH)
    everywhere = len(places) * max(photos, looked_at) // looked_at
    count = max(1, min(WORDS, everywhere // PER_WORD, len(places) // TAUGHT_BY))
    return {**learned, "words": centres(places, count, passes=3, pulse=pulse)}


def assign(weight: Weight, observation: Observation, learned: Learned, nearest: NearestWords) -> Words:
    """Return the word of every cell, and what it counts."""
    found = nearest.nearest(whitened(cells(observation), learned))
    size = grid_size(observation)
    grid = enlarged(weigh(weight, observation, observation.maps[DEEP]), size)
    return Words(found.reshape(size).astype(np.uint16), quantised(grid))


def enlarged(grid: Grid, size: tuple[int, int]) -> Grid:
    """Return a grid of the deep layer at the size (rows, columns) of the map of words."""
    rows, columns = (np.arange(size[axis]) * grid.shape[axis] // size[axis] for axis in (0, 1))
    larger: Grid = grid[np.ix_(rows, columns)]
    return larger


def _method(weight: Weight, name: str, title: str, summary: str) -> WordMethod:
    sizes = (("dimensions", str(DIMENSIONS)), ("upsample", str(UPSAMPLE)), ("words", str(WORDS)))
    return WordMethod(
        id=name,
        title=title,
        summary=summary,
        fit=fit,
        assign=partial(assign, weight),
        vocabulary="blcf",
        needs=Needs(saliency=weight is learned_weight.WEIGHT),
        parameters=((BAG, weight.id), *sizes),
    )


METHODS = (
    # Without a weight, most words are the background's.
    _method(
        l2norm.WEIGHT,
        "blcf",
        "Words of texture",
        "Describes every place by one of thousands of visual words: for finding a detail in a large picture.",
    ),
    *(
        _method(
            weight,
            f"blcf:{weight.id}",
            f"Words of texture: {weight.title}",
            "Describes every place by one of thousands of visual words, some more than others: for researchers.",
        )
        for weight in WEIGHTS.values()
        if weight is not l2norm.WEIGHT
    ),
)
"""The paper's weights for one vocabulary; the best of them bears the plain name."""
