"""A part of a photo that is drawn by hand: strokes of a round brush and closed lines on a grid of cells, and undo.

Points are (row, column) in cells: the cell (r, c) covers r to r + 1 and c to c + 1. Nothing here knows a screen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from photosearch.types import Mask

SIDE = 128
"""Cells along the longer side of a photo."""
LEAST_RADIUS, MOST_RADIUS = 1.0, SIDE / 2
MOST_STEPS = 100
"""Older strokes are not taken back."""


def raster(size: tuple[int, int]) -> tuple[int, int]:
    """Return the (rows, columns) of the grid over a photo of (height, width) pixels; its cells are about square."""
    height, width = size
    scale = SIDE / max(height, width)
    return max(1, round(height * scale)), max(1, round(width * scale))


def stroke(shape: tuple[int, ...], start: tuple[float, float], end: tuple[float, float], radius: float) -> Mask:
    """Return the cells (rows, columns) whose centre lies no farther than the radius, in cells, from a straight line."""
    rows, columns = np.arange(shape[0])[:, None] + 0.5, np.arange(shape[1])[None] + 0.5
    down, right = end[0] - start[0], end[1] - start[1]
    along = ((rows - start[0]) * down + (columns - start[1]) * right) / max(down**2 + right**2, 1e-12)
    along = np.clip(along, 0, 1)
    near: Mask = np.hypot(rows - start[0] - along * down, columns - start[1] - along * right) <= radius
    return near


def enclosed(shape: tuple[int, ...], corners: Sequence[tuple[float, float]]) -> Mask:
    """Return the cells (rows, columns) whose centre a closed line goes around, however often it crosses itself."""
    rows, columns = shape
    turns = np.zeros((rows, columns + 1), np.int64)
    for (top, left), (bottom, right) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        # A line that passes a row's middle on its way down turns around all that is to the right of it.
        first, last = sorted((top, bottom))
        passed = np.arange(*np.clip(np.ceil(np.array([first, last]) - 0.5), 0, rows).astype(int))
        if passed.size:
            at = left + (passed + 0.5 - top) / (bottom - top) * (right - left)
            turns[passed, np.clip(np.ceil(at - 0.5), 0, columns).astype(int)] += 1 if bottom > top else -1
    around: Mask = turns.cumsum(axis=1)[:, :columns] != 0
    return around


class DrawnMask:
    """A mask that grows and shrinks by steps that can be taken back; every change makes a new array.

    Parameters
    ----------
    mask
        Where it begins, (rows, columns) cells.
    automatic
        What `start_over` returns to, of the same shape.
    """

    def __init__(self, mask: Mask, automatic: Mask) -> None:
        self.mask = mask
        self._automatic = automatic
        self._steps: list[Mask] = []

    @property
    def untouched(self) -> bool:
        """Whether it is as it was in the beginning, with nothing to take back."""
        return not self._steps

    def begin(self) -> None:
        """Begin a step."""
        self._steps.append(self.mask)

    def paint(self, start: tuple[float, float], end: tuple[float, float], radius: float, *, inside: bool) -> None:
        """Paint a straight piece of a step in or out."""
        self._put(stroke(self.mask.shape, start, end, radius), inside=inside)

    def end(self) -> None:
        """End a step; one that changed nothing is none."""
        if np.array_equal(self._steps[-1], self.mask):
            self.mask = self._steps.pop()
        del self._steps[:-MOST_STEPS]

    def lasso(self, corners: Sequence[tuple[float, float]], *, inside: bool) -> None:
        """Paint in or out what a closed line goes around; it replaces a mask to which nothing was done yet."""
        part = enclosed(self.mask.shape, corners)
        if not part.any():
            return
        replaces = inside and self.untouched
        self.begin()
        if replaces:
            self.mask = part
        else:
            self._put(part, inside=inside)
        self.end()

    def start_over(self) -> None:
        """Return to the main object as the network sees it, which is a step too."""
        self.begin()
        self.mask = self._automatic
        self.end()

    def undo(self) -> bool:
        """Take the last step back, and say whether there was one."""
        if not self._steps:
            return False
        self.mask = self._steps.pop()
        return True

    def _put(self, part: Mask, *, inside: bool) -> None:
        self.mask = self.mask | part if inside else self.mask & ~part


class BrushStroke:
    """One step from where it begins to where it ends: a stroke of the brush, or a line that is closed at its end.

    Parameters
    ----------
    radius
        Of the brush, in cells.
    inside
        Whether it paints in, or out.
    lasso
        Whether a line is drawn; the mask changes when it is closed, not before.
    """

    def __init__(
        self, drawn: DrawnMask, at: tuple[float, float], radius: float, *, inside: bool, lasso: bool = False
    ) -> None:
        self.line = [at]
        self.inside = inside
        self.is_lasso = lasso
        self._drawn = drawn
        self._radius = radius
        if not lasso:
            drawn.begin()
            drawn.paint(at, at, radius, inside=inside)

    def move(self, at: tuple[float, float]) -> None:
        """Go on to another place."""
        if not self.is_lasso:
            self._drawn.paint(self.line[-1], at, self._radius, inside=self.inside)
        self.line.append(at)

    def end(self) -> None:
        """End it where it is."""
        if self.is_lasso:
            self._drawn.lasso(self.line, inside=self.inside)
        else:
            self._drawn.end()

    def break_off(self) -> None:
        """Leave everything as if it had not been begun."""
        if not self.is_lasso:
            self._drawn.undo()
