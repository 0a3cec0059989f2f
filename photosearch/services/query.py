"""What is searched for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.store.photos import PhotoRow
from photosearch.types import Box, Encoding, Mask

MOST_CELLS = 1 << 20
"""A stencil has at most so many cells."""


@dataclass(frozen=True, slots=True)
class Stencil:
    """A part of a picture of any shape: a mask of rows x columns cells, eight to a byte, that can be kept.

    Raises
    ------
    ValueError
        There is no cell, there are too many, or `bits` are of another number of cells.
    """

    rows: int
    columns: int
    bits: bytes

    def __post_init__(self) -> None:
        cells = self.rows * self.columns
        if min(self.rows, self.columns) < 1 or cells > MOST_CELLS or len(self.bits) != (cells + 7) // 8:
            raise ValueError(f"{len(self.bits)} bytes are no stencil of {self.rows} x {self.columns} cells")

    @classmethod
    def of(cls, mask: Mask) -> Stencil:
        """Return a mask (rows, columns) as a stencil."""
        return cls(mask.shape[0], mask.shape[1], np.packbits(mask).tobytes())

    @property
    def mask(self) -> Mask:
        """The mask, (rows, columns)."""
        flat = np.unpackbits(np.frombuffer(self.bits, np.uint8), count=self.rows * self.columns)
        return flat.reshape(self.rows, self.columns).astype(np.bool_)


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the pictures that are searched for, or a part of it.

    Attributes
    ----------
    box
        The part, in pixels of the upright picture at full size.
    stencil
        The part, stretched over the picture (over the box, where there is one).
    classes
        Names of kinds of things: only the part that shows these, without those with a minus before them.
    weight
        How much it counts beside other pictures; below 0, photos like it come later.
    """

    path: Path
    box: Box | None = None
    stencil: Stencil | None = None
    classes: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def of_shape(self) -> bool:
        """Whether a part is asked for that is no rectangle."""
        return self.stencil is not None or bool(self.classes)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a picture, (row, column) in pixels of the upright photo; hits hold what is there, or do not."""

    row: int
    column: int
    wanted: bool = True


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
