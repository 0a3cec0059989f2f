"""Visual attributes: the directions in which a library's photos differ most, along which they can be sorted.

Wei et al., TIP 2017: every dimension of the SVD-compressed SCDA feature turns out to be an attribute that a person can
name. What is compressed here are the stored vectors of the library's default descriptor; the network is not needed.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.projection import Kind, Projection, fit, rank
from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.find import choose_space
from photosearch.services.known import photo_of
from photosearch.services.library import Library
from photosearch.services.project import CHUNK, FITTED_ON
from photosearch.store import features, photos

DIMENSIONS = 64
"""So many attributes are told apart, fewer where the vectors have fewer directions."""
ALIKE = 1e-6
"""Values that deviate by less are one value and rounding; nothing stands out among them."""


@dataclass(frozen=True, eq=False)
class Attributes:
    """How much of each attribute the photos have.

    `photo_ids` is (n,) int64, ascending; `values` is (n, d) float32, each row of unit length or zero, the largest
    absolute value of each column positive. Methods count dimensions from 1, as a person does.
    """

    photo_ids: NDArray[np.int64]
    values: NDArray[np.float32]
    descriptor: str

    def along(self, dimension: int) -> NDArray[np.int64]:
        """Return the photo ids (n,) int64 from the most to the least of a dimension, equal ones by photo id.

        Raises
        ------
        QueryProblem
            There is no such dimension.
        """
        return self.photo_ids[np.lexsort((self.photo_ids, -self._column(dimension)))]

    def ends(self, dimension: int, count: int) -> tuple[list[int], list[int]]:
        """Return the first and the last `count` photo ids of `along`, the outermost first, without sorting all.

        Raises
        ------
        QueryProblem
            There is no such dimension.
        """
        column = self._column(dimension)
        return self._head(-column, count, 1), self._head(column, count, -1)

    def value(self, photo_id: int, dimension: int) -> float:
        """Return how much a photo has of a dimension, -1 to 1.

        Raises
        ------
        QueryProblem
            There is no such dimension, or the photo is not among these.
        """
        return float(self._column(dimension)[self._place(photo_id)])

    def strongest(self, photo_id: int, count: int = 5) -> list[tuple[int, int, float]]:
        """Return (dimension, rank along it, value) of the dimensions in which a photo stands out most, that one first.

        It stands out by the standard deviations that its value is above the mean of all photos: of the first dimension
        every photo has much. Only what it has (a positive value) counts, so there may be fewer than asked for. Rank 1
        is the photo that has the most.

        Raises
        ------
        QueryProblem
            The photo is not among these.
        """
        place = self._place(photo_id)
        own = self.values[place]
        means, deviation = self.usual
        above = own - means
        scores = np.divide(above, deviation, out=np.zeros_like(above), where=deviation > ALIKE)
        scores[own <= 0] = 0
        order = np.argsort(-scores, kind="stable")[: max(count, 0)]
        return [(int(d) + 1, self._rank(place, d), float(own[d])) for d in order if scores[d] > 0]

    def like(self, other: Attributes, dimension: int) -> int:
        """Return the dimension that is most like a dimension of another compression, by the photos of both.

        After a few photos more or less the same dimensions are found, though not always by the same numbers.

        Raises
        ------
        QueryProblem
            The other has no such dimension.
        """
        _, here, there = np.intersect1d(self.photo_ids, other.photo_ids, assume_unique=True, return_indices=True)
        own, wanted = self.values[here], other._column(dimension)[there]
        lengths = np.linalg.norm(own, axis=0)
        likeness = np.divide(wanted @ own, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        return int(likeness.argmax()) + 1

    @cached_property
    def usual(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The means and the standard deviations, each (d,) float64, of all photos."""
        return self.values.mean(axis=0, dtype=np.float64), self.values.std(axis=0, dtype=np.float64)

    def _head(self, keys: NDArray[np.float32], count: int, direction: int) -> list[int]:
        """Return the ids of the photos of the least keys, equal ones by rising id, or by falling one."""
        if count < len(keys):
            places = np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1])
        else:
            places = np.arange(len(keys))
        ids = self.photo_ids[places]
        found: list[int] = ids[np.lexsort((direction * ids, keys[places]))][:count].tolist()
        return found

    def _column(self, dimension: int) -> NDArray[np.float32]:
        dimensions = self.values.shape[1]
        if not 1 <= dimension <= dimensions:
            raise QueryProblem(f"There is no dimension {dimension:,}; this library's photos have 1 to {dimensions:,}.")
        return self.values[:, dimension - 1]

    def _place(self, photo_id: int) -> int:
        found = np.flatnonzero(self.photo_ids == photo_id)
        if not len(found):
            raise QueryProblem("This photo has not been indexed, or is missing. Bring it up to date: photosearch scan")
        return int(found[0])

    def _rank(self, place: int, column: np.intp) -> int:
        """Return the place that `along` gives a photo, from 1, without sorting."""
        values, own = self.values[:, column], self.values[place, column]
        ahead = (values > own) | ((values == own) & (self.photo_ids < self.photo_ids[place]))
        return int(np.count_nonzero(ahead)) + 1


