"""What is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.store.photos import PhotoRow
from photosearch.types import Box, Encoding, Mask


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """One of the pictures that are searched for, or a part of it.

    Attributes
    ----------
    box
        The part, in pixels of the upright picture at full size.
    mask
        The part, (rows, columns) bool of any size, stretched over the picture (over the box, where there is one).
    weight
        How much it counts beside other pictures; below 0, photos like it come later.
    """

    path: Path
    box: Box | None = None
    mask: Mask | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A query picture: `photo` where it is a photo of the library; `height`, `width` and `box` at full size.

    `vector` is (dimensions,), or (parts, dimensions) where photos are compared by their parts. `encoding` is what the
    network made of the picture, None where the stored vector served. `others` are pictures that `vector` stands for
    too; `photo` is None then, and where only a part of the picture is searched for, be it `region` or another.
    """

    path: Path
    photo: PhotoRow | None
    height: int
    width: int
    box: Box | None
    vector: NDArray[np.float32]
    encoding: Encoding | None = None
    others: tuple[Path, ...] = ()
    region: Box | None = None
