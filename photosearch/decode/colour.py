"""Any kind of pixel becomes 8-bit sRGB."""

from __future__ import annotations

from io import BytesIO

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
    """Return grey pictures of 16 bits, 32 bits and floating point as 8 bits; others as they are."""
    if image.mode.startswith("I;16"):
        return _grey(np.asarray(image).astype(np.float64) / 257)
    if image.mode not in ("I", "F"):
        return image
    values = np.nan_to_num(np.asarray(image).astype(np.float64), posinf=0, neginf=0)
    peak = values.max(initial=0)
    # These modes do not say what white is: 1, 255, 65,535, or whatever is brightest.
    white = next((top for top in ((1.0,) if image.mode == "F" else ()) + (255.0, 65_535.0) if peak <= top), peak)
    return _grey(values * (255 / white))


def _grey(values: NDArray[np.float64]) -> Image.Image:
    return Image.fromarray(np.round(np.clip(values, 0, 255)).astype(np.uint8))


def _flat(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, in one of the modes RGB, L and CMYK."""
    if image.mode in ("RGB", "L", "CMYK") and "transparency" not in image.info:
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    over = image.convert("RGBA")
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