def attributes(library: Library, cancel: Cancel) -> Generator[Progress, None, Attributes]:
    """Return how much of each attribute the library's photos have; a cancelled job those of the photos read so far.

    Raises
    ------
    QueryProblem
        No photos or fewer than 2 are indexed, they are those of another network, or they are compared by parts.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    with library.reading() as store:
        row = choose_space(library, store, library.default_descriptor)
        name = row.space.descriptor
        if row.space.parts > 1:
            raise QueryProblem(f"{name} compares parts of photos; attributes need one vector a photo.")
        labels = features.labels(store, row.id)
        if len(labels) < 2:
            raise QueryProblem("Attributes tell photos apart: index 2 or more. Add some: photosearch add FOLDER")
        pace = Pace("Measuring attributes", total=len(labels))
        yield pace.report()
        projection = compression(features.read_vectors(store, row.id, _sample(labels))[1])
        keys: list[int] = []
        parts = [np.zeros((0, len(projection.axes)), np.float32)]
        for start in range(0, len(labels), CHUNK):
            if cancel.cancelled:
                break
            # Owners first: a photo that another process drops in between then lacks its vector, never its owner.
            owners = features.photos_of_labels(store, labels[start : start + CHUNK].tolist())
            found, vectors = features.read_vectors(store, row.id, np.array(list(owners), np.int64))
            if len(found):
                keys += [owners[label] for label in found.tolist()]
                parts.append(projection.apply(vectors))
            pace.step(len(owners))
            if pace.due():
                yield pace.report()
    order = np.argsort(keys, kind="stable")
    return Attributes(np.array(keys, np.int64)[order], oriented(np.concatenate(parts)[order]), name)


def compression(vectors: NDArray[np.float32]) -> Projection:
    """Return the SVD of vectors (n, d) float32, not centred, to `DIMENSIONS` or as many as they have.

    Raises
    ------
    QueryProblem
        All vectors are zero.
    """
    try:
        return fit(vectors, Kind.SVD, DIMENSIONS)
    except QueryProblem:  # asked for all first: their rank takes as long to find as the fit itself
        return fit(vectors, Kind.SVD, rank(vectors, Kind.SVD))


def oriented(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return values (n, d) float32, columns turned over whose largest absolute value, the first of equals, is negative.

    A singular vector may point either way; this way the photo with the most of an attribute leads it.
    """
    if not len(values):
        return values
    largest = values[np.abs(values).argmax(axis=0), np.arange(values.shape[1])]
    return values * np.where(largest < 0, np.float32(-1), np.float32(1))


def photo_id_of(library: Library, image: Path) -> int:
    """Return the id of the library's photo at a path.

    Raises
    ------
    QueryProblem
        There is none.
    """
    with library.reading() as store:
        photo = photo_of(store, image)
    if photo is None:
        raise QueryProblem(f"{image} is not a photo of this library. Add its folder: photosearch add FOLDER")
    return photo.photo_id


def paths_of(library: Library, photo_ids: Iterable[int]) -> dict[int, Path]:
    """Return the absolute paths of photos by id; unknown ids are left out."""
    with library.reading() as store:
        return {key: photo.path for key, photo in photos.photos(store, list(dict.fromkeys(photo_ids))).items()}


def _sample(labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the labels (m,) of the photos that the attributes are found on, the same ones every time."""
    if len(labels) <= FITTED_ON:
        return labels
    return np.sort(np.random.default_rng(0).choice(labels, FITTED_ON, replace=False))
