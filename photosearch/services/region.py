"""A part of a photo, as a photo of its own."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np

from photosearch.decode.names import printable
from photosearch.decode.read import read
from photosearch.errors import QueryProblem
from photosearch.types import Box, Picture


def read_part(path: Path, box: Box | None, short_side: int, pixel_limit: int) -> Picture:
    """Decode a photo, or the part of it that a box holds.

    Parameters
    ----------
    box : Box or None
        In pixels of the upright photo at full size.
    short_side : int
        A whole photo may be scaled down to about this many pixels while it is decoded; a part is decoded at full size.

    Raises
    ------
    QueryProblem
        The box is not a part of the photo.
    UnreadablePhoto
        The photo cannot be shown.
    """
    if box is None:
        return read(path, short_side, pixel_limit)
    whole = read(path, None, pixel_limit)
    check_box(path, box, whole.metadata.height, whole.metadata.width)
    part = np.ascontiguousarray(whole.rgb[box.top : box.bottom, box.left : box.right])
    return Picture(part, replace(whole.metadata, height=box.height, width=box.width))


def grown(box: Box, share: float, height: int, width: int) -> Box:
    """Return a box that is higher and wider by a share, about the same middle; what leaves the photo is cut off."""
    rows, columns = math.ceil(box.height * share / 2), math.ceil(box.width * share / 2)
    return Box(
        max(0, box.top - rows),
        max(0, box.left - columns),
        min(height, box.bottom + rows),
        min(width, box.right + columns),
    )


def check_box(path: Path, box: Box, height: int, width: int) -> None:
    """Raise QueryProblem unless a box is a part of a photo of this size."""
    corners = f"{box.top},{box.left},{box.bottom},{box.right}"
    if box.bottom <= box.top or box.right <= box.left:
        raise QueryProblem(
            f"The box {corners} is empty: it is top,left,bottom,right, and bottom and right must be the greater ones."
        )
    if box.top < 0 or box.left < 0 or box.bottom > height or box.right > width:
        raise QueryProblem(
            f"The box {corners} leaves the photo {printable(path)}, which is {height} pixels high and {width} wide."
        )
