"""What a spatial weight is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from photosearch.types import FeatureMap, Grid, Observation


@dataclass(frozen=True, slots=True)
class Weight:
    """A way of saying how much every place of a picture counts.

    Attributes
    ----------
    id
        Its name on the command line.
    title
        What a photographer reads.
    make
        From an observation and maps (channels, rows, columns) of one of its layers to a grid (rows, columns) float32,
        not negative. An all-zero grid is used as all ones: see `weigh`.
    """

    id: str
    title: str
    make: Callable[[Observation, FeatureMap], Grid]


def weigh(weight: Weight, observation: Observation, maps: FeatureMap) -> Grid:
    """Return the grid of a weight, all ones where it finds nothing anywhere."""
    grid = weight.make(observation, maps)
    return grid if grid.any() else np.ones_like(grid)


def to_grid(saliency: Grid, rows: int, columns: int) -> Grid:
    """Reduce a map of a photo's size to a grid (rows, columns) by the maximum of each block.

    Each cell takes the pixels that it covers, those on an edge included; a map smaller than the grid is repeated.
    """
    height, width = saliency.shape
    if height < rows or width < columns:
        size = (max(width, columns), max(height, rows))
        saliency = np.asarray(cv2.resize(saliency, size, interpolation=cv2.INTER_NEAREST), np.float32)
        height, width = saliency.shape
    tops, lefts = np.arange(rows) * height // rows, np.arange(columns) * width // columns
    lines = np.maximum.reduceat(saliency, tops, axis=0)
    grid: Grid = np.maximum.reduceat(lines, lefts, axis=1).astype(np.float32)
    return grid


def stretched(grid: Grid) -> Grid:
    """Scale a grid so that its least value is 0 and its greatest 1; a flat one becomes all zero."""
    low, high = float(grid.min()), float(grid.max())
    return (grid - low) / (high - low) if high > low else np.zeros_like(grid)
