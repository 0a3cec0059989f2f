"""Every place where the network sees more than on average (the mask M of SCDA)."""

from __future__ import annotations

import numpy as np

from photosearch.explain.overlay import MaskOverlay, OverlayKind, stretch
from photosearch.types import StoredMaps


def make(maps: StoredMaps, size: tuple[int, int], *, cells: bool = False) -> MaskOverlay:
    """Return M over a photo of (height, width) pixels."""
    return MaskOverlay(stretch(maps.mask.astype(np.float32), size, cells=cells))


KIND = OverlayKind(
    id="mask",
    title="All that stands out",
    legend="The bright parts are where the network sees more than on average; the rest counts as background.",
    make=lambda sight, size, _argument: make(sight.maps, size, cells=sight.cells),
)
