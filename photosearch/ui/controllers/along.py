"""What the explorer's workers do: finding the dimensions, and listing the library along one of them."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from photosearch.jobs import Cancel, Progress
from photosearch.services.attributes import Attributes, attributes, paths_of
from photosearch.services.library import Library
from photosearch.services.timeline import timeline
from photosearch.ui.delegates.attribute_delegate import SHOWN
from photosearch.ui.models.attribute_row import AttributeRow
from photosearch.ui.models.photo_items import LibraryItems
from photosearch.ui.models.photo_list import PhotoItem


@dataclass(frozen=True, slots=True, eq=False)
class Along:
    """Lists a library's photos along a dimension; called in a worker."""

    attributes: Attributes
    dimension: int
    least: bool

    def __call__(self, library: Library, cancel: Cancel) -> Sequence[PhotoItem]:
        """Return the photos that are still there, with their places."""
        keys = self.attributes.along(self.dimension)
        known = timeline(library, cancel=cancel)
        ordered = known.in_order(keys[::-1] if self.least else keys)
        return LibraryItems(ordered, np.arange(1, len(ordered) + 1, dtype=np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class Explored:
    """The attributes of a library, a row for each dimension, and the order that photos are to come in, if any."""

    attributes: Attributes
    rows: tuple[AttributeRow, ...]
    order: Along | None = None


def explore(
    library: Library, cancel: Cancel, before: Along | None = None
) -> Generator[Progress, None, Explored | None]:
    """Return what stands out in a library, None where there are too few photos to tell.

    Photos that came in an order `before` are to come along the dimension that is most like the one before.

    Raises
    ------
    QueryProblem
        The photos cannot be compared yet.
    """
    if not library.exists or len(timeline(library, 2)) < 2:
        return None
    found = yield from attributes(library, cancel)
    ends = [found.ends(dimension, SHOWN) for dimension in range(1, found.values.shape[1] + 1)]
    found.usual  # noqa: B018  # found out here, not while a person waits
    paths = paths_of(library, (key for pair in ends for end in pair for key in end))

    def named(keys: list[int]) -> tuple[str, ...]:
        return tuple(str(paths[key]) for key in keys if key in paths)

    count = len(found.photo_ids)
    rows = tuple(AttributeRow(d, named(most), named(least), count) for d, (most, least) in enumerate(ends, 1))
    if before is None:
        return Explored(found, rows)
    dimension = found.like(before.attributes, before.dimension)
    return Explored(found, rows, replace(before, attributes=found, dimension=dimension))
