"""The kinds of things that a person is offered: those seen in one picture, and all that can be searched for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from photosearch.errors import QueryProblem
from photosearch.explain.cam import class_called
from photosearch.jobs import Cancel
from photosearch.services.classes import seen_classes
from photosearch.services.library import Library
from photosearch.services.sights import Sight, class_names


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing.

    Attributes
    ----------
    name
        What a person reads.
    asked
        What it is asked for by: its name, its number where it has none or another class has the same.
    share
        How much of a picture the network takes for it, 0 to 1.
    photos
        Of so many photos it is the likeliest.
    """

    name: str
    asked: str
    share: float = 0.0
    photos: int = 0


def kinds_in(sight: Sight) -> list[Kind]:
    """Return the kinds of things that are seen in a picture, the strongest first; none without a classifier."""
    seen = zip(sight.maps.class_ids, sight.maps.class_scores, strict=True)
    return [Kind(sight.name(number), _asked(sight.names, number), share=share) for number, share in seen]


def all_kinds(library: Library, cancel: Cancel | None = None) -> list[Kind]:
    """Return the kinds of things photos can be searched for: those of most photos first, then all others by name.

    There are none where no photo is known to show any.
    """
    if not library.exists:
        return []
    try:
        seen = seen_classes(library, cancel)
    except QueryProblem:
        return []
    names = class_names(library)
    known = {one.number for one in seen}
    rest = [Kind(name, _asked(names, number)) for number, name in enumerate(names) if number not in known]
    return [
        *(Kind(one.name, _asked(names, one.number), photos=one.photos) for one in seen),
        *sorted(rest, key=lambda kind: kind.name.casefold()),
    ]


def _asked(names: Sequence[str], number: int) -> str:
    named = number < len(names) and class_called(names, names[number]) == number
    return names[number] if named else str(number)
