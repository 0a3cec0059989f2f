"""What a window shows of a library: its photos in order, their pictures, and their overlays."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photosearch.decode.read import read
from photosearch.decode.shrink import shrink
from photosearch.explain.render import render
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.services.known import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.services.region import grown
from photosearch.services.sights import USUAL, Manner, is_pair, overlay_of
from photosearch.store.photos import listed
from photosearch.types import Box, Picture, Rgb

AROUND = 0.15
"""So much higher and wider than the main object is what a cropped thumbnail shows."""


def timeline(library: Library, limit: int | None = None) -> Sequence[tuple[int, str, str]]:
    """Return (photo id, path, day) of a library's photos, or of the first of them, that are not missing.

    Newest first: by capture time, else by file time. A day is written as in 2024-03-14.
    """
    with library.reading() as store:
        return [
            (key, os.fsdecode(root + b"/" + path), sys.intern(time[:10]))
            for key, root, path, time in listed(store, limit)
        ]


def damage(library: Library, path: Path) -> str | None:
    """Return what was lost of a photo of the library, None if nothing is known of it."""
    if not library.exists:
        return None
    with library.reading() as store:
        photo = photo_of(store, path)
    return None if photo is None else photo.damage


def picture(library: Library, path: Path, short_side: int) -> Picture:
    """Return a photo, upright, no smaller than `short_side` if it is that large.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    return read(path, short_side, library.pixel_limit)


def cell_picture(
    library: Library, path: Path, side: int, overlay: str = "", *, cropped: bool = False, how: Manner = USUAL
) -> Rgb:
    """Return a photo that fits a square of `side` pixels, under an overlay if one is named.

    Parameters
    ----------
    cropped : bool
        Return the main object and a little around it instead, where the photo has one.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    part = around_object(library, path) if cropped else None
    whole = side
    if part is not None:  # the photo is so large then that the part fits the square
        box, height, width = part
        whole = min(max(height, width), math.ceil(side * max(height, width) / max(box.height, box.width)))
    small = shrink(read(path, whole, library.pixel_limit), whole)
    if overlay and not is_pair(overlay):  # in a small cell there is no query beside it
        small = render(small, overlay_of(library, path, overlay, small.shape[:2], how))
    if part is None:
        return small
    rows, columns = small.shape[:2]
    cut = box.scaled((height, width), (rows, columns))
    top, left = min(cut.top, rows - 1), min(cut.left, columns - 1)  # a box may be thinner than a row is now
    return small[top : max(cut.bottom, top + 1), left : max(cut.right, left + 1)][:side, :side]


def around_object(library: Library, path: Path) -> tuple[Box, int, int] | None:
    """Return where the main object is and a little around it, in a photo of (height, width); None where there is none.

    A photo that has changed since it was indexed has none: its box is that of another picture.
    """
    if not library.exists:
        return None
    with library.reading() as store:
        photo = photo_of(store, path)
    if photo is None or photo.box is None or not same_on_disk(photo):
        return None
    height, width = photo.metadata.height, photo.metadata.width
    return grown(photo.box, AROUND, height, width), height, width


def overlay_names() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of every overlay."""
    alone = [(kind.id, kind.title, kind.legend) for kind in OVERLAYS.values()]
    return [*alone, *((kind.id, kind.title, kind.legend) for kind in PAIRS.values())]


def offered_overlays() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of the overlays that can be chosen at any time: they need no search."""
    return [one for one in overlay_names() if one[0] not in OVERLAYS or not OVERLAYS[one[0]].of_words]
