"""From a file's bytes to an upright RGB picture, for every format that Pillow knows."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from dataclasses import replace

import numpy as np
from PIL import Image

from photosearch.decode.colour import to_rgb
from photosearch.decode.formats import open_image, translated
from photosearch.decode.metadata import exif_of, metadata, orientation
from photosearch.errors import TooManyPixels, UnreadablePhoto
from photosearch.types import Picture

_JPEG = b"\xff\xd8\xff"
_END_OF_JPEG = b"\xff\xd9"

_FIRST_SIDEWAYS = 5
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
LARGE = 24_000_000
"""Pictures of more pixels are decoded one at a time: several at once could take more memory than there is."""
_ONE_LARGE = threading.Lock()


def decode(data: bytes, name: str, short_side: int | None, pixel_limit: int, turn: int = 1) -> Picture:
    """Decode a picture; a JPEG that was cut short is shown as far as it goes.

    Parameters and errors are those of `photosearch.decode.read.read_bytes`; `turn` is the EXIF orientation of a picture
    that does not tell its own.
    """
    try:
        with translated(name, pixel_limit):
            return _decode(data, name, short_side, pixel_limit, turn)
    except TooManyPixels:
        raise
    except UnreadablePhoto:
        # Pillow can only be told globally to accept what is cut short. A JPEG that is given an end says the same.
        for mended in _mended(data):
            with suppress(UnreadablePhoto), translated(name, pixel_limit):
                whole = _decode(mended, name, short_side, pixel_limit, turn)
                return replace(whole, damage="cut short: the file ends before the picture does")
        raise


def check_pixels(width: int, height: int, name: str, pixel_limit: int) -> None:
    """Refuse a picture with more pixels than the limit, before any of them is decoded."""
    if width * height > pixel_limit:
        raise TooManyPixels(f"{name} has {width * height:,} pixels ({width} x {height}); the limit is {pixel_limit:,}")


def _decode(data: bytes, name: str, short_side: int | None, pixel_limit: int, turn: int) -> Picture:
    with open_image(data) as image:
        width, height = image.size
        check_pixels(width, height, name, pixel_limit)
        # A JPEG is decoded at 1/2, 1/4 or 1/8, never smaller than asked for. No other format can do that.
        drafted = image.draft(None, (short_side, short_side)) if short_side else None
        with _ONE_LARGE if image.width * image.height > LARGE else nullcontext():
            image.load()
            if drafted is None:
                width, height = image.size  # only decoding tells, for icons and some HEIF files
                check_pixels(width, height, name, pixel_limit)
            rgb = to_rgb(image, short_side)
        # Asked after decoding: TIFF and HEIF are upright by then, and PNG may say so behind the pixels.
        exif = exif_of(image)
        turn = orientation(exif) or turn
        if turn >= _FIRST_SIDEWAYS:
            width, height = height, width
        # Phones put a second picture behind the JPEG; to the person that is a JPEG still.
        form = "jpeg" if image.format == "MPO" else str(image.format).lower()
        facts = metadata(exif, height, width, form)
    if turn in _UPRIGHT:
        rgb = np.asarray(Image.fromarray(rgb).transpose(_UPRIGHT[turn]))
    return Picture(rgb, facts)


def _mended(data: bytes) -> Iterator[bytes]:
    """Yield a JPEG with an end: where it was cut, or before the last table or scan begun (progressive ones)."""
    if not data.startswith(_JPEG):
        return
    yield data + _END_OF_JPEG
    last_table = max(data.rfind(b"\xff\xc4"), data.rfind(b"\xff\xda"))
    if last_table > 0:
        yield data[:last_table] + _END_OF_JPEG
