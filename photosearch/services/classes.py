"""Kinds of things: which photos show them, and which part of a photo does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photosearch.errors import QueryProblem
from photosearch.explain import cam
from photosearch.jobs import Cancel
from photosearch.search.engine import check_k
from photosearch.services.library import Library
from photosearch.services.sights import class_names, fresh_sight, stored_sight
from photosearch.store.maps import strongest_classes
from photosearch.store.photos import photos
from photosearch.types import Box, Hit, Mask

PART_OF_PEAK = 0.3
"""A class is seen where its map reaches this share of its maximum, as boxes are drawn around class maps."""


@dataclass(frozen=True, slots=True)
class SeenClass:
    """A kind of thing; of so many photos it is the likeliest."""

    number: int
    name: str
    photos: int


def seen_classes(library: Library, cancel: Cancel | None = None) -> list[SeenClass]:
    """Return the kinds of things that are the likeliest in some photo, those of most photos first.

    Raises
    ------
    QueryProblem
        The network sees no classes, or nothing is indexed with it.
    """
    names = class_names(library)
    with library.reading() as store:
        counts = np.zeros(1 << 16, np.int64)
        for part in strongest_classes(store, library.manifest.sha256, cancel):
            first = part.classes[:, :1]
            counts += np.bincount(first[first >= 0], minlength=len(counts))
    if not counts.any():
        raise QueryProblem("No kinds of things are known of this library's photos. Index them: photosearch scan")
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)].tolist()
    return [SeenClass(number, _name(names, number), int(counts[number])) for number in order]


def photos_of_class(library: Library, wanted: str, count: int) -> list[Hit]:
    """Rank photos by how likely they show a class, by what is stored of them: no network runs.

    Parameters
    ----------
    wanted : str
        The class by its name, the beginning of its name, or its number.

    Returns
    -------
    list of Hit
        Those photos only among whose strongest classes it is; `score` is its share, 0 to 1.

    Raises
    ------
    QueryProblem
        There is no such class, no photo shows it, or less than one photo is asked for.
    """
    check_k(count)
    number = class_number(library, wanted)
    keys, shares = [np.zeros(0, np.int64)], [np.zeros(0)]
    with library.reading() as store:
        for part in strongest_classes(store, library.manifest.sha256):
            row, place = np.nonzero(part.classes == number)
            keys.append(part.photo_ids[row])
            shares.append(part.scores[row, place].astype(np.float64).round(6))
        ids, scores = np.concatenate(keys), np.concatenate(shares)
        if not len(ids):
            raise QueryProblem(f"No photo shows {_name(class_names(library), number)}.")
        least = np.sort(scores)[-min(count, len(scores))]
        found = list(zip(scores[scores >= least].tolist(), ids[scores >= least].tolist(), strict=True))
        known = photos(store, [photo for _, photo in found])
    ranked = sorted(found, key=lambda pair: (-pair[0], os.fsencode(known[pair[1]].path)))[:count]
    return [
        Hit(rank, photo, str(known[photo].path), score, known[photo].box)
        for rank, (score, photo) in enumerate(ranked, 1)
    ]


def class_number(library: Library, wanted: str) -> int:
    """Return the number of a class, by its name, the beginning of its name, or its number.

    Raises
    ------
    QueryProblem
        There is none; the message names some that are alike.
    """
    names = class_names(library)
    if wanted.isdecimal() and (not names or int(wanted) < len(names)):
        return int(wanted)
    found = cam.class_called(names, wanted)
    if found is None:
        alike = [name for name in names if wanted.casefold() in name.casefold()][:5]
        hint = f" There are: {', '.join(alike)}." if alike else " See what there is: photosearch classes"
        raise QueryProblem(f"The network knows no kind of thing called {wanted!r}.{hint}")
    return found


def class_mask(library: Library, image: Path, wanted: Sequence[str], box: Box | None = None) -> Mask:
    """Return the part of a picture, or of a box of it, that shows some classes and not others, (rows, columns) cells.

    Parameters
    ----------
    wanted : sequence of str
        Classes as in `cam`; a name with a minus before it is left out. Where only such are given, all else is chosen.

    Raises
    ------
    QueryProblem
        A class is unknown, or nothing is left.
    UnreadablePhoto
        The picture cannot be shown.
    """
    sight = stored_sight(library, image) if box is None else fresh_sight(library, image, box)
    names = [(name.removeprefix("-").strip(), not name.startswith("-")) for name in wanted]
    if sight.seen is None and any(cam.KIND.needs_look(sight, name) for name, _ in names):
        sight = fresh_sight(library, image)
    size = (sight.maps.mask.shape[0], sight.maps.mask.shape[1])
    maps = [(cam.make(sight, size, name).values, chosen) for name, chosen in names]
    taken = [values for values, chosen in maps if chosen]
    left = [values for values, chosen in maps if not chosen]
    strength = np.max(taken, axis=0) if taken else np.full(size, PART_OF_PEAK, np.float32)
    mask: Mask = strength >= PART_OF_PEAK
    for values in left:
        # A place that shows both is the one's that is seen more clearly there.
        mask &= ~((values >= PART_OF_PEAK) & ((values > strength) | (not taken)))
    if not mask.any():
        raise QueryProblem("Nothing of the picture is left to search with: choose other kinds of things.")
    return mask


def _name(names: Sequence[str], number: int) -> str:
    return names[number] if number < len(names) else f"class {number}"
