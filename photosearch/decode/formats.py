"""Pillow, prepared once: its plug-ins, without those that are unsafe or show no photos, and what they raise."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pi_heif
from PIL import Image, UnidentifiedImageError

from photosearch.errors import NotAPhoto, TooManyPixels, UnreadablePhoto
from photosearch.settings import PIXEL_LIMIT

_WANTED = (
    "JPEG PNG HEIF AVIF WEBP TIFF GIF BMP DIB JPEG2000 PSD PPM QOI ICO CUR ICNS PCX DCX SGI SUN DDS PCD PIXAR XBM XPM "
    "MSP BLP FTEX GBR FLI TGA"
).split()
"""Formats of pictures, TGA last: it has no signature. Left out: those that start other programs (EPS) or need the
system (WMF), containers that are no pictures (MPEG, HDF5, GRIB, BUFR), and scientific ones that claim any file.
"""


@cache
def formats() -> tuple[str, ...]:
    """Return Pillow's names of all formats that are tried, in this order; the first call loads its plug-ins."""
    # Only the picture itself is shown: parsing less of a hostile file is safer, and one thread per photo is enough.
    pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    Image.init()
    # The limit of a single call is checked before decoding. Pillow's own, which refuses twice this number, guards what
    # only shows up later, such as a huge PNG inside a small icon.
    Image.MAX_IMAGE_PIXELS = PIXEL_LIMIT
    return tuple(name for name in _WANTED if name in Image.OPEN)


_QUIET = ("ignore", None, Warning, re.compile(r"PIL\."), 0)
_CUT_SHORT = ("truncated", "not enough image data", "unexpected end")
"""What plug-ins say of files that end too early."""


def open_image(data: bytes) -> Image.Image:
    """Open a picture without decoding it; whatever a plug-in raises may come out (see `translated`)."""
    # Broken metadata makes Pillow warn; what cannot be shown raises, and that is what counts. The filter is renewed,
    # because whoever leaves a `warnings.catch_warnings` block drops those set in it; a block of our own around every
    # photo would not be safe with several threads.
    if tuple(warnings.filters[:1]) != (_QUIET,):
        warnings.filterwarnings("ignore", module=r"PIL\.")
    return Image.open(io.BytesIO(data), formats=formats())


@contextmanager
def translated(name: str, pixel_limit: int) -> Iterator[None]:
    """Turn whatever a plug-in raises at a broken file into an error that names the file.

    Raises
    ------
    NotAPhoto
        No plug-in knows the format.
    TooManyPixels
        There are far more pixels than are ever decoded.
    UnreadablePhoto
        Everything else.
    """
    try:
        yield
    except UnreadablePhoto:
        raise
    except UnidentifiedImageError as error:
        raise NotAPhoto(f"{name} is not a picture in a format that can be read") from error
    except Image.DecompressionBombError as error:
        reason = f"{name} has more than {2 * PIXEL_LIMIT:,} pixels; the limit is {pixel_limit:,}"
        raise TooManyPixels(reason) from error
    except MemoryError as error:
        raise UnreadablePhoto(f"{name} cannot be shown: it needs more memory than there is") from error
    except Exception as error:  # hostile files bring plug-ins to raise everything there is
        raise UnreadablePhoto(_sentence(name, str(error) or type(error).__name__)) from error


def _sentence(name: str, detail: str) -> str:
    """Say in plain words what a plug-in meant; its own words are for those who want to know more."""
    if any(word in detail.lower() for word in _CUT_SHORT):
        return f"{name} is cut short: the file ends before the picture does. Look for another copy of it."
    return f"{name} is damaged or of a rare kind, and cannot be shown ({detail})"
