"""The parts of two photos that are most alike: what gave the score where photos are compared region by region."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors import regional, rmac
from photosearch.descriptors.region_grid import region_grid
from photosearch.errors import ProgramError
from photosearch.explain.overlay import PairKind, Region, RegionsOverlay, Sight, Size, outline
from photosearch.types import DEEP, Mask

PAIRS = 3
"""So many pairs are shown, each of parts that no better pair has; the first is the one that counts."""


def make(query: Sight, hit: Sight, query_size: Size, hit_size: Size) -> tuple[RegionsOverlay, RegionsOverlay]:
    """Return the pairs of most alike regions, the same colour on both photos.

    The regions are those of the method `regional` where it has learned, with its vectors; else those of R-MAC, by the
    maxima in them.
    """
    (here, mine), (there, theirs) = (_described(sight) for sight in (query, hit))
    pairs = best_pairs(mine, theirs)
    labels = [f"{number}  {score:.2f}" for number, (score, _, _) in enumerate(pairs, 1)]
    note = f"most alike parts: {pairs[0][0]:.3f}" if pairs else "nothing is alike"
    chosen = [(here, query_size, [left for _, left, _ in pairs]), (there, hit_size, [right for _, _, right in pairs])]
    first, second = (
        RegionsOverlay(
            size,
            tuple(
                Region(outline(regions[place], size), label, colour)
                for colour, (place, label) in enumerate(zip(places, labels, strict=True))
            ),
            note,
        )
        for regions, size, places in chosen
    )
    return first, second


def best_pairs(here: NDArray[np.float32], there: NDArray[np.float32]) -> list[tuple[float, int, int]]:
    """Return (cosine, row, row) of the most alike rows of two photos, (n, d) and (m, d), each in one pair at most.

    The first is `regional.best_pair`'s: of equal ones that of the first rows. What is not alike at all is left out.
    """
    here, there = here.copy(), there.copy()
    found: list[tuple[float, int, int]] = []
    while len(found) < min(PAIRS, len(here), len(there)):
        score, row, column = regional.best_pair(here, there)
        if score <= 0:
            break
        found.append((score, row, column))
        here[row] = there[column] = 0
    return found


def _described(sight: Sight) -> tuple[Sequence[Mask], NDArray[np.float32]]:
    """Return a photo's regions, and a vector of each."""
    if sight.seen is None:
        raise ProgramError("a match needs a fresh look")
    if sight.regional is not None:
        regions = regional.regions(sight.seen, every=True)
        return regions, regional.DESCRIPTORS[0].compute(sight.seen, sight.regional)
    deep = sight.seen.maps[DEEP]
    masks = []
    for box in region_grid(*deep.shape[1:]):
        mask = np.zeros(deep.shape[1:], np.bool_)
        mask[box.top : box.bottom, box.left : box.right] = True
        masks.append(mask)
    return masks, rmac.region_maxima(deep)


KIND = PairKind(
    id="match",
    title="Most alike parts",
    legend="Outlines of one colour are the parts of both photos that are most alike; 1 is the best pair.",
    make=make,
)
