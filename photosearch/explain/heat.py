"""How strongly the network responds to each place (the activation map A of SCDA)."""

from __future__ import annotations

import numpy as np

from photosearch.explain.overlay import HeatOverlay, OverlayKind, stretch
from photosearch.types import StoredMaps


def make(maps: StoredMaps, size: tuple[int, int], *, cells: bool = False) -> HeatOverlay:
    """Return A over a photo of (height, width) pixels, stretched from its own minimum to its maximum.

    A flat map has nothing to show and is all zero.
    """
    activation = maps.activation.astype(np.float32)
    low, high = activation.min(), activation.max()
    if low == high:
        return HeatOverlay(np.zeros(size, np.float32))
    scaled = (activation - low) / (high - low)
    return HeatOverlay(stretch(scaled, size, cells=cells))


KIND = OverlayKind(
    id="heat",
    title="Attention",
    legend="Yellow is where the network sees most, violet where it sees least.",
    make=lambda sight, size, _argument: make(sight.maps, size, cells=sight.cells),
)
