"""The regions of R-MAC: squares of three sizes, evenly spread over the map.

Tolias, Sicre, Jegou: "Particular Object Retrieval with Integral Max-Pooling of CNN Activations", ICLR 2016.
"""

from __future__ import annotations

import math

from photosearch.types import Box

LEVELS = 3
OVERLAP = 0.4
"""Neighbours of the largest size share about so much of their area."""
STEPS = range(2, 8)


def more_along(rows: int, columns: int) -> int:
    """Return how many more regions lie along the long side than along the short one; 0 on a square."""
    short, long = sorted((rows, columns))
    if short == long:
        return 0
    misses = [abs((short - (long - short) / (steps - 1)) / short - OVERLAP) for steps in STEPS]
    # Where two are equally near, the larger number, as the authors' code has it by rounding: 26 regions at 16:9.
    nearest = min(misses)
    return 1 + max(index for index, miss in enumerate(misses) if miss - nearest < 1e-9)


def region_grid(rows: int, columns: int, extra: int | None = None) -> list[Box]:
    """Return the regions of a map of (rows, columns), largest first, in cells.

    Parameters
    ----------
    extra : int, optional
        How many more regions lie along the long side (columns on a square); by default as on the map's shape.
    """
    short = min(rows, columns)
    more = more_along(rows, columns) if extra is None else extra
    down, across = (more, 0) if rows > columns else (0, more)
    found: list[Box] = []
    for level in range(1, LEVELS + 1):
        side = 2 * short // (level + 1)
        if side < 1:
            break
        tops, lefts = _origins(rows, side, level + down), _origins(columns, side, level + across)
        found += [Box(top, left, top + side, left + side) for top in tops for left in lefts]
    return found


def _origins(length: int, side: int, count: int) -> list[int]:
    """Return where `count` regions of a side begin along a length."""
    half = math.floor(side / 2 - 1)
    step = (length - side) / (count - 1) if count > 1 else 0.0
    return [math.floor(half + index * step) - half for index in range(count)]
