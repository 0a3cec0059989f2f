"""What lies over a photo, in the photo's own pixels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fitted import Learned
from photosearch.types import Mask, Observation, StoredMaps, Words

Size: TypeAlias = tuple[int, int]
"""(height, width) of a photo as it is shown, in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What is known of a photo that is to be explained.

    Attributes
    ----------
    maps
        What is stored of it.
    names
        Of the network's classes, by their numbers; empty where they have none.
    seen
        What the network makes of it, where the overlay needs a fresh look.
    regional
        What the method of regions has learned, where it has.
    method
        The descriptor by which the photo is compared with another, where that is known.
    cells
        Whether the network's cells are to be seen as they are, not interpolated.
    words
        What it is in visual words, where an overlay of them is asked for.
    """

    maps: StoredMaps
    names: Sequence[str] = ()
    seen: Observation | None = None
    regional: Learned | None = None
    method: str = ""
    cells: bool = False
    words: Words | None = None

    def name(self, class_id: int) -> str:
        """Return what a class is called."""
        return self.names[class_id] if class_id < len(self.names) else f"class {class_id}"


@dataclass(frozen=True, slots=True, eq=False)
class MaskOverlay:
    """A part of a photo: (height, width) float32, 1 well inside, 0 well outside, 0.5 on its outline."""

    values: NDArray[np.float32]
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class HeatOverlay:
    """How much each pixel counts: (height, width) float32, 0 to 1; `note` says what is seen, in a few words."""

    values: NDArray[np.float32]
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part with an outline, (corners, 2) int32, (row, column) in pixels; the same colour is the same thing."""

    outline: NDArray[np.int32]
    label: str
    colour: int


@dataclass(frozen=True, slots=True, eq=False)
class RegionsOverlay:
    """Outlines over a photo of (height, width) pixels, the one that counts most first."""

    size: Size
    regions: tuple[Region, ...]
    note: str = ""


Overlay: TypeAlias = MaskOverlay | HeatOverlay | RegionsOverlay


@dataclass(frozen=True, slots=True)
class OverlayKind:
    """A way of looking at a photo.

    Attributes
    ----------
    id
        Its name on the command line; an argument may follow a colon.
    title, legend
        What a photographer reads: a few words, and one sentence that says what the picture means.
    make
        From what is known of a photo, its size and an argument (often empty) to the overlay. Raises QueryProblem where
        the argument names nothing.
    needs_look
        Whether a fresh look is needed, or what is stored will do, given the argument.
    beside
        What a query and a hit show together, where that is more than what each shows alone; both need a fresh look.
    of_words
        Whether it shows visual words. Only a search tells which, so it is offered while there is one, and else not.
    """

    id: str
    title: str
    legend: str
    make: Callable[[Sight, Size, str], Overlay]
    needs_look: Callable[[Sight, str], bool] = lambda _sight, _argument: False
    beside: Callable[[Sight, Sight, Size, Size], tuple[Overlay, Overlay]] | None = None
    of_words: bool = False


@dataclass(frozen=True, slots=True)
class PairKind:
    """A way of looking at a query and a hit together; `make` gives the overlay of each. Both need a fresh look."""

    id: str
    title: str
    legend: str
    make: Callable[[Sight, Sight, Size, Size], tuple[Overlay, Overlay]]


def smooth(cells: NDArray[np.float32], size: Size) -> NDArray[np.float32]:
    """Return a grid stretched over a photo of (height, width) pixels, interpolated between the centres of its cells."""
    height, width = size
    return np.asarray(cv2.resize(cells, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def stretch(grid: NDArray[np.float32], size: Size, *, cells: bool) -> NDArray[np.float32]:
    """Return a grid over a photo of (height, width) pixels: smooth, or with every cell as one block of its value."""
    if not cells:
        return smooth(grid, size)
    height, width = size
    return np.asarray(cv2.resize(grid, (width, height), interpolation=cv2.INTER_NEAREST_EXACT), np.float32)


def outline(region: Mask, size: Size) -> NDArray[np.int32]:
    """Return the convex outline of cells (rows, columns) over a photo of (height, width) pixels, (corners, 2)."""
    rows, columns = np.nonzero(region)
    corners = np.concatenate([np.stack([rows + down, columns + right], axis=1) for down in (0, 1) for right in (0, 1)])
    hull = cv2.convexHull(np.ascontiguousarray(corners[:, ::-1].astype(np.int32)))[:, 0, ::-1]
    scale = np.array([(size[0] - 1) / region.shape[0], (size[1] - 1) / region.shape[1]])
    return np.asarray(np.round(hull * scale), np.int32)
