"""Where the network sees a class (class activation maps).

Zhou, Khosla, Lapedriza, Oliva, Torralba: "Learning Deep Features for Discriminative Localization", CVPR 2016.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.errors import QueryProblem
from photosearch.explain.overlay import HeatOverlay, OverlayKind, Sight, Size, stretch
from photosearch.types import DEEP


def make(sight: Sight, size: Size, argument: str = "") -> HeatOverlay:
    """Return the map of a class over a photo of (height, width) pixels.

    Parameters
    ----------
    argument : str
        The class by its name, by its number, or by its place among the strongest ("#2"); by default the strongest.

    Raises
    ------
    QueryProblem
        There is no such class, or the network has no classes.
    """
    chosen = which(sight, argument)
    place = sight.maps.class_ids.index(chosen) if chosen in sight.maps.class_ids else None
    if place is not None:
        grid: NDArray[np.float32] = sight.maps.class_maps[place].astype(np.float32) / 255
        share = sight.maps.class_scores[place]
    elif sight.seen is not None and sight.seen.classifier is not None and sight.seen.logits is not None:
        grid = class_maps(sight.seen.maps[DEEP], sight.seen.classifier, [chosen])[0]
        ids, shares = strongest_classes(sight.seen.logits, len(sight.seen.logits))
        share = shares[ids.index(chosen)]
    else:
        raise QueryProblem("The network of this library sees no classes of things.")
    return HeatOverlay(stretch(grid, size, cells=sight.cells), f"{sight.name(chosen)} {share:.0%}")


def which(sight: Sight, argument: str) -> int:
    """Return the class that an argument names.

    Raises
    ------
    QueryProblem
        There is none.
    """
    strongest = sight.maps.class_ids
    if not strongest:
        raise QueryProblem("The network of this library sees no classes of things.")
    if not argument:
        return strongest[0]
    if argument.startswith("#") and argument[1:].isdecimal() and 1 <= int(argument[1:]) <= len(strongest):
        return strongest[int(argument[1:]) - 1]
    if argument.isdecimal() and int(argument) < max(len(sight.names), max(strongest) + 1):
        return int(argument)
    found = class_called(sight.names, argument)
    if found is None:
        seen = ", ".join(sight.name(number) for number in strongest)
        raise QueryProblem(f"There is no class {argument!r}. Seen in this photo: {seen}.")
    return found


def class_called(names: Sequence[str], wanted: str) -> int | None:
    """Return the number of the class of a name, whatever its case; the first that begins with it where none is it.

    Of names that differ in their case alone, it is the one that is written so.
    """
    if wanted in names:
        return list(names).index(wanted)
    known = [name.casefold() for name in names]
    asked = wanted.casefold()
    if asked in known:
        return known.index(asked)
    return next((number for number, name in enumerate(known) if name.startswith(asked)), None)


def _needs_look(sight: Sight, argument: str) -> bool:
    return bool(argument) and which(sight, argument) not in sight.maps.class_ids


KIND = OverlayKind(
    id="cam",
    title="Kinds of things",
    legend="Yellow is where the network sees what is named; choose it again for the next kind of thing.",
    make=make,
    needs_look=_needs_look,
)
