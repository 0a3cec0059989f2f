"""Overlays become pixels: a tint for whoever paints over a photo, and whole pictures for files and contact sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Overlay, Region, RegionsOverlay
from photosearch.explain.text import draw_text, text_width
from photosearch.types import Box, Rgb

Rgba: TypeAlias = NDArray[np.uint8]
"""Colours to lie over a photo, (height, width, 4), not premultiplied."""

DIMMED = 0.35
"""How bright the outside of a mask stays."""
HEAT_OPACITY = 0.55
LINE, CASING = (255, 255, 255, 255), (20, 20, 20, 255)
"""A light line in a dark casing shows on any photo."""
NEAR = 0.5
"""An outline may leave a mask's edge by so many pixels."""
COLOURS = ((0, 114, 178), (230, 159, 0), (0, 158, 115), (204, 121, 167), (86, 180, 233), (213, 94, 0))
"""Of regions: Okabe and Ito's, which colour-blind people can tell apart."""


def tint(overlay: Overlay) -> Rgba:
    """Return the colours of an overlay, of its own size."""
    if isinstance(overlay, MaskOverlay):
        return _mask_tint(overlay)
    if isinstance(overlay, RegionsOverlay):
        return _regions_tint(overlay)
    return _heat_tint(overlay)


def render(rgb: Rgb, overlay: Overlay) -> Rgb:
    """Return a photo with an overlay of its own size; the photo itself is not changed."""
    over = tint(overlay)
    share = over[:, :, 3:].astype(np.float32) / 255
    mixed = rgb * (1 - share) + over[:, :, :3] * share
    return np.ascontiguousarray(np.round(mixed).astype(np.uint8))


def heat_colours(rows: int, columns: int) -> Rgb:
    """Return the scale of heat as a bar, from cold on its left to hot on its right."""
    levels = np.round(np.linspace(0, 255, columns)).astype(np.uint8)
    return _viridis(np.repeat(levels[None], rows, axis=0))


def _viridis(levels: NDArray[np.uint8]) -> Rgb:
    return np.ascontiguousarray(np.asarray(cv2.applyColorMap(levels, cv2.COLORMAP_VIRIDIS), np.uint8)[:, :, ::-1])


def _mask_tint(overlay: MaskOverlay) -> Rgba:
    """Return black of growing strength outside, and an outline."""
    inside = overlay.values >= 0.5
    tinted = np.zeros((*inside.shape, 4), np.uint8)
    np.multiply(~inside, np.uint8(round(255 * (1 - DIMMED))), out=tinted[:, :, 3])
    found, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    # Few long lines look smoother than one from pixel to pixel, and are drawn in a tenth of the time.
    outlines = [cv2.approxPolyDP(line, NEAR, True) for line in found]  # noqa: FBT003  # OpenCV's: closed
    width = max(1, round(min(inside.shape) / 300))
    for colour, thickness in ((CASING, 3 * width), (LINE, width)):
        cv2.drawContours(tinted, outlines, -1, colour, thickness, cv2.LINE_AA)
    return tinted


def _regions_tint(overlay: RegionsOverlay) -> Rgba:
    """Return outlines, each with its label in its middle."""
    tinted = np.zeros((*overlay.size, 4), np.uint8)
    width = max(1, round(min(overlay.size) / 300))
    # The best region comes first and must lie on top.
    for region in reversed(overlay.regions):
        corners = np.ascontiguousarray(region.outline[:, ::-1])
        for colour, thickness in ((CASING, 2 * width + 3), ((*COLOURS[region.colour % len(COLOURS)], 255), 2 * width)):
            cv2.polylines(tinted, [corners], True, colour, thickness, cv2.LINE_AA)  # noqa: FBT003  # OpenCV's: closed
    taken: list[Box] = []
    for region in overlay.regions:
        taken.append(_label(tinted, region, taken))
    return tinted


def _label(tinted: Rgba, region: Region, taken: Sequence[Box]) -> Box:
    """Write a label on a plate of the region's colour, in place, under the plates that are there already.

    Returns
    -------
    Box
        Where the plate is.
    """
    height = float(min(max(9, min(tinted.shape[:2]) / 28), 24))
    wide, tall = round(text_width(region.label, height, bold=True) + height), round(2 * height)
    middle = (region.outline.min(axis=0) + region.outline.max(axis=0)) // 2
    top = max(0, int(middle[0]) - tall // 2)
    left = min(max(0, int(middle[1]) - wide // 2), max(0, tinted.shape[1] - wide))
    for other in sorted(taken, key=lambda one: one.top):
        if other.iou(Box(top, left, top + tall, left + wide)) > 0:
            top = other.bottom
    top = min(top, max(0, tinted.shape[0] - tall))
    colour = COLOURS[region.colour % len(COLOURS)]
    tinted[top : top + tall, left : left + wide] = (*colour, 255)
    plate = np.ascontiguousarray(tinted[top : top + tall, left : left + wide, :3])
    draw_text(plate, region.label, round(height / 2), round(1.5 * height), height, (255, 255, 255), bold=True)
    tinted[top : top + tall, left : left + wide, :3] = plate
    return Box(top, left, top + tall, left + wide)


def _heat_tint(overlay: HeatOverlay) -> Rgba:
    """Return viridis, from violet (cold) to yellow (hot); a map without any heat tints nothing."""
    levels = np.round(overlay.values * 255).astype(np.uint8)
    colours = _viridis(levels)
    strength = round(255 * HEAT_OPACITY) if levels.any() else 0
    return np.dstack([colours, np.full(levels.shape, strength, np.uint8)])
