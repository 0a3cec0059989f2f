"""The main object: the largest connected part of the mask (M~ of SCDA)."""

from __future__ import annotations

import numpy as np

from photosearch.explain.overlay import MaskOverlay, OverlayKind, stretch
from photosearch.types import StoredMaps


def make(maps: StoredMaps, size: tuple[int, int], *, cells: bool = False) -> MaskOverlay:
    """Return M~ over a photo of (height, width) pixels; empty where there is no main object."""
    return MaskOverlay(stretch(maps.component.astype(np.float32), size, cells=cells))


KIND = OverlayKind(
    id="component",
    title="Main object",
    legend="The bright part is the main object: the largest connected part that stands out.",
    make=lambda sight, size, _argument: make(sight.maps, size, cells=sight.cells),
)
