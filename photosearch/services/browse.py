"""What a window shows of a library: its photos in order, their pictures, and their overlays."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from photosearch.decode.read import read
from photosearch.decode.shrink import shrink
from photosearch.explain.render import render
from photosearch.explain.table import OVERLAYS, PAIRS
from photosearch.services.ask import photo_of
from photosearch.services.library import Library
from photosearch.services.sights import is_pair, overlay_of
from photosearch.store.photos import listed
from photosearch.types import Picture, Rgb


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


def cell_picture(library: Library, path: Path, side: int, overlay: str = "") -> Rgb:
    """Return a photo that fits a square of `side` pixels, under an overlay if one is named.

    Raises
    ------
    UnreadablePhoto
        It cannot be shown.
    """
    small = shrink(read(path, side, library.pixel_limit), side)
    if not overlay or is_pair(overlay):  # in a small cell there is no query beside it
        return small
    return render(small, overlay_of(library, path, overlay, small.shape[:2]))


def overlay_names() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of every overlay."""
    alone = [(kind.id, kind.title, kind.legend) for kind in OVERLAYS.values()]
    return [*alone, *((kind.id, kind.title, kind.legend) for kind in PAIRS.values())]
