"""The parts by which photos are compared region by region."""

from __future__ import annotations

from photosearch.descriptors.candidate_regions import CLUSTERS
from photosearch.descriptors.regional import regions
from photosearch.errors import ProgramError
from photosearch.explain.overlay import OverlayKind, Region, RegionsOverlay, Sight, Size, outline


def make(sight: Sight, size: Size, _argument: str = "") -> RegionsOverlay:
    """Return the numbered regions of a photo of (height, width) pixels.

    The whole photo is not among them, nor are those that are put together from others: there would be nothing to see
    for lines.
    """
    if sight.seen is None:
        raise ProgramError("regions need a fresh look")
    found = regions(sight.seen, every=True)[1 : 1 + CLUSTERS]
    shapes = [Region(outline(region, size), str(number), number - 1) for number, region in enumerate(found, 1)]
    return RegionsOverlay(size, tuple(shapes))


KIND = OverlayKind(
    id="regions",
    title="Parts",
    legend="Each outline is a part that can be found in other photos: by itself, with its neighbours, or as a whole.",
    make=make,
    needs_look=lambda _sight, _argument: True,
)
