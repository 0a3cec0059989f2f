"""A library's photos in order of time: a million of them in less than a hundred bytes each, found and filtered fast."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import overload

import numpy as np
from numpy.typing import NDArray

from photosearch.jobs import Cancel
from photosearch.services.library import Library
from photosearch.store import photos
from photosearch.store.photos import Gathered
from photosearch.store.roots import all_roots

CHUNK = 2_000
"""So many photos are read at a time: a few milliseconds, after which other threads have their turn."""
DAY = 86_400
MANY = 8
"""Where one name in so many holds a word, all are gone through at once; fewer are looked up one by one."""
Listed = tuple[int, str, str]
"""Photo id, absolute path, day as in 2024-03-14."""


class Catalogue:
    """What is listed of photos, in columns ordered by their ids.

    Parameters
    ----------
    parts : sequence of Gathered
        The photos, each part behind the one before it.
    roots : mapping
        The folders that paths are below, by id.
    """

    def __init__(self, parts: Sequence[Gathered], roots: Mapping[int, Path]) -> None:
        self.ids = np.concatenate([np.zeros(0, np.int64), *(part.ids for part in parts)])
        self.times = np.concatenate([np.zeros(0, np.int64), *(part.times for part in parts)])
        self._root_of = np.concatenate([np.zeros(0, np.int64), *(part.roots for part in parts)])
        self._roots = {key: os.fsencode(path) for key, path in roots.items()}
        self._paths = b"".join(part.paths for part in parts)
        self._ends = _zeros(self._paths)
        self._names = b"".join(_names_of(part.paths) for part in parts)
        self._name_ends = _zeros(self._names)
        self._name_starts = np.concatenate([[0], self._name_ends[:-1] + 1])

    def path(self, place: int) -> str:
        """Return the absolute path of the photo at a place of the columns."""
        root = self._roots[int(self._root_of[place])].rstrip(b"/")
        return os.fsdecode(root + b"/" + self._relative(place))

    def place_of(self, photo_id: int) -> int | None:
        """Return where a photo stands in the columns, None where it is not here."""
        place = int(np.searchsorted(self.ids, photo_id))
        return place if place < len(self.ids) and self.ids[place] == photo_id else None

    def place_at(self, path: str) -> int | None:
        """Return where the photo of an absolute path stands in the columns, None where it is not here."""
        wanted = os.fsencode(path)
        for key, root in self._roots.items():
            prefix = root.rstrip(b"/") + b"/"
            if wanted.startswith(prefix):
                place = self._place_below(key, wanted.removeprefix(prefix))
                if place is not None:
                    return place
        return None

    def named(self, words: Sequence[str]) -> NDArray[np.bool_]:
        """Return (n,) whether names hold all of some words, which have no capital letters; names may."""
        kept = np.ones(len(self.ids), np.bool_)
        for word in words:
            at = _occurrences(self._names, os.fsencode(word))
            if len(at) * MANY < len(kept):
                found = np.zeros(len(kept), np.bool_)
                found[np.searchsorted(self._name_ends, at)] = True
            else:
                begins = np.zeros(len(self._names), np.bool_)
                begins[at] = True
                found = np.logical_or.reduceat(begins, self._name_starts) if len(kept) else kept
            kept &= found
        return kept

    def _relative(self, place: int) -> bytes:
        start = int(self._ends[place - 1]) + 1 if place else 0
        return self._paths[start : int(self._ends[place])]

    def _place_below(self, root: int, relative: bytes) -> int | None:
        at = -1
        while (at := self._paths.find(relative + b"\0", at + 1)) >= 0:
            place = int(np.searchsorted(self._ends, at))
            if self._root_of[place] == root and self._relative(place) == relative:
                return place
        return None


@dataclass(frozen=True, slots=True, eq=False)
class Timeline(Sequence[Listed]):
    """Photos of a catalogue in some order: `places` (n,) are those in its columns."""

    catalogue: Catalogue
    places: NDArray[np.int64]

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.places)

    @overload
    def __getitem__(self, number: int) -> Listed: ...

    @overload
    def __getitem__(self, number: slice) -> Timeline: ...

    def __getitem__(self, number: int | slice) -> Listed | Timeline:
        """Return a photo, or some as another timeline."""
        if isinstance(number, slice):
            return Timeline(self.catalogue, self.places[number])
        place = int(self.places[number])
        day = str(np.datetime64(int(self.catalogue.times[place]) // DAY, "D"))
        return int(self.catalogue.ids[place]), self.catalogue.path(place), day

    @property
    def ids(self) -> NDArray[np.int64]:
        """The photo ids (n,) in order."""
        return self.catalogue.ids[self.places]

    def only(self, kept: NDArray[np.bool_]) -> Timeline:
        """Return those of which `kept` (n,) is true."""
        return Timeline(self.catalogue, self.places[kept])

    def named(self, words: Sequence[str]) -> NDArray[np.bool_]:
        """Return (n,) whether names hold all of some words, which have no capital letters."""
        return self.catalogue.named(words)[self.places]

    def in_order(self, photo_ids: NDArray[np.int64]) -> Timeline:
        """Return the photos of ids, in the order of these; those that are not here are left out."""
        places = _places_of(self.catalogue.ids, photo_ids)
        here = np.zeros(len(self.catalogue.ids) + 1, np.bool_)  # the last one stands for those that are not
        here[self.places] = True
        return Timeline(self.catalogue, places[here[places]])

    def number_of(self, path: str, photo_id: int | None = None) -> int | None:
        """Return where a photo stands, by its id if that is known and here, else by its path; None where it is not."""
        place = None if photo_id is None else self.catalogue.place_of(photo_id)
        if place is None or self.catalogue.path(place) != path:
            place = self.catalogue.place_at(path)
        found = np.flatnonzero(self.places == (-1 if place is None else place))
        return int(found[0]) if len(found) else None


def timeline(library: Library, limit: int | None = None, cancel: Cancel | None = None) -> Timeline:
    """Return a library's photos, or the first `limit`, a few hundred, of them, that are not missing.

    Newest first: by capture time, else by file time. What was read before a cancel is returned.
    """
    with library.reading() as store:
        roots = {root.id: root.path for root in all_roots(store)}
        if limit is not None:
            parts = [photos.gather_some(store, photos.newest(store, limit))]
        else:
            parts = []
            for after in range(0, photos.last_id(store), CHUNK):
                if cancel is not None and cancel.cancelled:
                    break
                parts.append(photos.gather(store, after, after + CHUNK))
    catalogue = Catalogue([_sorted(part) for part in parts], roots)
    return Timeline(catalogue, np.lexsort((catalogue.ids, -catalogue.times)))


def _sorted(part: Gathered) -> Gathered:
    """Return photos in the order of their ids: mostly they are."""
    if (part.ids[1:] > part.ids[:-1]).all():
        return part
    order = np.argsort(part.ids)
    paths = part.paths.split(b"\0")
    joined = b"".join(paths[place] + b"\0" for place in order.tolist())
    return Gathered(part.ids[order], part.times[order], part.roots[order], joined)


def _places_of(ids: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the places of ids among ascending ones; the length of these stands for those that are not there."""
    places = np.searchsorted(ids, wanted)
    known = places < len(ids)
    known[known] = ids[places[known]] == wanted[known]
    return np.where(known, places, len(ids))


