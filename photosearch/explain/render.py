"""Overlays become pixels: a tint for whoever paints over a photo, and whole pictures for files and contact sheets."""

from __future__ import annotations

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Overlay
from photosearch.types import Rgb

Rgba: TypeAlias = NDArray[np.uint8]
"""Colours to lie over a photo, (height, width, 4), not premultiplied."""

DIMMED = 0.35
"""How bright the outside of a mask stays."""
HEAT_OPACITY = 0.55
LINE, CASING = (255, 255, 255, 255), (20, 20, 20, 255)
"""A light line in a dark casing shows on any photo."""


def tint(overlay: Overlay) -> Rgba:
    """Return the colours of an overlay, of its own size."""
    if isinstance(overlay, MaskOverlay):
        return _mask_tint(overlay)
    return _heat_tint(overlay)


def render(rgb: Rgb, overlay: Overlay) -> Rgb:
    """Return a photo with an overlay of its own size; the photo itself is not changed."""
    over = tint(overlay)
    share = over[:, :, 3:].astype(np.float32) / 255
    mixed = rgb * (1 - share) + over[:, :, :3] * share
    return np.ascontiguousarray(np.round(mixed).astype(np.uint8))


def _mask_tint(overlay: MaskOverlay) -> Rgba:
    """Return black of growing strength outside, and an outline."""
    inside = overlay.values >= 0.5
    tinted = np.zeros((*inside.shape, 4), np.uint8)
    tinted[~inside, 3] = round(255 * (1 - DIMMED))
    outlines, _ = cv2.findContours(inside.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    width = max(1, round(min(inside.shape) / 300))
    for colour, thickness in ((CASING, 3 * width), (LINE, width)):
        cv2.drawContours(tinted, outlines, -1, colour, thickness, cv2.LINE_AA)
    return tinted


def _heat_tint(overlay: HeatOverlay) -> Rgba:
    """Return viridis, from violet (cold) to yellow (hot); a map without any heat tints nothing."""
    levels = np.round(overlay.values * 255).astype(np.uint8)
    colours = np.asarray(cv2.applyColorMap(levels, cv2.COLORMAP_VIRIDIS))[:, :, ::-1]
    strength = round(255 * HEAT_OPACITY) if levels.any() else 0
    return np.dstack([colours, np.full(levels.shape, strength, np.uint8)])
