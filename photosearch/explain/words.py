"""Where a photo holds some visual words: those of the texture or detail that was searched for."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from photosearch.errors import QueryProblem
from photosearch.explain.overlay import MaskOverlay, OverlayKind, Sight, Size, smooth
from photosearch.types import WordMap

BETWEEN = "+"
"""What stands between two words of an argument."""


def make(ids: WordMap, wanted: Collection[int], size: Size) -> MaskOverlay:
    """Return the places of some words over a photo of (height, width) pixels.

    Parameters
    ----------
    ids : WordMap
        The word of every cell of the photo, (rows, columns).
    """
    return MaskOverlay(smooth(np.isin(ids, sorted(wanted)).astype(np.float32), size))


def argument_of(wanted: Collection[int]) -> str:
    """Return words as they are written after the overlay's name: ``12+77``."""
    return BETWEEN.join(map(str, sorted(wanted)))


def _of_sight(sight: Sight, size: Size, argument: str) -> MaskOverlay:
    numbers = argument.split(BETWEEN)
    if not all(number.isdecimal() for number in numbers):
        raise QueryProblem("Name visual words to show, by their numbers: words:12+77. A search by details tells them.")
    if sight.words is None:
        raise QueryProblem("The visual words of this photo are not known.")
    return make(sight.words.ids, {int(number) for number in numbers}, size)


KIND = OverlayKind(
    id="words",
    title="Details searched for",
    legend="The bright parts hold what was pointed at; what is dark does not.",
    make=_of_sight,
    of_words=True,
)
