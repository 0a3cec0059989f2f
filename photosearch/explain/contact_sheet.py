"""The query and its hits as one picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from photosearch.explain.text import draw_text, fitted, page
from photosearch.types import Rgb

_PAGE, _INK, _FAINT, _MAT, _ACCENT = (250, 250, 250), (32, 33, 36), (95, 99, 104), (236, 237, 239), (26, 115, 232)
_HEIGHT, _WIDTH = 180, 240
_MARGIN, _GAP, _HEAD, _FOOT, _FRAME = 28, 20, 64, 56, 4


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A photo, its caption and its score; the query has an accent and no score."""

    rgb: Rgb
    caption: str
    score: float | None
    accent: bool = False


def contact_sheet(tiles: Sequence[Tile], columns: int, title: str) -> Rgb:
    """Return tiles in rows under a title, each photo whole on a mat of equal size."""
    columns = max(1, min(columns, len(tiles)))
    rows = -(-len(tiles) // columns)
    pitch_down, pitch_right = _HEIGHT + _FOOT + _GAP, _WIDTH + _GAP
    sheet = page(2 * _MARGIN + _HEAD + rows * pitch_down - _GAP, 2 * _MARGIN + columns * pitch_right - _GAP, _PAGE)
    draw_text(sheet, fitted(title, sheet.shape[1] - 2 * _MARGIN, 17), _MARGIN, _MARGIN + 24, 17, _INK, bold=True)
    for number, tile in enumerate(tiles):
        row, column = divmod(number, columns)
        _place(sheet, tile, _MARGIN + _HEAD + row * pitch_down, _MARGIN + column * pitch_right)
    return sheet


def _place(sheet: Rgb, tile: Tile, top: int, left: int) -> None:
    """Draw one tile with its top left corner at a point."""
    sheet[top : top + _HEIGHT, left : left + _WIDTH] = _MAT
    small = _fitting(tile.rgb)
    down, right = top + (_HEIGHT - small.shape[0]) // 2, left + (_WIDTH - small.shape[1]) // 2
    sheet[down : down + small.shape[0], right : right + small.shape[1]] = small
    if tile.accent:
        corners = (left - _FRAME, top - _FRAME), (left + _WIDTH + _FRAME - 1, top + _HEIGHT + _FRAME - 1)
        cv2.rectangle(sheet, *corners, _ACCENT, _FRAME)
    draw_text(sheet, fitted(tile.caption, _WIDTH, 10), left, top + _HEIGHT + 24, 10, _INK)
    under = "query" if tile.accent else "" if tile.score is None else f"{tile.score:.3f}"
    draw_text(sheet, under, left, top + _HEIGHT + 46, 10, _ACCENT if tile.accent else _FAINT)


def _fitting(rgb: Rgb) -> Rgb:
    """Return a photo scaled down to fit a tile."""
    scale = min(1.0, _HEIGHT / rgb.shape[0], _WIDTH / rgb.shape[1])
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
