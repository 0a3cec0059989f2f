"""Bags of local convolutional features: every place of the picture is one of thousands of visual words.

Mohedano, Salvador, McGuinness, Marques, O'Connor, Giro-i-Nieto: "Bags of Local Convolutional Features for Scalable
Instance Search", ICMR 2016. The map of words, not only the bag, is what is kept of a photo: the bag of any part of it,
and under any spatial weight, is made from that.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.clusters import centres
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fit.whitening import fit_whitening, whitened
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.words import WordMap, WordMethod
from photosearch.types import SECOND, NearestWords, Needs, Observation

DIMENSIONS = 512
WORDS = 25_000
MOST = 3_000_000
"""Places that a vocabulary is learned from."""
OF_EACH = 1_500
PER_WORD = 10
"""A small library has fewer words: one for so many places."""
PROJECTED_ON = 100_000


def cells(observation: Observation) -> NDArray[np.float32]:
    """Return all cells of the second layer, each of unit length, (rows x columns, channels), row by row."""
    second = observation.maps[SECOND]
    return unit_rows(second.reshape(len(second), -1).T)


def fit(observations: Iterable[Observation]) -> Learned:
    """Learn the whitening of cells, then the ``words`` (n, dimensions) of whitened cells."""
    learned = fit_whitening(drawn(map(cells, observations), PROJECTED_ON, OF_EACH), DIMENSIONS)
    places = drawn((whitened(cells(seen), learned) for seen in observations), MOST, OF_EACH)
    count = max(1, min(WORDS, len(places) // PER_WORD))
    return {**learned, "words": centres(places, count, passes=3)}


def assign(observation: Observation, learned: Learned, nearest: NearestWords) -> WordMap:
    """Return the word of every cell."""
    rows, columns = observation.maps[SECOND].shape[1:]
    found = nearest.nearest(whitened(cells(observation), learned))
    return found.reshape(rows, columns).astype(np.uint16)


METHOD = WordMethod(
    id="blcf",
    title="Words of texture",
    summary="Describes every place by one of thousands of visual words: for finding a detail in a large picture.",
    fit=fit,
    assign=assign,
    needs=Needs(layers=(SECOND,)),
    parameters=(("dimensions", str(DIMENSIONS)), ("words", str(WORDS))),
)
