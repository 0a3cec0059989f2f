"""Bags of SIFT words: the classical search for one particular thing, to be mixed with what networks see.

Sivic, Zisserman: "Video Google: A Text Retrieval Approach to Object Matching in Videos", ICCV 2003; late fusion with
network features as in Mohedano et al., ICMR 2016.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from photosearch.descriptors.fit.clusters import centres
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.sift import local_features
from photosearch.descriptors.words import WordMethod
from photosearch.types import BAG, NearestWords, Needs, Observation, Words

WORDS = 25_000
MOST, OF_EACH = 1_000_000, 500
PER_WORD = 10


def fit(observations: Iterable[Observation], _photos: int, pulse: Callable[[], None]) -> Learned:
    """Learn the ``words`` (n, 128)."""
    places = drawn((local_features(seen.rgb)[1] for seen in observations), MOST, OF_EACH)
    return {"words": centres(places, max(1, min(WORDS, len(places) // PER_WORD)), passes=3, pulse=pulse)}


def assign(observation: Observation, _learned: Learned, nearest: NearestWords) -> Words:
    """Return the words of a photo's points, (1, n): they lie in no grid."""
    _, vectors = local_features(observation.rgb)
    found = nearest.nearest(vectors) if len(vectors) else np.zeros(0, np.int64)
    return Words(found[None].astype(np.uint16), np.full((1, len(found)), 255, np.uint8))


METHOD = WordMethod(
    id="sift_bow",
    title="Words of corners and edges",
    summary="Finds one particular flat thing (a cover, a poster, a facade) that is turned, scaled or partly hidden.",
    fit=fit,
    assign=assign,
    vocabulary="sift_bow",
    needs=Needs(layers=()),
    parameters=((BAG, "none"), ("words", str(WORDS))),
)
