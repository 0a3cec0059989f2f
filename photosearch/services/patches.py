"""Photos that hold a texture or a detail which was pointed at, by visual words."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np

from photosearch.descriptors.words import bag, spread
from photosearch.errors import QueryProblem
from photosearch.explain import words as words_overlay
from photosearch.explain.overlay import MaskOverlay, Size
from photosearch.jobs import Cancel, Progress
from photosearch.search.engine import SPARE, check_k
from photosearch.search.noise import NO_NOISE
from photosearch.services.find import Answer, Stopwatch, choose_space, resolve
from photosearch.services.known import photo_of
from photosearch.services.library import Library
from photosearch.services.query import Query, Spot
from photosearch.services.words_of import DETAILS, seen_words
from photosearch.types import Box, Grid, Hit, Words

REACH = 1
"""So many cells around the one that was pointed at belong to a patch: 3 x 3 of them."""


def find_patches(
    library: Library, image: Path, spots: Sequence[Spot], count: int, cancel: Cancel
) -> Generator[Progress, None, Answer]:
    """Rank photos by how much of all wanted patches they hold, less the most that they hold of an unwanted one.

    Returns
    -------
    Answer
        Its `words` are those of the wanted patches. `score` of a hit is the least cosine of its bag of words with a
        wanted patch's, less the greatest with an unwanted one's; photos without a word of every wanted patch are left
        out.

    Raises
    ------
    QueryProblem
        Nothing is wanted, a spot lies outside the picture, or the library keeps no words yet.
    UnreadablePhoto
        The picture cannot be shown.
    """
    check_k(count)
    if not any(spot.wanted for spot in spots):
        raise QueryProblem("Nothing is wanted yet. Point at something that photos are to show, too.")
    clock = Stopwatch()
    words, size = seen_words(library, image, DETAILS)
    clock.lap("query")
    boxes = [cell_box(spot, words.ids.shape, size) for spot in spots]
    with library.reading() as store:
        row = choose_space(library, store, DETAILS)
        index = yield from library.shelf.prepare(store, row, cancel, [])
        clock.lap("index")
        photo, total = photo_of(store, image), len(index)
        scores: dict[int, tuple[float, float]] = {}
        for spot, box in zip(spots, boxes, strict=True):
            vector = spread(bag(words.ids, box=box), row.dimensions)
            labels, cosines = index.search(vector, total)
            for label, cosine in zip(labels.tolist(), cosines.tolist(), strict=True):
                least, most = scores.get(label, (np.inf, 0.0))
                scores[label] = (min(least, cosine), most) if spot.wanted else (least, max(most, cosine))
        score = {label: round(least - most, 6) for label, (least, most) in scores.items() if 0 < least < np.inf}
        # Some of the best may be gone, and equal ones are told apart by their paths.
        best = sorted(score, key=lambda label: -score[label])[: count + SPARE]
        known = resolve(store, row, best)
    order = sorted(known, key=lambda label: (-score[label], os.fsencode(known[label].path)))
    hits = [
        Hit(rank, known[label].photo_id, known[label].path, score[label], known[label].box)
        for rank, label in enumerate(order[:count], 1)
    ]
    chosen = _cells_of(spots, boxes, words)
    lit = frozenset(np.unique(words.ids[chosen > 0]).tolist())
    clock.lap("search")
    vector = spread(bag(words.ids, chosen), row.dimensions)
    query = Query(image, photo, *size, None if photo is None else photo.box, vector)
    return Answer(query, row, hits, NO_NOISE, clock.laps(), words=lit)


def _cells_of(spots: Sequence[Spot], boxes: Sequence[Box], words: Words) -> Grid:
    """Return 1 in the cells of wanted patches, 0 elsewhere."""
    cells = np.zeros(words.ids.shape, np.float32)
    for spot, box in zip(spots, boxes, strict=True):
        if spot.wanted:
            cells[box.top : box.bottom, box.left : box.right] = 1
    return cells


def cell_box(spot: Spot, grid: tuple[int, ...], size: Size) -> Box:
    """Return the cells of the patch around a spot of a photo of (height, width) pixels, of a grid (rows, columns).

    Raises
    ------
    QueryProblem
        The spot is outside the photo.
    """
    height, width = size
    if not (0 <= spot.row < height and 0 <= spot.column < width):
        raise QueryProblem(
            f"The point {spot.row},{spot.column} is outside the photo, which is {height} pixels high and {width} wide."
        )
    rows, columns = grid
    row, column = spot.row * rows // height, spot.column * columns // width
    return Box(
        max(0, row - REACH), max(0, column - REACH), min(rows, row + REACH + 1), min(columns, column + REACH + 1)
    )


def patch_box(spot: Spot, grid: tuple[int, int], size: Size) -> Box:
    """Return the patch around a spot in the pixels of a photo of (height, width), of a grid (rows, columns) of cells.

    Raises
    ------
    QueryProblem
        The spot is outside the photo.
    """
    return cell_box(spot, grid, size).scaled(grid, size)


def grid_of(library: Library, image: Path) -> tuple[int, int]:
    """Return how many (rows, columns) of cells a picture has that visual words are told of.

    Raises
    ------
    QueryProblem
        The library keeps no words yet.
    UnreadablePhoto
        The picture cannot be shown.
    """
    rows, columns = seen_words(library, image, DETAILS)[0].ids.shape
    return rows, columns


def lit(library: Library, image: Path, words: frozenset[int], size: Size) -> MaskOverlay:
    """Return where a photo, shown at (height, width) pixels, holds some words.

    Raises
    ------
    UnreadablePhoto
        The photo cannot be shown.
    """
    own, _ = seen_words(library, image, DETAILS)
    return words_overlay.make(own.ids, words, size)


def lighting(words: frozenset[int]) -> str:
    """Return the overlay that lights some words, as overlays are named."""
    return f"{words_overlay.KIND.id}:{words_overlay.argument_of(words)}"
