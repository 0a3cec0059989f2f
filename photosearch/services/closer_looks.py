"""Closer looks at the best hits of a search: the query is compared with one photo at a time, perhaps located in it."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.descriptors import rmac
from photosearch.descriptors.fitted import Learned
from photosearch.descriptors.sift import local_features
from photosearch.descriptors.words import bag_of, spread
from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.search.rerank.cam_boxes import CamQuery, best_box, cam_query
from photosearch.search.rerank.cam_ona import ona_query, score
from photosearch.search.rerank.cells import FINER, best_place, query_cells
from photosearch.search.rerank.geometric import Features, verify
from photosearch.search.rerank.rmac_search import best_region, max_vector
from photosearch.search.rerank.windows import WindowQuery, best_window, window_query
from photosearch.services.library import Library
from photosearch.services.region import read_part
from photosearch.services.words_of import seen_words
from photosearch.types import DEEP, Box, Observation, Vector, Words

SIDE = 480
"""Photos are compared point by point at about this short side."""

Asked = TypeVar("Asked")
Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True, eq=False)
class Sighting:
    """What a closer look at a photo found: `score` orders photos; `box` (at full size) and `vector` are the part's."""

    score: float
    box: Box | None = None
    vector: Vector | None = None


class CloserLook(ABC, Generic[Asked, Seen]):
    """One way of looking more closely. May be used by several threads at once.

    Parameters
    ----------
    keep : int
        What was seen of so many photos is remembered, for the next query.
    """

    descriptor: str | None = None
    """The method whose vectors the vectors of its sightings are like."""
    needs_learned: bool = False
    """Whether that method must have learned from the library's photos first."""

    def __init__(self, library: Library, keep: int = 0) -> None:
        self._library = library
        self._keep = keep
        self._known: OrderedDict[Path, Seen] = OrderedDict()
        self._lock = threading.Lock()
        if self.descriptor is not None:
            library.require(self.descriptor)

    @abstractmethod
    def ask(self, path: Path, box: Box | None) -> Asked:
        """Look at the query, or at its part."""

    @abstractmethod
    def see(self, path: Path) -> Seen:
        """Look at a photo of the library."""

    @abstractmethod
    def compare(self, asked: Asked, seen: Seen) -> Sighting:
        """Compare them."""

    def prepare(self, path: Path, box: Box | None = None) -> Callable[[Path], Sighting | None]:
        """Return what compares a photo with a query; it finds None where the photo cannot be read now.

        Raises
        ------
        QueryProblem
            What the look needs has not been learned or made yet.
        UnreadablePhoto
            The query cannot be read.
        """
        asked = self.ask(path, box)

        def look(photo: Path) -> Sighting | None:
            try:
                return self.compare(asked, self._remembered(photo))
            except (UnreadablePhoto, OSError):
                return None

        return look

    def _remembered(self, path: Path) -> Seen:
        with self._lock:
            if path in self._known:
                self._known.move_to_end(path)
                return self._known[path]
        seen = self.see(path)
        with self._lock:
            self._known[path] = seen
            while len(self._known) > self._keep:
                self._known.popitem(last=False)
        return seen

    def _learned(self) -> Learned:
        learned = None if self.descriptor is None else self._library.learned(self.descriptor)
        if learned is None:
            raise QueryProblem(
                f"This closer look needs what {self.descriptor} learns from your photos. "
                f"Let it learn: photosearch scan --descriptor {self.descriptor}"
            )
        return learned

    def _observed(self, path: Path, box: Box | None = None) -> tuple[Observation, tuple[int, int]]:
        """Return a photo, or a part of it, as the network sees it, and its (height, width) at full size."""
        encoder = self._library.encoder([])
        picture = read_part(path, box, encoder.side, self._library.pixel_limit)
        return encoder.observe(picture), (picture.metadata.height, picture.metadata.width)


class PointByPoint(CloserLook[Features, Features]):
    """Counts the points that agree on how one flat thing was moved."""

    def ask(self, path: Path, box: Box | None) -> Features:
        """Return the query's points, or those in a part of it."""
        picture = read(path, SIDE, self._library.pixel_limit)
        points, vectors = local_features(picture.rgb)
        if box is None:
            return points, vectors
        part = box.scaled((picture.metadata.height, picture.metadata.width), picture.rgb.shape[:2])
        inside = (points >= [part.top, part.left]).all(axis=1) & (points < [part.bottom, part.right]).all(axis=1)
        return points[inside], vectors[inside]

    def see(self, path: Path) -> Features:
        """Return a photo's points."""
        return local_features(read(path, SIDE, self._library.pixel_limit).rgb)

    def compare(self, asked: Features, seen: Features) -> Sighting:
        """Count them."""
        return Sighting(float(len(verify(asked, seen))))


