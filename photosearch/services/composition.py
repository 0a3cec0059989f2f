"""Where the main object of a photo is, and how much of the photo it takes up; told from its stored box alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from photosearch.jobs import Cancel
from photosearch.services.library import Library
from photosearch.services.timeline import timeline
from photosearch.store.photos import boxes, last_id
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
    _ALONE,
    *(
        frozenset({place, *size})
        for size in ((), (Composition.SMALL,), (Composition.FILLS,))
        for place in (Composition.LEFT, Composition.CENTRED, Composition.RIGHT)
    ),
]
"""All that there are: without a main object, then by size and place."""
CHUNK = 5_000
"""So many photos are read at a time: a few milliseconds, after which other threads have their turn."""


def composition(box: Box | None, height: int, width: int) -> frozenset[Composition]:
    """Return the words for a photo of `height` x `width` pixels whose main object lies in a box.

    A photo with a main object has exactly one of left, centred and right, and at most one of fills and small.
    """
    if box is None:
        return _ALONE
    (row,) = _rows(*np.array([height, width, box.top, box.left, box.bottom, box.right], np.int64)[:, None])
    return _WORDS[int(row)]


@dataclass(frozen=True, slots=True, eq=False)
class Compositions(Mapping[int, frozenset[Composition]]):
    """The words for photos, by photo id: `ids` (n,) int64, ascending, and the `rows` (n,) of all there are, uint8."""

    ids: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    rows: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))

    def __getitem__(self, photo_id: int) -> frozenset[Composition]:
        """Return the words for a photo."""
        place = int(np.searchsorted(self.ids, photo_id))
        if place == len(self.ids) or self.ids[place] != photo_id:
            raise KeyError(photo_id)
        return _WORDS[int(self.rows[place])]

    def __iter__(self) -> Iterator[int]:
        """Return the photo ids."""
        return iter(self.ids.tolist())

    def __len__(self) -> int:
        """Return how many photos there are."""
        return len(self.ids)

    def match(self, photo_ids: NDArray[np.int64], wanted: Collection[Composition]) -> NDArray[np.bool_]:
        """Return (m,) whether photos of ids (m,) have what is wanted; of what is not known that is false."""
        if not len(self.ids):
            return np.zeros(len(photo_ids), np.bool_)
        places = np.searchsorted(self.ids, photo_ids).clip(max=len(self.ids) - 1)
        fitting = np.array([matches(words, wanted) for words in _WORDS])
        return np.asarray(fitting[self.rows[places]] & (self.ids[places] == photo_ids), np.bool_)


def compositions(library: Library, cancel: Cancel | None = None) -> Compositions:
    """Return the words for every photo of a library; for those read so far where that is cancelled.

    Raises
    ------
    LibraryProblem
        There is no library, or it cannot be read.
    """
    with library.reading() as store:
        ids, rows = [np.zeros(0, np.int64)], [np.zeros(0, np.uint8)]
        for after in range(0, last_id(store), CHUNK):
            if cancel is not None and cancel.cancelled:
                break
            keys, *box = boxes(store, after, after + CHUNK)
            order = np.argsort(keys)
            ids.append(keys[order])
            rows.append(_rows(*box)[order])
    return Compositions(np.concatenate(ids), np.concatenate(rows))


def matches(found: frozenset[Composition], wanted: Collection[Composition]) -> bool:
    """Whether a photo has what is wanted: of the sizes one of those wanted, of the places too; nothing wanted is all.

    Small, left and right together want a small object on either side; `NONE` lets photos without one pass besides.
    """
    if not wanted or Composition.NONE in found:
        return not wanted or Composition.NONE in wanted
    asked = [group.intersection(wanted) for group in (SIZES, PLACES)]
    return any(asked) and all(not group or found & group for group in asked)


def photos_with(
    library: Library, wanted: Collection[Composition], count: int | None = None
) -> tuple[int, list[tuple[int, str, frozenset[Composition]]]]:
    """Return how many photos have what is wanted, and (photo id, path, words) of the first `count`, newest first.

    Raises
    ------
    LibraryProblem
        There is no library, or it cannot be read.
    """
    known, photos = compositions(library), timeline(library)
    found = photos.only(known.match(photos.ids, wanted))
    return len(found), [(key, path, known[key]) for key, path, _ in found[:count]]


def _rows(
    height: NDArray[np.int64],
    width: NDArray[np.int64],
    top: NDArray[np.int64],
    left: NDArray[np.int64],
    bottom: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.uint8]:
    """Return the rows in `_WORDS` of boxes, empty ones without a main object; whole numbers round at no border."""
    area, whole, middle = (bottom - top) * (right - left), height * width, left + right
    size = np.select([10 * area >= 6 * whole, 10 * area <= whole], [2, 1], 0)
    place = np.select([3 * middle < 2 * width, 3 * middle > 4 * width], [0, 2], 1)
    return np.where(area <= 0, 0, 1 + 3 * size + place).astype(np.uint8)
