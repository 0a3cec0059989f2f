"""Where in a photo the query lies: place by place, the likest place of the query. Nothing has to be learned.

Ours: R-MAC's region search and class maps need a box of the query's shape or a class; this follows what is alike. On
the CD covers of `tests/benchmarks/boxes.py` it finds covers better than either.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.selection import activation_map, component_box, largest_component, main_object
from photosearch.types import Box, FeatureMap, Grid

FINER = 8
"""The grid of likeness is enlarged by this before its box is drawn: a cell is a tenth of a photo wide."""
DECIMALS = 6
"""Scores are rounded to so many decimals, so that float noise orders nothing."""


def query_cells(deep: FeatureMap) -> NDArray[np.float32]:
    """Return the cells of a query's main object (of all of it where there is none), of unit length, (n, channels).

    Parameters
    ----------
    deep : ndarray of float32, (channels, rows, columns)
        Rectified maps of the query, or of the part of it that is searched for.
    """
    chosen = main_object(deep)
    cells = deep[:, chosen] if chosen.any() else deep.reshape(len(deep), -1)
    return _unit(cells.T)


def best_place(query: NDArray[np.float32], deep: FeatureMap) -> tuple[float, Box]:
    """Return how much of the query a photo shows, and the box of what shows it.

    Parameters
    ----------
    query : ndarray of float32, (n, channels)
        `query_cells` of the query.
    deep : ndarray of float32, (channels, rows, columns)
        The photo's rectified maps.

    Returns
    -------
    score : float
        The mean over the query's cells of the greatest cosine with a cell of the photo, 0 to 1.
    box : Box
        In cells of a grid `FINER` times as fine. Around the largest connected part whose likeness, the greatest cosine
        with a cell of the query times the root of the activation, exceeds its mean; the whole photo where none does.

    Raises
    ------
    ValueError
        The channels differ.
    """
    channels, rows, columns = deep.shape
    cells = _unit(deep.reshape(channels, -1).T)
    cosines = query @ cells.T
    score = round(float(cosines.max(axis=1).mean(dtype=np.float64)), DECIMALS) if len(query) else 0.0
    activation = activation_map(deep)
    peak = float(activation.max())
    alike: Grid = np.maximum(cosines.max(axis=0, initial=0), 0).reshape(rows, columns)
    weighed = alike * np.sqrt(activation / peak) if peak > 0 else alike
    fine = cv2.resize(weighed, (columns * FINER, rows * FINER), interpolation=cv2.INTER_LINEAR)
    box = component_box(largest_component(np.asarray(fine > fine.mean(dtype=np.float64))))
    return score, Box(0, 0, rows * FINER, columns * FINER) if box is None else box


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
