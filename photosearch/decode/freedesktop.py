"""Thumbnails that the desktop has made already: the shared cache of freedesktop.org, read and never written.

Thumbnail Managing Standard, version 0.9 (freedesktop.org, 2020).
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np
from PIL import Image

from photosearch.decode.colour import to_rgb
from photosearch.types import Rgb

FOLDERS = {128: "normal", 256: "large", 512: "x-large", 1024: "xx-large"}
_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!$&'()*+,-./:=@_~")
"""What GLib leaves as it is in a file's URI; Python's own quoting leaves less, and the cache's names hash the URI."""
SHAPE_TOLERANCE = 2
"""Pixels by which a thumbnail's sides may be rounded."""


def uri(path: Path) -> str:
    """Return an absolute path as desktops write it."""
    return "file://" + "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))


def shared_thumbnail(cache: Path, path: Path, mtime: int, size: tuple[int, int], side: int) -> Rgb | None:
    """Return the desktop's thumbnail of a photo, None where there is none that will do.

    Parameters
    ----------
    cache : Path
        The folder of thumbnails, usually ~/.cache/thumbnails.
    mtime : int
        When the photo was changed, in whole seconds; a thumbnail of another time is stale.
    size : (height, width)
        Of the photo, upright: a thumbnail of another shape was not turned, or is of another picture.
    side : int
        The least long side, in pixels; that of the photo will do where it is less.
    """
    address = uri(path.absolute())
    name = hashlib.md5(address.encode(), usedforsecurity=False).hexdigest() + ".png"
    for longest, folder in FOLDERS.items():
        if longest >= min(side, max(size)):
            found = _fresh(cache / folder / name, address, mtime, longest)
            if found is not None and _fits(found.shape[:2], size, min(side, max(size))):
                return found
    return None


def _fresh(file: Path, address: str, mtime: int, longest: int) -> Rgb | None:
    try:
        with Image.open(file, formats=["PNG"]) as image:
            if max(image.size) > longest:
                return None
            image.load()
            text = getattr(image, "text", {})
            if text.get("Thumb::URI") != address or int(float(text.get("Thumb::MTime", "nan"))) != mtime:
                return None
            return np.asarray(to_rgb(image, None), np.uint8)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # whoever wrote it
        return None


def _fits(shape: tuple[int, ...], size: tuple[int, int], side: int) -> bool:
    """Whether a thumbnail is large enough and of the photo's shape."""
    scale = max(shape) / max(size)
    return max(shape) >= side and all(
        abs(one - other * scale) < SHAPE_TOLERANCE for one, other in zip(shape, size, strict=True)
    )
