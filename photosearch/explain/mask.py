"""Every place where the network sees more than on average (the mask M of SCDA)."""

from __future__ import annotations

from photosearch.explain.overlay import MaskOverlay, OverlayKind, cells_to_pixels
from photosearch.types import StoredMaps


def make(maps: StoredMaps, size: tuple[int, int]) -> MaskOverlay:
    """Return M over a photo of (height, width) pixels."""
    return MaskOverlay(cells_to_pixels(maps.mask, size))


KIND = OverlayKind(
    id="mask",
    title="All that stands out",
    legend="The bright parts are where the network sees more than on average; the rest counts as background.",
    make=make,
)
