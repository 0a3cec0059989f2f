"""What lies over a photo, in the photo's own pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.types import StoredMaps


@dataclass(frozen=True, slots=True, eq=False)
class MaskOverlay:
    """A part of a photo: (height, width) float32, 1 well inside, 0 well outside, 0.5 on its outline."""

    values: NDArray[np.float32]


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


def smooth(cells: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """Return a grid stretched over a photo of (height, width) pixels, interpolated between the centres of its cells."""
    height, width = size
    return np.asarray(cv2.resize(cells, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