class Windows(CloserLook[WindowQuery, tuple[Words, tuple[int, int]]]):
    """Compares the bags of words of windows, and of their quarters, with the query's."""

    descriptor = "blcf"

    def ask(self, path: Path, box: Box | None) -> WindowQuery:
        """Return the query's bags."""
        words, size = self.see(path)
        cells = None if box is None else box.scaled(size, words.ids.shape)
        if cells is not None and cells.area == 0:
            raise QueryProblem("The box is too small to look for: it holds no place that has a word.")
        return window_query(words.ids, _counts(words), cells)

    def see(self, path: Path) -> tuple[Words, tuple[int, int]]:
        """Return a photo's words, kept ones where there are any, and its (height, width)."""
        return seen_words(self._library, path, "blcf")

    def compare(self, asked: WindowQuery, seen: tuple[Words, tuple[int, int]]) -> Sighting:
        """Find the best window."""
        words, size = seen
        found, cells = best_window(asked, words.ids, _counts(words))
        vector = spread(bag_of(words, cells), len(self._learned()["words"]))
        return Sighting(found, cells.scaled(words.ids.shape, size), vector)


@dataclass(frozen=True, slots=True, eq=False)
class _RegionQuery:
    """The query's maxima, its columns / rows, and its R-MAC vector."""

    maxima: Vector
    aspect: float
    vector: Vector


class RegionSearch(CloserLook[_RegionQuery, tuple[Observation, tuple[int, int]]]):
    """Searches a photo's maps for the box whose maxima are the query's; the R-MAC vector of that box scores."""

    descriptor = "rmac"

    def ask(self, path: Path, box: Box | None) -> _RegionQuery:
        """Look at the query."""
        seen, _ = self._observed(path, box)
        deep = seen.maps[DEEP]
        return _RegionQuery(max_vector(deep), deep.shape[2] / deep.shape[1], rmac.compute(seen, self._learned())[0])

    def see(self, path: Path) -> tuple[Observation, tuple[int, int]]:
        """Look at a photo."""
        return self._observed(path)

    def compare(self, asked: _RegionQuery, seen: tuple[Observation, tuple[int, int]]) -> Sighting:
        """Search it."""
        observation, size = seen
        deep = observation.maps[DEEP]
        _, cells = best_region(deep, asked.maxima, asked.aspect)
        part = np.ascontiguousarray(deep[:, cells.top : cells.bottom, cells.left : cells.right])
        vector = rmac.compute(replace(observation, maps={DEEP: part}), self._learned())[0]
        return Sighting(float(asked.vector @ vector), cells.scaled(deep.shape[1:], size), vector)


class PlaceByPlace(CloserLook[NDArray[np.float32], tuple[Observation, tuple[int, int]]]):
    """Looks for the likest place of the query at every place of a photo; nothing has to be learned."""

    def ask(self, path: Path, box: Box | None) -> NDArray[np.float32]:
        """Look at the query."""
        return query_cells(self._observed(path, box)[0].maps[DEEP])

    def see(self, path: Path) -> tuple[Observation, tuple[int, int]]:
        """Look at a photo."""
        return self._observed(path)

    def compare(self, asked: NDArray[np.float32], seen: tuple[Observation, tuple[int, int]]) -> Sighting:
        """Find what shows the query."""
        observation, size = seen
        deep = observation.maps[DEEP]
        found, cells = best_place(asked, deep)
        return Sighting(found, cells.scaled((FINER * deep.shape[1], FINER * deep.shape[2]), size))


class ClassBoxes(CloserLook[CamQuery, tuple[Observation, tuple[int, int]]]):
    """Describes boxes around what looks like the query's classes by these classes."""

    descriptor = "cam_ofa"

    def ask(self, path: Path, box: Box | None) -> CamQuery:
        """Look at the query."""
        return cam_query(self._observed(path, box)[0], self._learned())

    def see(self, path: Path) -> tuple[Observation, tuple[int, int]]:
        """Look at a photo."""
        return self._observed(path)

    def compare(self, asked: CamQuery, seen: tuple[Observation, tuple[int, int]]) -> Sighting:
        """Find the best box."""
        observation, size = seen
        deep, classifier = observation.maps[DEEP], observation.classifier
        assert classifier is not None  # noqa: S101  # `require` has refused such networks
        found, cells, vector = best_box(asked, deep, classifier, self._learned())
        return Sighting(found, cells.scaled(deep.shape[1:], size), vector)


class QueryClasses(CloserLook[CamQuery, Observation]):
    """Describes every photo by the query's classes, not by its own (OnA)."""

    descriptor = "cam_ofa"

    def ask(self, path: Path, box: Box | None) -> CamQuery:
        """Look at the query."""
        return ona_query(self._observed(path, box)[0], self._learned())

    def see(self, path: Path) -> Observation:
        """Look at a photo."""
        return self._observed(path)[0]

    def compare(self, asked: CamQuery, seen: Observation) -> Sighting:
        """Describe it."""
        assert seen.classifier is not None  # noqa: S101  # `require` has refused such networks
        return Sighting(score(asked, seen.maps[DEEP], seen.classifier, self._learned()))


AnyLook: TypeAlias = CloserLook[Any, Any]

CLOSER_LOOKS: Mapping[str, type[AnyLook]] = {
    "geometric": PointByPoint,
    "windows": Windows,
    "rmac_search": RegionSearch,
    "cells": PlaceByPlace,
    "cam_boxes": ClassBoxes,
    "cam_ona": QueryClasses,
}
"""By the id of their re-rankers."""


def _counts(words: Words) -> np.ndarray[Any, np.dtype[np.float32]] | None:
    return words.weights.astype(np.float32) if words.weights.any() else None
