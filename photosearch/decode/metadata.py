"""When, where and with what a photo was taken."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from photosearch.types import Metadata


def exif_of(image: Image.Image) -> Image.Exif:
    """Return the EXIF of a loaded picture, empty where it is broken."""
    with contextlib.suppress(Exception):  # broken EXIF raises whatever there is, and costs only itself
        return image.getexif()
    return Image.Exif()


def metadata(exif: Image.Exif, height: int, width: int, form: str) -> Metadata:
    """Return the facts of a picture; those that are absent or broken are None.

    Parameters
    ----------
    height, width
        Those of the upright photo at full size.
    form
        The format's name.
    """
    main: Mapping[int, Any] = {}
    detail: Mapping[int, Any] = {}
    position: Mapping[int, Any] = {}
    with contextlib.suppress(Exception):  # as above
        main = dict(exif)
        detail = exif.get_ifd(IFD.Exif)
        position = exif.get_ifd(IFD.GPSInfo)
    latitude = _degrees(position, GPS.GPSLatitude, GPS.GPSLatitudeRef, "S", 90)
    longitude = _degrees(position, GPS.GPSLongitude, GPS.GPSLongitudeRef, "W", 180)
    located = latitude is not None and longitude is not None
    return Metadata(
        height=height,
        width=width,
        format=form,
        taken_at=_first_time(
            detail.get(Base.DateTimeOriginal), detail.get(Base.DateTimeDigitized), main.get(Base.DateTime)
        ),
        camera=_camera(_text(main.get(Base.Make)), _text(main.get(Base.Model))),
        latitude=latitude if located else None,
        longitude=longitude if located else None,
    )


def orientation(exif: Image.Exif) -> int | None:
    """Return the EXIF orientation, 1..8, None where it is missing or makes no sense."""
    with contextlib.suppress(Exception):  # as above
        value = exif.get(Base.Orientation)
        if isinstance(value, int) and 1 <= value <= 8:
            return value
    return None


def _first_time(*values: object) -> datetime | None:
    """Return the first valid time among EXIF texts such as ``2024:05:06 07:08:09``, without a time zone."""
    for value in values:
        with contextlib.suppress(ValueError):
            return datetime.strptime(_text(value)[:19], "%Y:%m:%d %H:%M:%S")  # EXIF has none
    return None


def _camera(make: str, model: str) -> str | None:
    """Return maker and model; many models repeat their maker."""
    if make and not model.lower().startswith(make.lower().split()[0]):
        return f"{make} {model}".strip()
    return model or None


def _degrees(position: Mapping[int, Any], value: int, reference: int, negative: str, limit: int) -> float | None:
    """Return degrees, minutes and seconds as signed decimal degrees."""
    try:
        degrees, minutes, seconds = (float(part) for part in position[value])
        found = degrees + minutes / 60 + seconds / 3600
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    if not abs(found) <= limit:  # NaN too
        return None
    return -found if _text(position.get(reference)).upper().startswith(negative) else found


def _text(value: object) -> str:
    """Return an EXIF text without padding."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    return text.replace("\0", "").strip() if isinstance(text, str) else ""
