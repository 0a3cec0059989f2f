"""For each place of a photo, how like the other photo's main object it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.normalise import l2
from photosearch.descriptors.selection import main_object
from photosearch.errors import ProgramError
from photosearch.explain.overlay import HeatOverlay, PairKind, Sight, Size, stretch
from photosearch.types import DEEP, FeatureMap, Grid, Vector


def make(query: Sight, hit: Sight, query_size: Size, hit_size: Size) -> tuple[HeatOverlay, HeatOverlay]:
    """Return the cosine of every cell with the other photo's selected mean, on one scale for both photos."""
    mine, theirs = (_deep(sight) for sight in (query, hit))
    here, there = likeness(mine, selected_mean(theirs)), likeness(theirs, selected_mean(mine))
    low, high = min(here.min(), there.min()), max(here.max(), there.max())
    note = f"likeness of places from {low:.2f} to {high:.2f}"
    scale = high - low if high > low else 1.0
    first, second = (
        HeatOverlay(stretch(((grid - low) / scale).astype(np.float32), size, cells=sight.cells), note)
        for sight, grid, size in ((query, here, query_size), (hit, there, hit_size))
    )
    return first, second


def selected_mean(deep: FeatureMap) -> Vector:
    """Return l2 of the mean over the main object M~, over everything where there is none, (channels,)."""
    component = main_object(deep)
    cells = deep[:, component] if component.any() else deep.reshape(len(deep), -1)
    return l2(cells.mean(axis=1, dtype=np.float64))


def likeness(deep: FeatureMap, vector: Vector) -> Grid:
    """Return the cosine of each cell of maps (channels, rows, columns) with a unit vector, (rows, columns)."""
    lengths: NDArray[np.float64] = np.linalg.norm(deep.astype(np.float64), axis=0)
    products = np.einsum("chw,c->hw", deep, vector, dtype=np.float64)
    cosines: Grid = np.divide(products, lengths, out=np.zeros_like(products), where=lengths > 0).astype(np.float32)
    return cosines


def _deep(sight: Sight) -> FeatureMap:
    if sight.seen is None:
        raise ProgramError("a pair needs a fresh look")
    return sight.seen.maps[DEEP]


KIND = PairKind(
    id="pair",
    title="Where it is alike",
    legend="Yellow places of each photo look like the main object of the other.",
    make=make,
)
