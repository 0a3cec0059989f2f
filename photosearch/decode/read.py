"""Reading photos: the door of this room."""

from __future__ import annotations

import atexit
import stat
from importlib import metadata
from pathlib import Path

from photosearch.decode.content import decode_content, is_light
from photosearch.decode.names import printable
from photosearch.decode.workers import Workers
from photosearch.errors import NotAPhoto, UnreadablePhoto, VanishedFile
from photosearch.settings import PIXEL_LIMIT
from photosearch.types import Picture

_VERSION = 1
"""Raised whenever files that were refused before can be read; they are tried again then."""

_LARGEST_FILE = 1 << 30

WORKERS = Workers()
"""Of the whole program, like its processors: whoever reads a photo shares them. `end` them when a library is closed."""
atexit.register(WORKERS.end)


def read(path: Path, short_side: int | None = None, pixel_limit: int = PIXEL_LIMIT) -> Picture:
    """Decode the photo in a file, in a process of its own unless it is a JPEG, PNG, GIF, BMP or WebP.

    The file is read once and whole, so that one which is replaced meanwhile yields one or the other photo.

    Parameters
    ----------
    path : Path
        Its name may be any bytes.
    short_side : int or None
        The decoded picture's short side is at least this many pixels (if the photo has them), and may be scaled down to
        about that to save time. None: full size.
    pixel_limit : int
        Photos with more pixels are refused before they are decoded. Beyond twice the default, all are.

    Returns
    -------
    Picture
        Upright, 8-bit sRGB, contiguous, perhaps read-only; what was transparent is white; the first frame of several.

    Raises
    ------
    NotAPhoto
        The content is no picture of a known format, or there is none.
    TooManyPixels
        There are more pixels than `pixel_limit`.
    VanishedFile
        The file is not there, or may not be read.
    UnreadablePhoto
        The file is damaged, of a format that needs a plug-in, a folder or a device, or larger than 1 GiB; or its
        decoder crashed, or took too long.
    NoDecoder
        The process that decodes cannot be started.
    """
    name = printable(path)
    return read_bytes(_content(path, name), name, short_side, pixel_limit)


def read_bytes(data: bytes, name: str, short_side: int | None = None, pixel_limit: int = PIXEL_LIMIT) -> Picture:
    """Decode a photo from memory; `name` is used in messages, and its extension tells RAW from TIFF. See `read`."""
    if not data:
        raise NotAPhoto(f"{name} is empty")
    if is_light(data, name):
        return decode_content(data, name, short_side, pixel_limit)
    return WORKERS.decode(data, name, short_side, pixel_limit)


def capabilities() -> str:
    """Return what can be decoded here, as a short text that changes when files refused before are worth another try."""
    return " ".join([f"decode={_VERSION}", *(f"{name}={_version(name)}" for name in ("pillow", "pi-heif", "rawpy"))])


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "-"


def _content(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        # Opening a pipe would wait for its other end, and devices have no end.
        if stat.S_ISDIR(status.st_mode):
            raise UnreadablePhoto(f"{name} is a folder; choose a photo in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadablePhoto(f"{name} is not an ordinary file")
        if status.st_size > _LARGEST_FILE:
            raise UnreadablePhoto(f"{name} is larger than 1 GiB; no photo is")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise VanishedFile(f"{name} is not there") from error
    except PermissionError as error:
        raise VanishedFile(f"{name} may not be read; check its permissions") from error
    except OSError as error:
        raise VanishedFile(f"{name} cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in the name
        raise UnreadablePhoto(f"{name} is not a possible file name") from error
