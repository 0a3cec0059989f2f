"""Which part of a picture counts, on the grid on which a person draws it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from photosearch.decode.read import read
from photosearch.descriptors.selection import fitted_mask
from photosearch.errors import QueryProblem
from photosearch.explain.mask_outlines import mask_outlines
from photosearch.explain.overlay import smooth
from photosearch.services.ask import shape_of
from photosearch.services.drawn_mask import DrawnMask, raster
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.services.sights import stored_sight
from photosearch.types import Box, Mask

__all__ = ["drawn_part", "mask_outlines", "over_photo", "part_to_draw"]


def part_to_draw(library: Library, asked: Asked) -> DrawnMask:
    """Return what is searched for of a picture, else its main object, else all of it, to be drawn anew.

    Raises
    ------
    UnreadablePhoto
        The picture cannot be shown.
    """
    known = read(asked.path, 1, library.pixel_limit).metadata
    size = (known.height, known.width)
    automatic = _main_object(library, asked.path, raster(size))
    try:
        shape = shape_of(library, asked)
    except QueryProblem:  # nothing of it is left
        return DrawnMask(automatic, automatic)
    if shape is None and asked.box is None:
        return DrawnMask(automatic, automatic)
    return DrawnMask(over_photo(np.ones((1, 1), np.bool_) if shape is None else shape, asked.box, size), automatic)


def over_photo(mask: Mask, box: Box | None, size: tuple[int, int]) -> Mask:
    """Return a mask that lies over a box of a photo of (height, width) pixels, or all of it, on the photo's grid."""
    shape = raster(size)
    if box is None:
        return _stretched(mask, shape)
    cells = box.scaled(size, shape)
    top, left = min(cells.top, shape[0] - 1), min(cells.left, shape[1] - 1)
    bottom, right = max(cells.bottom, top + 1), max(cells.right, left + 1)
    whole = np.zeros(shape, np.bool_)
    whole[top:bottom, left:right] = _stretched(mask, (bottom - top, right - left))
    return whole


def drawn_part(asked: Asked, mask: Mask) -> Asked:
    """Return a picture of which a drawn part is asked for, and nothing else of what was chosen of it before.

    Raises
    ------
    QueryProblem
        Nothing is drawn.
    """
    if not mask.any():
        raise QueryProblem("Nothing of the picture is chosen. Paint something in first, or start over.")
    return replace(asked, box=None, classes=(), stencil=Stencil.of(mask))


def _main_object(library: Library, path: Path, shape: tuple[int, int]) -> Mask:
    component = stored_sight(library, path).maps.component
    return _stretched(component, shape) if component.any() else np.ones(shape, np.bool_)


def _stretched(mask: Mask, shape: tuple[int, int]) -> Mask:
    """Return a mask at another size (rows, columns), smooth where it grows; of its own size it stays as it is."""
    if mask.shape[0] > shape[0]:
        return fitted_mask(mask, shape)
    inside: Mask = smooth(mask.astype(np.float32), shape) >= 0.5
    return inside
