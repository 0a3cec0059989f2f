"""Two photos beside each other, and what is said of them."""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.explain.text import draw_text, fitted, page
from photosearch.types import Rgb

_PAGE, _INK, _FAINT = (250, 250, 250), (32, 33, 36), (95, 99, 104)
_MARGIN, _GAP, _FOOT = 24, 24, 76
_TALLEST, _WIDEST = 720, 1080


def side_by_side(left: Rgb, right: Rgb, titles: tuple[str, str], verdict: str) -> Rgb:
    """Return two photos at one height, each with its title under it, and one line about both."""
    scale = min(1.0, *(_WIDEST * side.shape[0] / (side.shape[1] * _TALLEST) for side in (left, right)))
    height = max(1, round(min(_TALLEST, max(left.shape[0], right.shape[0])) * scale))
    photos = [_at_height(side, height) for side in (left, right)]
    width = 2 * _MARGIN + _GAP + sum(photo.shape[1] for photo in photos)
    sheet = page(2 * _MARGIN + height + _FOOT, max(width, 2 * _MARGIN + 320), _PAGE)
    column = _MARGIN
    for photo, title in zip(photos, titles, strict=True):
        sheet[_MARGIN : _MARGIN + height, column : column + photo.shape[1]] = photo
        draw_text(sheet, fitted(title, photo.shape[1], 12), column, _MARGIN + height + 28, 12, _INK)
        column += photo.shape[1] + _GAP
    draw_text(sheet, verdict, _MARGIN, _MARGIN + height + 60, 13, _FAINT)
    return sheet


def _at_height(rgb: Rgb, height: int) -> Rgb:
    width = max(1, round(rgb.shape[1] * height / rgb.shape[0]))
    way = cv2.INTER_AREA if height < rgb.shape[0] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(rgb, (width, height), interpolation=way), np.uint8)
