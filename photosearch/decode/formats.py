"""Pillow, prepared once: its plug-ins, without those that are unsafe or show no photos."""

from __future__ import annotations

import warnings

import pi_heif
from PIL import Image

_LEFT_OUT = frozenset(
    {
        "EPS",  # runs Ghostscript
        "WMF",  # runs the system's drawing commands
        "BUFR",
        "GRIB",
        "HDF5",
        "MPEG",  # these four are recognised, but never shown
    }
)


def _prepare() -> tuple[str, ...]:
    pi_heif.register_heif_opener()
    Image.init()
    # The pixel limit is ours to check, before anything is decoded; Pillow's own would only warn.
    Image.MAX_IMAGE_PIXELS = None
    # Broken metadata makes Pillow warn; what cannot be shown raises, and that is what counts.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    return tuple(sorted(set(Image.OPEN) - _LEFT_OUT))


FORMATS = _prepare()
"""Pillow's names of all formats that are tried."""
