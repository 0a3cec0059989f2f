"""Two photos beside each other, and what is said of them."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.explain.text import draw_text, fitted, page
from photosearch.types import Rgb

_PAGE, _INK, _FAINT = (250, 250, 250), (32, 33, 36), (95, 99, 104)
MARGIN, _GAP, _FOOT = 24, 24, 76
_TALLEST, _WIDEST, _NARROWEST = 720, 1080, 320


def side_by_side(left: Rgb, right: Rgb, titles: tuple[str, str], verdict: str) -> Rgb:
    """Return two photos at one height (less for very wide ones), each with its title under it, and a line on both."""
    height = min(_TALLEST, max(left.shape[0], right.shape[0]))
    photos = [_fitting(side, height) for side in (left, right)]
    width = 2 * MARGIN + _GAP + sum(photo.shape[1] for photo in photos)
    sheet = page(2 * MARGIN + height + _FOOT, max(width, 2 * MARGIN + _NARROWEST), _PAGE)
    column = MARGIN
    for photo, title in zip(photos, titles, strict=True):
        rows, columns = photo.shape[:2]
        top = MARGIN + (height - rows) // 2
        sheet[top : top + rows, column : column + columns] = photo
        draw_text(sheet, fitted(title, columns, 12), column, MARGIN + height + 28, 12, _INK)
        column += columns + _GAP
    draw_text(sheet, verdict, MARGIN, MARGIN + height + 60, 13, _FAINT)
    return sheet


def captioned(rgb: Rgb, words: str) -> Rgb:
    """Return a picture with a line of words under it; without words it is the picture."""
    if not words:
        return rgb
    height = max(12, round(rgb.shape[0] / 40))
    strip = page(3 * height, rgb.shape[1], _PAGE)
    draw_text(strip, fitted(words, rgb.shape[1] - 2 * height, height), height, 2 * height, height, _INK)
    return np.concatenate([rgb, strip])


def _fitting(rgb: Rgb, height: int) -> Rgb:
    """Return a photo of this height, or as high as the greatest width allows."""
    scale = min(height / rgb.shape[0], _WIDEST / rgb.shape[1])
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(rgb, size, interpolation=way), np.uint8)
