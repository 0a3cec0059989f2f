"""Where in a photo the query lies: the box whose maxima are most like the query's, found without pooling every box.

Tolias, Sicre, Jegou: "Particular Object Retrieval with Integral Max-Pooling of CNN Activations", ICLR 2016 (approximate
max-pooling localization). The sum of x^10 over a box comes from four values of an integral image; its tenth root is
nearly the maximum.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.normalise import l2
from photosearch.types import Box, FeatureMap, Vector

POWER = 10
STEP = 3
"""Edges of the first boxes lie on every third line between cells, and (ours) on the last."""
ASPECT = 1.1
"""The first boxes' aspect ratio differs from the query's by at most this factor."""
ROUNDS = 5
"""How often the best box is refined: one edge after the other is moved by up to `STEP` cells, where that helps."""
DECIMALS = 6
"""Scores are rounded to so many decimals before they are compared, so that float noise chooses no box."""
BLOCK = 4_000_000
"""Numbers that are looked at at once, so that a large map does not take gigabytes."""

Boxes = NDArray[np.int64]
"""Rectangles (n, 4): top, left, bottom, right, half-open, in cells."""


def max_vector(maps: FeatureMap, box: Box | None = None) -> Vector:
    """Return l2 of the maxima of maps (channels, rows, columns) inside a box in cells, by default everywhere."""
    part = maps if box is None else maps[:, box.top : box.bottom, box.left : box.right]
    return l2(part.max(axis=(1, 2), initial=0))


class IntegralMaps:
    """Approximate maxima of any box of a photo.

    Parameters
    ----------
    maps : ndarray of float32, (channels, rows, columns)
        Rectified maps of one layer.

    Raises
    ------
    ValueError
        The maps have no cells.
    """

    def __init__(self, maps: FeatureMap) -> None:
        channels, self.rows, self.columns = maps.shape
        if maps.size == 0:
            raise ValueError(f"maps of {maps.shape} have no cells")
        # Powers of what is at most 1 neither overflow nor drown a weak channel; every channel gets its size back.
        self._peaks = maps.max(axis=(1, 2), initial=0).astype(np.float64)
        peaks = np.where(self._peaks > 0, self._peaks, 1)
        powers = np.maximum(maps.transpose(1, 2, 0) / peaks, 0) ** POWER
        self._sums = np.zeros((self.rows + 1, self.columns + 1, channels))
        self._sums[1:, 1:] = powers.cumsum(axis=0).cumsum(axis=1)

    def maxima(self, boxes: Boxes) -> NDArray[np.float64]:
        """Return the approximate maxima of boxes (n, 4), (n, channels).

        At most (cells in the box)^(1/10) times too large; what is under a twentieth of the channel's maximum in the
        photo is lost in rounding.
        """
        top, left, bottom, right = boxes.T
        sums = self._sums[bottom, right] - self._sums[top, right] - self._sums[bottom, left] + self._sums[top, left]
        maxima: NDArray[np.float64] = self._peaks * np.maximum(sums, 0) ** (1 / POWER)
        return maxima

    def scores(self, boxes: Boxes, query: Vector) -> NDArray[np.float64]:
        """Return the cosines of the approximate maxima of boxes (n, 4) with a vector (channels,), (n,)."""
        wanted = l2(query).astype(np.float64)
        found = []
        size = max(1, BLOCK // len(wanted))
        for start in range(0, len(boxes), size):
            vectors = self.maxima(boxes[start : start + size])
            lengths = np.linalg.norm(vectors, axis=1)
            found.append(np.divide(vectors @ wanted, lengths, out=np.zeros(len(vectors)), where=lengths > 0))
        return np.round(np.concatenate(found), DECIMALS)


def best_region(maps: FeatureMap, query: Vector, aspect: float) -> tuple[float, Box]:
    """Return the approximate score and the box of a photo that is most like the query.

    Parameters
    ----------
    maps : ndarray of float32, (channels, rows, columns)
        The photo's rectified maps.
    query : ndarray of float32, (channels,)
        The query's maxima (`max_vector`), of any length.
    aspect : float
        The query's columns / rows.

    Returns
    -------
    score : float
        The cosine of the query and the box's approximate maxima, 0 to 1.
    box : Box
        In cells; of equal ones the largest, then the first. Where no box has the query's shape, the search starts from
        the whole map. Refining may leave the query's shape (our reading: the paper does not say).

    Raises
    ------
    ValueError
        The maps have no cells, or the query another number of channels.
    """
    if query.shape != maps.shape[:1]:
        raise ValueError(f"a query of {query.shape} does not fit maps of {maps.shape}")
    integral = IntegralMaps(maps)
    boxes = _first_boxes(integral.rows, integral.columns, aspect)
    scores = integral.scores(boxes, query)
    place = int(scores.argmax())
    score, best = float(scores[place]), boxes[place]
    for _ in range(ROUNDS):
        before = best
        for edge in range(4):
            moved = _moved(best, edge, integral.rows, integral.columns)
            scores = integral.scores(moved, query)
            place = int(scores.argmax())
            if scores[place] > score:
                score, best = float(scores[place]), moved[place]
        if best is before:
            break
    return score, Box(*map(int, best))


def _first_boxes(rows: int, columns: int, aspect: float) -> Boxes:
    """Return the boxes on the grid that have the query's shape, large ones first."""
    top, bottom = _pairs(rows)
    left, right = _pairs(columns)
    height, width = bottom - top, right - left
    ratio = width[None, :] / height[:, None] / aspect
    vertical, horizontal = np.nonzero(np.maximum(ratio, 1 / ratio) <= ASPECT)
    if not len(vertical):
        return np.array([[0, 0, rows, columns]])
    boxes = np.stack([top[vertical], left[horizontal], bottom[vertical], right[horizontal]], axis=1)
    return boxes[np.argsort(-height[vertical] * width[horizontal], kind="stable")]


def _pairs(length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return all pairs of lines, the first before the second."""
    lines = np.unique(np.append(np.arange(0, length, STEP), length))
    first, second = np.triu_indices(len(lines), 1)
    return lines[first], lines[second]


def _moved(box: NDArray[np.int64], edge: int, rows: int, columns: int) -> Boxes:
    """Return a box and those with one edge moved by up to `STEP` cells; none is empty or leaves the map."""
    moved = np.repeat(box[None], 2 * STEP + 1, axis=0)
    moved[:, edge] += np.arange(-STEP, STEP + 1)
    top, left, bottom, right = moved.T
    inside = (top >= 0) & (left >= 0) & (bottom <= rows) & (right <= columns)
    allowed: Boxes = moved[inside & (top < bottom) & (left < right)]
    return allowed
