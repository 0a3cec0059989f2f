"""Any kind of pixel becomes 8-bit sRGB."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from photosearch.types import Rgb

_SRGB = ImageCms.createProfile("sRGB")
_SPACES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""The mode that a picture must have for a colour profile of each kind."""


def to_rgb(image: Image.Image, short_side: int | None = None) -> Rgb:
    """Return the pixels of an upright picture, (height, width, 3) uint8.

    More than 8 bits are scaled down, transparent parts lie over white, and an embedded colour profile is applied.

    Parameters
    ----------
    short_side : int, optional
        Pictures more than twice as large are reduced to no less than this, in pixels.
    """
    flat = _flat(_eight_bits(image))
    factor = 1 if short_side is None else min(flat.size) // short_side
    small = flat.reduce(factor) if factor > 1 else flat
    return np.asarray(_in_srgb(small, image.info.get("icc_profile")))


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return grey pictures of 16 bits, 32 bits and floating point as 8 bits; others as they are.

    Integers are taken as 0..65535, whatever the mode; floats as 0..1, or as 0..maximum where that is larger.
    """
    if image.mode.startswith("I;16"):
        return _grey(np.asarray(image).astype(np.uint16, copy=False), 65_535)
    if image.mode == "I":
        return _grey(np.asarray(image).clip(0, 65_535).astype(np.uint16), 65_535)
    if image.mode == "F":
        values = np.nan_to_num(np.asarray(image), posinf=0, neginf=0).clip(min=0)
        return _grey(values, max(1.0, float(values.max())))
    return image


def _grey(values: NDArray[np.uint16] | NDArray[np.float32], white: float) -> Image.Image:
    # One pass without a copy in floating point, which would be 1.7 GB at the pixel limit.
    return Image.fromarray(cv2.convertScaleAbs(values, alpha=255 / white))


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, in one of the modes RGB, L and CMYK."""
    if image.mode in ("RGB", "L", "CMYK") and "transparency" not in image.info:
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    # Premultiplied modes convert by way of their plain ones only.
    plain = {"La": "LA", "RGBa": "RGBA"}.get(image.mode)
    over = (image.convert(plain) if plain else image).convert("RGBA")
    page = Image.new("RGBA", over.size, (255, 255, 255, 255))
    return Image.alpha_composite(page, over).convert("RGB")


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Apply an embedded colour profile; one that is broken or of another kind of picture is ignored."""
    if isinstance(profile, bytes) and profile and b"sRGB" not in profile and b"s\0R\0G\0B" not in profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if _SPACES.get(source.profile.xcolor_space.strip()) == image.mode:
                converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
                if converted is not None:
                    return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # the colours are a little off, which beats no picture
    return image.convert("RGB")
