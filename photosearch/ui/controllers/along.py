"""What the explorer's workers do: finding the dimensions, and listing the library along one of them."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from photosearch.jobs import Cancel, Progress
from photosearch.services.attributes import Attributes, attributes, paths_of
from photosearch.services.browse import timeline
from photosearch.services.library import Library
from photosearch.ui.delegates.attribute_delegate import SHOWN
from photosearch.ui.models.attribute_row import AttributeRow
from photosearch.ui.models.photo_list import PhotoItem


@dataclass(frozen=True, slots=True, eq=False)
class Along:
    """Lists a library's photos along a dimension; called in a worker."""

    attributes: Attributes
    dimension: int
    least: bool

    def __call__(self, library: Library) -> list[PhotoItem]:
        """Return the photos that are still there, with their places."""
        known = {key: (path, day) for key, path, day in timeline(library)}
        keys = self.attributes.along(self.dimension)
        ordered = [key for key in (keys[::-1] if self.least else keys).tolist() if key in known]
        return [PhotoItem(key, known[key][0], rank, day=known[key][1]) for rank, key in enumerate(ordered, 1)]


@dataclass(frozen=True, slots=True, eq=False)
class Explored:
    """The attributes of a library, and a row for each dimension."""

    attributes: Attributes
    rows: tuple[AttributeRow, ...]


def explore(library: Library, cancel: Cancel) -> Generator[Progress, None, Explored | None]:
    """Return what stands out in a library, None where there are too few photos to tell.

    Raises
    ------
    QueryProblem
        The photos cannot be compared yet.
    """
    if not library.exists or len(timeline(library, 2)) < 2:
        return None
    found = yield from attributes(library, cancel)
    ends = []
    for dimension in range(1, found.values.shape[1] + 1):
        order = found.along(dimension)
        ends.append((order[:SHOWN].tolist(), order[::-1][:SHOWN].tolist()))
    paths = paths_of(library, (key for pair in ends for end in pair for key in end))

    def named(keys: list[int]) -> tuple[str, ...]:
        return tuple(str(paths[key]) for key in keys if key in paths)

    count = len(found.photo_ids)
    rows = tuple(AttributeRow(d, named(most), named(least), count) for d, (most, least) in enumerate(ends, 1))
    return Explored(found, rows)
