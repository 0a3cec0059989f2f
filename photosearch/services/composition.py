"""Where the main object of a photo is, and how much of the photo it takes up; told from its stored box alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from photosearch.services.browse import timeline
from photosearch.services.library import Library
from photosearch.store.photos import boxes
from photosearch.types import Box


class Composition(StrEnum):
    """A word for how a photo is composed; a photo has one or more of them."""

    FILLS = "fills"
    """The main object's box takes up 60 % of the photo or more."""
    SMALL = "small"
    """It takes up 10 % or less."""
    LEFT = "left"
    """The middle of the box lies in the left third of the photo."""
    CENTRED = "centred"
    RIGHT = "right"
    NONE = "none"
    """There is no main object."""


SIZES = frozenset({Composition.FILLS, Composition.SMALL})
PLACES = frozenset({Composition.LEFT, Composition.CENTRED, Composition.RIGHT})
_ALONE = frozenset({Composition.NONE})
_WORDS = [
    [frozenset({place, *size}) for place in (Composition.LEFT, Composition.CENTRED, Composition.RIGHT)]
    for size in ((), (Composition.SMALL,), (Composition.FILLS,))
]
"""By size and place, made once: a large library asks 100,000 times."""


def composition(box: Box | None, height: int, width: int) -> frozenset[Composition]:
    """Return the words for a photo of `height` x `width` pixels whose main object lies in a box.

    A photo with a main object has exactly one of left, centred and right, and at most one of fills and small.
    """
    if box is None:
        return _ALONE
    return _words(height, width, box.top, box.left, box.bottom, box.right)


def compositions(library: Library) -> Mapping[int, frozenset[Composition]]:
    """Return the words for every photo of a library, by photo id.

    Raises
    ------
    LibraryProblem
        There is no library, or it cannot be read.
    """
    with library.reading() as store:
        rows = boxes(store)
    return {row[0]: _words(*row[1:]) for row in rows}


def matches(found: frozenset[Composition], wanted: Collection[Composition]) -> bool:
    """Whether a photo has what is wanted: of the sizes one of those wanted, of the places too; nothing wanted is all.

    Small, left and right together want a small object on either side; `NONE` lets photos without one pass besides.
    """
    if not wanted or Composition.NONE in found:
        return not wanted or Composition.NONE in wanted
    asked = [group.intersection(wanted) for group in (SIZES, PLACES)]
    return any(asked) and all(not group or found & group for group in asked)


def photos_with(library: Library, wanted: Collection[Composition]) -> list[tuple[int, str, frozenset[Composition]]]:
    """Return (photo id, path, words) of the photos that have what is wanted, newest first.

    Raises
    ------
    LibraryProblem
        There is no library, or it cannot be read.
    """
    words = compositions(library)
    listed = ((key, path, words.get(key, _ALONE)) for key, path, _ in timeline(library))
    return [row for row in listed if matches(row[2], wanted)]


def _words(height: int, width: int, top: int, left: int, bottom: int, right: int) -> frozenset[Composition]:
    """Return the words for a box, which is empty without a main object; whole numbers leave no rounding at a border."""
    area, whole, middle = (bottom - top) * (right - left), height * width, left + right
    if area <= 0:
        return _ALONE
    size = 2 if 10 * area >= 6 * whole else int(10 * area <= whole)
    place = 0 if 3 * middle < 2 * width else 2 if 3 * middle > 4 * width else 1
    return _WORDS[size][place]
