"""RAW photos, through the picture that the camera made of them and stored in the same file.

Needs the optional package rawpy (LibRaw).
"""

from __future__ import annotations

import importlib.util
import io
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from photosearch.decode.formats import translated
from photosearch.decode.metadata import metadata
from photosearch.decode.picture import check_pixels, decode
from photosearch.errors import UnreadablePhoto
from photosearch.types import Metadata, Picture, Rgb

if TYPE_CHECKING:
    import rawpy

_TIFF = (b"II*\0", b"MM\0*")
_OWN_SIGNATURES = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb", b"\0MRM")
_EXTENSIONS = frozenset(
    {".3fr", ".arw", ".cr2", ".dcr", ".dng", ".erf", ".fff", ".iiq", ".k25", ".kdc", ".mef", ".mos", ".nef", ".nrw"}
    | {".orf", ".pef", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw"}
)
_ORIENTATION = {0: 1, 3: 3, 5: 8, 6: 6}
"""EXIF orientation by LibRaw's `flip`."""
_QUARTER_TURNS = {0: 0, 3: 2, 5: 1, 6: 3}
"""The same as counter-clockwise quarter turns."""


def is_raw(data: bytes, name: str) -> bool:
    """Tell a RAW photo by its first bytes; those that look like TIFF (most), by the extension too."""
    if data.startswith(_OWN_SIGNATURES) or data[4:12] == b"ftypcrx " or data[8:10] == b"CR":
        return True
    return data.startswith(_TIFF) and PurePath(name).suffix.lower() in _EXTENSIONS


def is_available() -> bool:
    """Return whether RAW photos can be decoded here."""
    return importlib.util.find_spec("rawpy") is not None


def decode_raw(data: bytes, name: str, short_side: int | None, pixel_limit: int) -> Picture:
    """Decode a RAW photo: its preview if that is large enough, else the sensor's own pixels at half size.

    Parameters and errors are those of `photosearch.decode.read.read_bytes`.
    """
    if not is_available():
        raise UnreadablePhoto(f"{name} is a RAW photo: install rawpy to see it (pip install photosearch[raw])")
    import rawpy  # noqa: PLC0415  optional, and slow to load

    with translated(name, pixel_limit), rawpy.imread(io.BytesIO(data)) as raw:
        width, height = raw.sizes.width, raw.sizes.height
        check_pixels(width, height, name, pixel_limit)
        if raw.sizes.flip in {5, 6}:
            width, height = height, width
        picture = _preview(raw, name, short_side, pixel_limit)
        wanted = min(short_side or 0, width // 2, height // 2)
        shown = picture
        if shown is None or min(shown.rgb.shape[:2]) < wanted:
            shown = Picture(_developed(raw), Metadata(height, width, "raw"))
    facts = _own_facts(data, height, width)
    if picture and facts.taken_at is None:
        facts = replace(picture.metadata, height=height, width=width)
    return replace(shown, metadata=replace(facts, format="raw"))


def _preview(raw: rawpy.RawPy, name: str, short_side: int | None, pixel_limit: int) -> Picture | None:
    """Return the picture that the camera stored, upright; None where there is none that can be decoded."""
    import rawpy  # noqa: PLC0415

    flip = raw.sizes.flip
    try:
        stored = raw.extract_thumb()
        if stored.format == rawpy.ThumbFormat.JPEG:
            return decode(bytes(stored.data), name, short_side, pixel_limit, _ORIENTATION.get(flip, 1))
    except (rawpy.LibRawError, UnreadablePhoto):
        return None
    rgb = np.ascontiguousarray(np.rot90(stored.data, _QUARTER_TURNS.get(flip, 0)))
    return Picture(rgb, Metadata(rgb.shape[0], rgb.shape[1], "raw"))


def _developed(raw: rawpy.RawPy) -> Rgb:
    return np.ascontiguousarray(raw.postprocess(half_size=True, use_camera_wb=True))


def _own_facts(data: bytes, height: int, width: int) -> Metadata:
    """Return the facts in a RAW photo that is laid out as TIFF; those of other layouts are in the preview."""
    exif = Image.Exif()
    with suppress(Exception):  # a layout of the maker's own
        exif.load(data)
    return metadata(exif, height, width, "raw")
