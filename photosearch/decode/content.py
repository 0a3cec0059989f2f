"""From a file's bytes to a picture, in the process that asks: the choice between RAW photos and all others."""

from __future__ import annotations

from photosearch.decode.picture import decode
from photosearch.decode.raw import decode_raw, is_available, is_raw
from photosearch.errors import TooManyPixels, UnreadablePhoto
from photosearch.types import Picture

_LIGHT = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"BM")


def is_light(data: bytes, name: str) -> bool:
    """Tell a JPEG, PNG, GIF, BMP or WebP by its first bytes: fast, and decoded by code that browsers rely on."""
    light = data.startswith(_LIGHT) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")
    return light and not is_raw(data, name)


def decode_content(data: bytes, name: str, short_side: int | None, pixel_limit: int) -> Picture:
    """Decode a photo of any kind here; parameters and errors are those of `photosearch.decode.read.read_bytes`."""
    if not is_raw(data, name):
        return decode(data, name, short_side, pixel_limit)
    try:
        return decode_raw(data, name, short_side, pixel_limit)
    except TooManyPixels:
        raise
    except UnreadablePhoto as refused:
        if not is_available():
            raise
        try:  # an ordinary TIFF with a RAW photo's extension
            return decode(data, name, short_side, pixel_limit)
        except UnreadablePhoto:
            raise refused from None
