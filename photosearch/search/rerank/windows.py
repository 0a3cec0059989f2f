"""Where in a photo the query lies: its bag of words against those of windows, and of their quarters.

Mohedano, Salvador, McGuinness, Marques, O'Connor, Giro-i-Nieto: "Bags of Local Convolutional Features for Scalable
Instance Search", ICMR 2016 (spatial re-ranking). Only maps of words are needed, no network.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import Bag, bag
from photosearch.types import Box, Grid, WordMap

SHARES = (1, 2, 4)
"""Windows have the whole, a half or a quarter of the map's rows, and so its columns, in every combination."""
LEAST_ASPECT = 0.4
"""A window is left out where its aspect ratio and the query's are less alike than this (1: equal)."""
PART_WEIGHTS = np.array([0.5, 1.0, 1.0, 1.0, 1.0])
"""What the cosines of the window and of its quarters count; the best score that there is comes to their sum."""
DECIMALS = 6
"""Scores are rounded to so many decimals before they are compared, so that float noise chooses no window."""

Boxes = NDArray[np.int64]
"""Rectangles (n, 4): top, left, bottom, right, half-open, in cells."""


@dataclass(frozen=True, slots=True, eq=False)
class WindowQuery:
    """A query as windows are compared with it.

    `bags` are those of the whole query and of its quarters (top left, top right, bottom left, bottom right); `aspect`
    is columns / rows.
    """

    bags: tuple[Bag, ...]
    aspect: float


def window_query(words: WordMap, weights: Grid | None = None, box: Box | None = None) -> WindowQuery:
    """Return the query that a map of words is, or a part of it.

    Parameters
    ----------
    words : ndarray of uint16, (rows, columns)
        The query photo's map of words.
    weights : ndarray of float32, (rows, columns), optional
        What every place counts, not negative; by default all the same.
    box : Box, optional
        The part that is looked for, in cells; by default all.

    Raises
    ------
    ValueError
        The part has no cells.
    """
    part = box or Box(0, 0, *words.shape)
    if part.area == 0:
        raise ValueError(f"{part} has no cells to look for")
    whole = np.array([[part.top, part.left, part.bottom, part.right]])
    pieces = [Box(*map(int, edges)) for edges in np.concatenate([whole, *_quarters(whole)])]
    return WindowQuery(tuple(bag(words, weights, piece) for piece in pieces), part.width / part.height)


def best_window(query: WindowQuery, words: WordMap, weights: Grid | None = None) -> tuple[float, Box]:
    """Return the score and the window of a photo that is most like the query.

    Parameters
    ----------
    query : WindowQuery
        What is looked for.
    words : ndarray of uint16, (rows, columns)
        The photo's map of words.
    weights : ndarray of float32, (rows, columns), optional
        What every place counts, not negative; by default all the same.

    Returns
    -------
    score : float
        cosine / 2 of the window plus the cosines of its quarters with the query's, 0 to 4.5.
    box : Box
        The window in cells; of equal ones the largest, then the first row by row. Where no window has a shape like
        the query's, the whole map is the only one (our reading: the photo must be ranked somewhere).

    Raises
    ------
    ValueError
        The map has no cells.
    """
    if words.size == 0:
        raise ValueError("a map without cells has no windows")
    ids, numbers = np.unique(words, return_inverse=True)
    numbers = numbers.reshape(words.shape)
    counts = np.ones(words.shape) if weights is None else weights.astype(np.float64)
    wanted = np.stack([_spread(part, ids) for part in query.bags])
    best_score, best = -1.0, np.zeros(4, np.int64)
    for boxes in _windows(words.shape[0], words.shape[1], query.aspect):
        parts = np.stack([boxes, *_quarters(boxes)])
        scores = np.round(PART_WEIGHTS @ _cosines(numbers, counts, parts, wanted), DECIMALS)
        place = int(scores.argmax())
        if scores[place] > best_score:
            best_score, best = float(scores[place]), boxes[place]
    return best_score, Box(*map(int, best))


def _windows(rows: int, columns: int, aspect: float) -> Iterator[Boxes]:
    """Yield the windows of each size, those with most cells first."""
    sizes = {(max(1, rows // i), max(1, columns // j)) for i in SHARES for j in SHARES}
    kept = [size for size in sizes if _aspect_score(size[1] / size[0], aspect) >= LEAST_ASPECT]
    for height, width in sorted(kept or [(rows, columns)], key=lambda size: (-size[0] * size[1], size)):
        tops, lefts = np.meshgrid(_starts(rows, height), _starts(columns, width), indexing="ij")
        top, left = tops.ravel(), lefts.ravel()
        yield np.stack([top, left, top + height, left + width], axis=1)


def _aspect_score(one: float, other: float) -> float:
    return min(one / other, other / one)


def _starts(length: int, window: int) -> NDArray[np.int64]:
    """Return where windows begin: every half window, and (ours) at the far edge, so that no cell is passed over."""
    starts = np.arange(0, length - window + 1, max(1, window // 2))
    return starts if starts[-1] == length - window else np.append(starts, length - window)


def _quarters(boxes: Boxes) -> tuple[Boxes, Boxes, Boxes, Boxes]:
    """Return the four quarters of every box; those of a box of one row or column are partly empty."""
    top, left, bottom, right = boxes.T
    row, column = (top + bottom) // 2, (left + right) // 2
    edges = (
        (top, left, row, column),
        (top, column, row, right),
        (row, left, bottom, column),
        (row, column, bottom, right),
    )
    first, second, third, fourth = (np.stack(edge, axis=1) for edge in edges)
    return first, second, third, fourth


def _spread(part: Bag, ids: WordMap) -> NDArray[np.float64]:
    """Return what each of a photo's words counts in a bag, (words of the photo,)."""
    spread = np.zeros(len(ids))
    _, here, there = np.intersect1d(part.words, ids, assume_unique=True, return_indices=True)
    spread[there] = part.counts[here]
    return spread


def _cosines(
    numbers: NDArray[np.int64], counts: NDArray[np.float64], parts: Boxes, wanted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the cosines of parts of a photo with those of the query, (5, n).

    `numbers` (rows, columns) are the places of words in `wanted`, (5, words of the photo); `parts` is (5, n, 4).
    """
    found = np.zeros(parts.shape[:2])
    for line, boxes, bag_wanted in zip(found, parts, wanted, strict=True):
        # Windows of one size have quarters of nearly one size: all cells of all of them are gathered at once.
        rows, inside_rows = _ranges(boxes[:, 0], boxes[:, 2])
        columns, inside_columns = _ranges(boxes[:, 1], boxes[:, 3])
        cells = rows[:, :, None], columns[:, None, :]
        count = np.where(inside_rows[:, :, None] & inside_columns[:, None, :], counts[cells], 0)
        word = numbers[cells]
        keys = word + np.arange(len(boxes))[:, None, None] * wanted.shape[1]
        histograms = np.bincount(keys.ravel(), count.ravel(), len(boxes) * wanted.shape[1]).reshape(len(boxes), -1)
        lengths = np.sqrt(np.einsum("nw,nw->n", histograms, histograms))
        np.divide(histograms @ bag_wanted, lengths, out=line, where=lengths > 0)
    return found


def _ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the places from starts to ends, (n, longest of them), and which of those are inside."""
    steps = np.arange(max(1, int((ends - starts).max())))
    places = starts[:, None] + steps
    inside = places < ends[:, None]
    return np.where(inside, places, 0), inside
