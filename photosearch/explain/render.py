"""Overlays become pixels: for files and contact sheets."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Overlay
from photosearch.types import Rgb

DIMMED = 0.28
"""How bright the outside of a mask stays."""
HEAT_OPACITY = 0.7
"""How far the hottest colour covers the photo; cold places stay as they are."""
LINE, CASING = (255, 255, 255), (20, 20, 20)
"""A light line in a dark casing shows on any photo."""


def render(rgb: Rgb, overlay: Overlay) -> Rgb:
    """Return a photo with an overlay of its own size; the photo itself is not changed."""
    if isinstance(overlay, MaskOverlay):
        return _masked(rgb, overlay)
    return _heated(rgb, overlay)


def _masked(rgb: Rgb, overlay: MaskOverlay) -> Rgb:
    """Return the photo with the outside grey and dark, and an outline around the inside."""
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)[:, :, None] * np.float32(DIMMED)
    shown = _bytes(np.where(overlay.mask[:, :, None], rgb, grey))
    outlines, _ = cv2.findContours(overlay.mask.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    width = max(1, round(min(rgb.shape[:2]) / 220))
    for colour, thickness in ((CASING, 3 * width), (LINE, width)):
        cv2.drawContours(shown, outlines, -1, colour, thickness, cv2.LINE_AA)
    return shown


def _heated(rgb: Rgb, overlay: HeatOverlay) -> Rgb:
    """Return the photo under colours from none through violet and orange to yellow."""
    levels = np.round(overlay.values * 255).astype(np.uint8)
    colours = np.asarray(cv2.applyColorMap(levels, cv2.COLORMAP_INFERNO))[:, :, ::-1]
    share = (overlay.values * np.float32(HEAT_OPACITY))[:, :, None]
    return _bytes(rgb * (1 - share) + colours * share)


def _bytes(values: NDArray[np.floating | np.integer]) -> Rgb:
    return np.ascontiguousarray(np.round(values).astype(np.uint8))
