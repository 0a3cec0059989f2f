"""Where hits show what was asked for: the best box of every photo."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photosearch.descriptors.selection import component_box
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.ask import shape_of
from photosearch.services.closer_looks import CLOSER_LOOKS
from photosearch.services.known import photo_of
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.region import read_part
from photosearch.types import Box

LOOK = "cells"
"""The closer look that places the query: it needs nothing but the photo."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photo of (height, width) pixels shows what was asked for, and how alike that is, -1 to 1."""

    box: Box
    height: int
    width: int
    score: float


def best_places(
    library: Library, asked: Asked, photos: Sequence[Path], cancel: Cancel
) -> Generator[Progress, None, Mapping[Path, Place]]:
    """Return where each photo shows a picture, or the part of it that is asked for, best; one forward pass a photo.

    Photos that cannot be read now are left out, and so are those that were not reached when the work was cancelled.

    Raises
    ------
    QueryProblem
        The part is none of the picture.
    UnreadablePhoto
        The picture cannot be shown.
    """
    compare = CLOSER_LOOKS[LOOK](library).prepare(asked.path, rectangle(library, asked))
    sizes = _sizes(library, photos)
    found: dict[Path, Place] = {}
    pace = Pace("Locating", total=len(photos))

    def at(photo: Path) -> Place | None:
        seen = None if cancel.cancelled or photo not in sizes else compare(photo)
        return None if seen is None or seen.box is None else Place(seen.box, *sizes[photo], seen.score)

    with ThreadPoolExecutor(library.workers, thread_name_prefix="places") as pool:
        for photo, place in zip(photos, pool.map(at, photos), strict=True):
            if place is not None:
                found[photo] = place
            pace.step()
            if pace.due():
                yield pace.report(photo.name)
    return found


def rectangle(library: Library, asked: Asked) -> Box | None:
    """Return the box around the part of a picture that is asked for, in its pixels; None where all of it is.

    Raises
    ------
    QueryProblem
        Nothing of it is left.
    UnreadablePhoto
        The picture cannot be shown.
    """
    shape = shape_of(library, asked)
    if shape is None:
        return asked.box
    cells = component_box(shape)
    assert cells is not None  # noqa: S101  # an empty shape is refused
    known = read_part(asked.path, asked.box, 1, library.pixel_limit).metadata
    part = cells.scaled(shape.shape, (known.height, known.width))
    top, left = (0, 0) if asked.box is None else (asked.box.top, asked.box.left)
    rows, columns = np.array([part.top, part.bottom]) + top, np.array([part.left, part.right]) + left
    return Box(int(rows[0]), int(columns[0]), int(rows[1]), int(columns[1]))


def _sizes(library: Library, photos: Sequence[Path]) -> Mapping[Path, tuple[int, int]]:
    with library.reading() as store:
        known = {path: photo_of(store, path) for path in photos}
    return {path: (row.metadata.height, row.metadata.width) for path, row in known.items() if row is not None}
