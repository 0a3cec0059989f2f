"""What stands out to the eye: a spatial weight, as bags of words and weighted sums are weighed by it."""

from __future__ import annotations

import numpy as np

from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import weigh
from photosearch.errors import ProgramError, QueryProblem
from photosearch.explain.overlay import HeatOverlay, OverlayKind, Sight, Size, stretch
from photosearch.types import DEEP, SALIENCY

USUAL = "bms"
"""Boolean maps need no network, and find whole things."""


def make(sight: Sight, size: Size, argument: str = "") -> HeatOverlay:
    """Return a spatial weight over a photo of (height, width) pixels, stretched from its minimum to its maximum.

    Parameters
    ----------
    argument : str
        The id of the weight.

    Raises
    ------
    QueryProblem
        There is no such weight, or it needs a saliency network that is not there.
    """
    name = argument or USUAL
    if name not in WEIGHTS:
        raise QueryProblem(f"There is no weight {name!r}. Choose one of: {', '.join(WEIGHTS)}.")
    if sight.seen is None:
        raise ProgramError("saliency needs a fresh look")
    if WEIGHTS[name].id == "learned" and SALIENCY not in sight.seen.extra:
        raise QueryProblem("There is no saliency network. Name one: photosearch --saliency FILE.toml explain ...")
    grid = weigh(WEIGHTS[name], sight.seen, sight.seen.maps[DEEP])
    low, high = float(grid.min()), float(grid.max())
    flat = high <= low
    scaled = np.zeros_like(grid) if flat else (grid - low) / (high - low)
    return HeatOverlay(stretch(scaled.astype(np.float32), size, cells=sight.cells), WEIGHTS[name].title)


KIND = OverlayKind(
    id="saliency",
    title="What catches the eye",
    legend="Yellow is what stands out from what is around it, whatever the network makes of it.",
    make=make,
    needs_look=lambda _sight, _argument: True,
)
