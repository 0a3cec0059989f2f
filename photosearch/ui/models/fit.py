"""Where a photo shows what was asked for, ready to be drawn over it at any size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QRectF

from photosearch.types import Box

Shares: TypeAlias = tuple[float, float, float, float]
"""Left, top, width and height of a rectangle, in shares of the width and the height of what it lies in."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The place in pixels of the photo at full size; where it lies in all of the photo, and in what a crop shows of it.

    `cropped` is None where the crop shows nothing of it.
    """

    box: Box
    whole: Shares
    cropped: Shares | None


def fit_of(box: Box, size: tuple[int, int], crop: Box | None) -> Fit:
    """Return a place in a photo of (height, width), of which cropped thumbnails show a part; None is all of it."""
    frame = Box(0, 0, *size)
    return Fit(box, _shares(box, frame) or (0.0, 0.0, 1.0, 1.0), _shares(box, frame if crop is None else crop))


def _shares(box: Box, frame: Box) -> Shares | None:
    """Return what of a box lies in a frame, in shares of that; None for nothing."""
    top, left = max(box.top, frame.top), max(box.left, frame.left)
    height, width = min(box.bottom, frame.bottom) - top, min(box.right, frame.right) - left
    if height <= 0 or width <= 0:
        return None
    return (
        (left - frame.left) / frame.width,
        (top - frame.top) / frame.height,
        width / frame.width,
        height / frame.height,
    )


def on_screen(shares: Shares, place: QRectF) -> QRectF:
    """Return where it lies on the screen, of a picture that lies at a place there."""
    left, top, width, height = shares
    return QRectF(
        place.x() + left * place.width(),
        place.y() + top * place.height(),
        width * place.width(),
        height * place.height(),
    )
