"""What a window shows of a library: its photos in order, their pictures, and their overlays."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.decode.shrink import shrink
from photosearch.explain.render import render, tint
from photosearch.explain.table import OVERLAYS
from photosearch.services.ask import photo_of, same_on_disk
from photosearch.services.library import Library
from photosearch.store.maps import get_maps
from photosearch.store.photos import listed
from photosearch.types import Picture, Rgb, StoredMaps


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
    if not overlay:
        return small
    return render(small, OVERLAYS[overlay].make(maps(library, path), small.shape[:2]))


def maps(library: Library, path: Path) -> StoredMaps:
    """Return a photo's maps: stored ones where there are any, else those of a forward pass.

    Raises
    ------
    UnreadablePhoto
        The photo cannot be shown.
    """
    if library.exists:
        with library.reading() as store:
            photo = photo_of(store, path)
            kept = None if photo is None else get_maps(store, photo.photo_id, library.manifest.sha256)
        if photo is not None and kept is not None and same_on_disk(photo):
            return kept
    return library.encoder([]).encode_file(path, library.pixel_limit)[1].maps


def overlay_tint(kept: StoredMaps, overlay: str, size: tuple[int, int]) -> NDArray[np.uint8]:
    """Return the colours that lie over a photo, (height, width, 4), not premultiplied."""
    return tint(OVERLAYS[overlay].make(kept, size))


def overlay_names() -> Sequence[tuple[str, str, str]]:
    """Return (id, title, legend) of every overlay."""
    return [(kind.id, kind.title, kind.legend) for kind in OVERLAYS.values()]
