"""What is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.store.photos import PhotoRow
from photosearch.types import Box, Encoding


@dataclass(frozen=True, slots=True)
class Part:
    """What a box holds of a picture, in pixels of the upright picture at full size."""

    path: Path
    box: Box


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """A query picture: `photo` where it is a photo of the library; `height`, `width` and `box` at full size.

    `vector` is (dimensions,), or (parts, dimensions) where photos are compared by their parts. `encoding` is what the
    network made of the picture, None where the stored vector served. `others` are pictures that `vector` stands for
    too; `photo` is None then, and where only the part `region` of the picture is searched for.
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
