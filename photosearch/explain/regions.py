"""The parts by which photos are compared region by region, and beside a query what each gives to the score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.candidate_regions import CLUSTERS
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.regional import regions
from photosearch.descriptors.table import DESCRIPTORS, METHODS
from photosearch.errors import ProgramError
from photosearch.explain.match import best_pairs
from photosearch.explain.overlay import OverlayKind, Region, RegionsOverlay, Sight, Size, outline
from photosearch.explain.shares import DIVISIONS, contributions, share
from photosearch.types import DEEP, Mask, Observation


def make(sight: Sight, size: Size, _argument: str = "") -> RegionsOverlay:
    """Return the numbered regions of a photo of (height, width) pixels.

    The whole photo is not among them, nor are those that are put together from others: there would be nothing to see
    for lines.
    """
    parts = _parts(_seen(sight))
    return _overlay(parts, size, range(len(parts)), [""] * len(parts), "")


def beside(query: Sight, hit: Sight, query_size: Size, hit_size: Size) -> tuple[RegionsOverlay, RegionsOverlay]:
    """Return the regions of a query and a hit, each with its share of their score by the method that compares them.

    A region's share is what its cells give to the cosine of the two photos, over what all cells give (see `shares`).
    Regions overlap and leave places out, so their shares need not add up to 1. Those of the hit have number and colour
    of the query's region that is most like them, by the cosine of the sums of their cells.
    """
    here, there = _seen(query), _seen(hit)
    mine, theirs = _parts(here), _parts(there)
    shares, note = _shares(hit.method, here, there, mine, theirs)
    numbers = _numbers(_sums(here, mine), _sums(there, theirs))
    return (
        _overlay(mine, query_size, range(len(mine)), shares[0], note),
        _overlay(theirs, hit_size, numbers, shares[1], note),
    )


def _shares(
    method: str, here: Observation, there: Observation, mine: Sequence[Mask], theirs: Sequence[Mask]
) -> tuple[tuple[list[str], list[str]], str]:
    """Return the shares of the regions of both photos in words, and what they are shares of."""
    if method not in DIVISIONS:
        title = METHODS[method].title if method in METHODS else method
        why = f"the score ({title}) cannot be divided among places" if method else ""
        return ([""] * len(mine), [""] * len(theirs)), why
    left, right = (DESCRIPTORS[method].compute(seen) for seen in (here, there))
    said = [
        [f"{share(contributions(method, seen, other), region):.0%}" for region in parts]
        for seen, other, parts in ((here, right, mine), (there, left, theirs))
    ]
    score = float(contributions(method, there, left).sum())
    return (said[0], said[1]), f"each part's share of the score {score:.3f} ({DESCRIPTORS[method].title})"


def _numbers(mine: NDArray[np.float32], theirs: NDArray[np.float32]) -> list[int]:
    """Return for each row of `theirs` the number of its partner in `mine`, the next free number where it has none."""
    partners = {column: row for _, row, column in best_pairs(mine, theirs)}
    free = iter(number for number in range(len(mine) + len(theirs)) if number not in partners.values())
    return [partners[place] if place in partners else next(free) for place in range(len(theirs))]


def _overlay(
    parts: Sequence[Mask], size: Size, numbers: Sequence[int], words: Sequence[str], note: str
) -> RegionsOverlay:
    shapes = [
        Region(outline(part, size), f"{number + 1}  {said}".strip(), number)
        for number, part, said in sorted(zip(numbers, parts, words, strict=True), key=lambda one: one[0])
    ]
    return RegionsOverlay(size, tuple(shapes), note)


def _parts(seen: Observation) -> list[Mask]:
    return regions(seen, every=True)[1 : 1 + CLUSTERS]


def _sums(seen: Observation, parts: Sequence[Mask]) -> NDArray[np.float32]:
    """Return the sums of regions' cells, (regions, channels), each of unit length."""
    deep = seen.maps[DEEP]
    sums = [deep[:, part].sum(axis=1, dtype=np.float64) for part in parts]
    return unit_rows(np.asarray(sums, np.float32).reshape(len(parts), len(deep)))


def _seen(sight: Sight) -> Observation:
    if sight.seen is None:
        raise ProgramError("regions need a fresh look")
    return sight.seen


KIND = OverlayKind(
    id="regions",
    title="Parts",
    legend="Each outline is a part that can be found in other photos: by itself, with its neighbours, or as a whole.",
    make=make,
    needs_look=lambda _sight, _argument: True,
    beside=beside,
)
