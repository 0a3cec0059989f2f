"""What an overlay means, under a picture: its scale and a sentence."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Overlay
from photosearch.explain.render import DIMMED, heat_colours
from photosearch.explain.text import draw_text, page, text_width, wrapped
from photosearch.types import Rgb

Swatches: TypeAlias = NDArray[np.uint8]
"""Colours side by side, (rows, columns, 3)."""

_PAGE, _INK, _FAINT = (250, 250, 250), (32, 33, 36), (95, 99, 104)
_LETTER, _SMALLEST = 11.0, 6.0
_PHOTO = 160
"""A grey that stands for a photo."""


def legend(overlay: Overlay, words: str, width: int, margin: int) -> Rgb:
    """Return a strip of a page, `width` pixels wide: the overlay's scale, if it has one, and what it means."""
    letter = min(_LETTER, max(_SMALLEST, width / 60))
    inner = max(1, width - 2 * margin)
    scale = scale_of(overlay)
    lines = wrapped(words, inner, letter)
    pitch = round(2 * letter)
    strip = page(pitch * (len(lines) + (scale is not None)) + margin, width, _PAGE)
    baseline = round(1.5 * letter)
    if scale is not None:
        _draw_scale(strip, scale, margin, baseline, letter)
        baseline += pitch
    for line in lines:
        draw_text(strip, line, margin, baseline, letter, _FAINT)
        baseline += pitch
    return strip


def scale_of(overlay: Overlay) -> tuple[str, Swatches, str] | None:
    """Return what the colours of an overlay mean: a word, colours, and the opposite word; None where they are names."""
    if isinstance(overlay, HeatOverlay):
        return "little", heat_colours(12, 96), "much"
    if isinstance(overlay, MaskOverlay):
        swatches = np.full((12, 48, 3), round(_PHOTO * DIMMED), np.uint8)
        swatches[:, 24:] = _PHOTO
        return "left out", swatches, "counts"
    return None


def _draw_scale(strip: Rgb, scale: tuple[str, Swatches, str], left: int, baseline: int, letter: float) -> None:
    """Draw a word, colours and a word in one line, in place; what does not fit is cut off."""
    before, colours, after = scale
    gap = round(letter * 0.75)
    draw_text(strip, before, left, baseline, letter, _INK)
    left += text_width(before, letter) + gap
    rows, columns = colours.shape[:2]
    top = max(0, baseline - round((letter + rows) / 2))
    shown = colours[:, : max(0, strip.shape[1] - left)]
    strip[top : top + rows, left : left + shown.shape[1]] = shown[: len(strip[top : top + rows])]
    draw_text(strip, after, left + columns + gap, baseline, letter, _INK)