def _zeros(text: bytes) -> NDArray[np.int64]:
    """Return where the zero bytes of a text are."""
    return np.flatnonzero(np.frombuffer(text, np.uint8) == 0)


def _names_of(paths: bytes) -> bytes:
    """Return what follows the last slash of paths that have zero bytes after them, without capital letters."""
    letters = np.frombuffer(paths, np.uint8)
    ends, slashes = _zeros(paths), np.flatnonzero(letters == ord("/"))
    starts = np.concatenate([[0], ends[:-1] + 1])[: len(ends)]
    last = np.concatenate([[-1], slashes])[np.searchsorted(slashes, ends)]  # the last slash before each end
    steps = np.zeros(len(letters) + 1, np.int8)
    steps[np.maximum(starts, last + 1)] += 1
    steps[ends + 1] -= 1
    names = letters[np.cumsum(steps[:-1], dtype=np.int8) > 0].tobytes()
    return names.lower() if names.isascii() else os.fsencode(os.fsdecode(names).casefold())


def _occurrences(text: bytes, word: bytes) -> NDArray[np.int64]:
    """Return where a word begins in a text: letter after letter for all places at once, as there may be a million."""
    letters = np.frombuffer(text, np.uint8)
    found = np.flatnonzero(letters[: max(0, len(letters) - len(word) + 1)] == word[0])
    for number, letter in enumerate(word[1:], 1):
        found = found[letters[found + number] == letter]
    return found
