"""What lies over a photo, in the photo's own pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Mask, StoredMaps


@dataclass(frozen=True, slots=True, eq=False)
class MaskOverlay:
    """A part of a photo: (height, width), True inside."""

    mask: Mask


@dataclass(frozen=True, slots=True, eq=False)
class HeatOverlay:
    """How much each pixel counts: (height, width) float32, 0 to 1."""

    values: NDArray[np.float32]


Overlay: TypeAlias = MaskOverlay | HeatOverlay


@dataclass(frozen=True, slots=True)
class OverlayKind:
    """A way of looking at a photo.

    Attributes
    ----------
    id
        Its name on the command line.
    title, legend
        What a photographer reads: a few words, and one sentence that says what the picture means.
    make
        From a photo's maps and its size, (height, width) in pixels, to the overlay.
    """

    id: str
    title: str
    legend: str
    make: Callable[[StoredMaps, tuple[int, int]], Overlay]


def cells_to_pixels(cells: Mask, size: tuple[int, int]) -> Mask:
    """Return the cells of a grid as pixels: the cells are equal parts of the photo, and a pixel's centre decides."""
    height, width = size
    rows = (2 * np.arange(height) + 1) * cells.shape[0] // (2 * height)
    columns = (2 * np.arange(width) + 1) * cells.shape[1] // (2 * width)
    pixels: Mask = cells[rows[:, None], columns[None, :]]
    return pixels
