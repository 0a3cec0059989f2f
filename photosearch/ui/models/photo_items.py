"""Rows of photos, as they are asked for all at once: a million of a library without a visit to each, or a few hits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from photosearch.services.timeline import Timeline
from photosearch.ui.models.photo_list import PhotoItem


@dataclass(frozen=True, slots=True, eq=False)
class LibraryItems(Sequence[PhotoItem]):
    """The photos of a timeline, and their places (n,) if they have any; an item is made when it is looked at."""

    timeline: Timeline
    ranks: NDArray[np.int64] | None = None

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.timeline)

    @overload
    def __getitem__(self, row: int) -> PhotoItem: ...

    @overload
    def __getitem__(self, row: slice) -> list[PhotoItem]: ...

    def __getitem__(self, row: int | slice) -> PhotoItem | list[PhotoItem]:
        """Return the photo of a row, or those of some."""
        if isinstance(row, slice):
            return [self[number] for number in range(len(self))[row]]
        key, path, day = self.timeline[row]
        return PhotoItem(key, path, None if self.ranks is None else int(self.ranks[row]), day=day)

    def only(self, kept: NDArray[np.bool_]) -> LibraryItems:
        """Return the photos of which `kept` (n,) is true; they keep their places."""
        return LibraryItems(self.timeline.only(kept), None if self.ranks is None else self.ranks[kept])


def named(items: Sequence[PhotoItem], words: Sequence[str]) -> Sequence[PhotoItem]:
    """Return the photos whose names hold all of some words; capital letters are as small ones."""
    asked = [word.casefold() for word in words]
    if not asked:
        return items
    if isinstance(items, LibraryItems):
        return items.only(items.timeline.named(asked))
    return [item for item in items if all(word in Path(item.path).name.casefold() for word in asked)]


def ids_of(items: Sequence[PhotoItem]) -> NDArray[np.int64]:
    """Return the ids (n,) of photos."""
    if isinstance(items, LibraryItems):
        return items.timeline.ids
    return np.array([item.photo_id for item in items], np.int64)


def only(items: Sequence[PhotoItem], kept: NDArray[np.bool_]) -> Sequence[PhotoItem]:
    """Return the photos of which `kept` (n,) is true."""
    if isinstance(items, LibraryItems):
        return items.only(kept)
    return [items[row] for row in np.flatnonzero(kept).tolist()]


def row_of(items: Sequence[PhotoItem], path: str, photo_id: int | None = None) -> int | None:
    """Return the row of a photo, None where it is in none; by its id it is found faster than by its path."""
    if isinstance(items, LibraryItems):
        return items.timeline.number_of(path, photo_id)
    return next((row for row, item in enumerate(items) if item.path == path), None)


def scores_of(items: Sequence[PhotoItem]) -> list[float]:
    """Return the scores of hits; a library's photos have none."""
    return [] if isinstance(items, LibraryItems) else [item.score for item in items if item.score is not None]
