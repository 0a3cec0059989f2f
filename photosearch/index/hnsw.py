"""Approximate nearest neighbours in a navigable small-world graph.

Malkov, Yashunin: "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World
graphs", IEEE TPAMI 2020, by hnswlib.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import hnswlib
import numpy as np
from numpy.typing import NDArray

from photosearch.errors import DamagedIndex
from photosearch.index.base import Found, among_these, best_first, best_of, places_of, unit_rows
from photosearch.types import Vector

M = 16
"""Neighbours of a vector in the graph; more cost memory."""
EF_CONSTRUCTION = 100
"""How widely a place for a new vector is looked for: 200 takes 1.7 times as long and finds no more."""
EF = 100
"""How widely a query looks around: recall at 10 is above 0.99 on 100,000 photos, see tests/benchmarks."""
PORTION = 4
"""So many vectors are added before a query that waits has its turn: a few milliseconds."""
BLOCK = 512
"""So many vectors are compared at a time: as float32, which they are then, they stay in the processor's cache."""
SPREAD = 1.5
"""Neighbours fetched for a search among some, beyond what would do if these lay evenly among all."""
FURTHER = 3
"""So many times as many are fetched then, if these were too few."""
FETCHING = 10
"""Fetching one more neighbour takes as long as comparing with so many vectors; measured, see tests/benchmarks."""
_GROWTH = 1.25
_FIRST = 1024
_WORN = 0.2
"""Once so large a share is marked as removed, the graph is due to be built anew."""


class HnswIndex:
    """A graph of unit vectors, and the vectors themselves beside it, for a search among few of them.

    Any number of threads may search while one adds, removes or saves: hnswlib is not made for that, so one lock guards
    the graph, a few milliseconds at a time.

    Parameters
    ----------
    dimensions
        The length of a vector.
    room
        For so many vectors memory is set aside at once; it grows when they are more.
    """

    def __init__(
        self,
        dimensions: int,
        *,
        room: int = _FIRST,
        m: int = M,
        ef_construction: int = EF_CONSTRUCTION,
        ef: int = EF,
    ) -> None:
        self._next = threading.Lock()
        self._lock = threading.Lock()
        self._dimensions = dimensions
        self._ef = ef
        # Inner products of unit vectors are cosines, and a zero vector stays one: hnswlib's cosine would make it NaN.
        self._graph = hnswlib.Index("ip", dimensions)
        self._graph.init_index(room, M=m, ef_construction=ef_construction, random_seed=1, allow_replace_deleted=False)
        # All that the graph holds, ascending by label; the first `_held` entries are in use.
        self._labels = np.zeros(room, np.int64)
        self._rows = np.zeros((room, dimensions), np.float16)
        self._gone = np.zeros(room, np.bool_)
        self._held = 0
        self._removed = 0
        self.changes = 0
        """Grows with every vector that is added: what was saved before is out of date then. Removals do not count."""

    @classmethod
    def load(cls, graph: Path, rows: Path, dimensions: int, removed: NDArray[np.int64], *, ef: int = EF) -> HnswIndex:
        """Return the index that `save` wrote, without the labels `removed`. The caller has checked the files.

        Raises
        ------
        DamagedIndex
            hnswlib refuses the file, or the two are not of one index.
        """
        index = cls(dimensions, room=1, ef=ef)
        index._graph = hnswlib.Index("ip", dimensions)
        try:
            index._graph.load_index(str(graph))
            with rows.open("rb") as file:
                index._labels, index._rows = (np.load(file, allow_pickle=False) for _ in range(2))
        except (RuntimeError, MemoryError, ValueError, EOFError) as error:
            raise DamagedIndex(f"{graph}: {error}") from error
        index._held = index._graph.get_current_count()
        if index._rows.shape != (index._held, dimensions) or index._labels.shape != (index._held,):
            raise DamagedIndex(f"{rows} is not of the graph {graph}")
        index._gone = among_these(index._labels, removed)
        index._removed = int(index._gone.sum())
        if index._removed != len(removed):
            raise DamagedIndex(f"{graph} lacks {len(removed) - index._removed} vectors")
        for label in removed.tolist():
            with suppress(RuntimeError):  # it was removed before the graph was written, and is marked there
                index._graph.mark_deleted(label)
        return index

    def save(self, graph: Path, rows: Path) -> None:
        """Write the graph and the vectors to two files; what was removed is kept in mind by the caller."""
        self._graph.save_index(str(graph))
        with rows.open("wb") as file:
            for part in (self._labels, self._rows):  # one after the other: an archive takes four times as long to read
                np.save(file, part[: self._held], allow_pickle=False)

    def __len__(self) -> int:
        """How many vectors can be found."""
        return self._held - self._removed

    @property
    def held(self) -> int:
        """How many vectors it holds, those that were removed among them."""
        return self._held

    @property
    def last(self) -> int:
        """The largest label that it holds, those that were removed among them; -1 if none."""
        return int(self._labels[self._held - 1]) if self._held else -1

    @property
    def worn(self) -> bool:
        """Whether so much was removed that building it anew pays."""
        return self._removed > _WORN * self._held

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        with self._alone():
            return self._labels[: self._held][~self._gone[: self._held]]

    def removed(self) -> NDArray[np.int64]:
        """Return the labels that it holds but that cannot be found, ascending."""
        with self._alone():
            return self._labels[: self._held][self._gone[: self._held]]

    def entries(self, size: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Yield the labels that can be found and their vectors (n, dimensions), at most `size` at a time."""
        places = np.flatnonzero(~self._gone[: self._held])
        for start in range(0, len(places), size):
            part = places[start : start + size]
            yield self._labels[part], self._rows[part].astype(np.float32)

    def add(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dimensions) under labels (n,) that cannot be found yet.

        They are kept as float16, as the store keeps them. One thread, so that equal input makes an equal graph.
        """
        order = np.argsort(labels, kind="stable")
        labels, vectors = labels[order], vectors[order]
        units = unit_rows(vectors)
        for start in range(0, len(labels), PORTION):
            part = slice(start, start + PORTION)
            with self._alone():
                needed = self._graph.get_current_count() + len(labels[part])
                if needed > self._graph.get_max_elements():
                    self._graph.resize_index(max(needed, int(_GROWTH * self._graph.get_max_elements())))
                self._graph.add_items(units[part], labels[part], num_threads=1)
                self._keep(labels[part], vectors[part])

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored. The graph keeps them as stepping stones until it is built anew."""
        with self._alone():
            held = self._labels[: self._held]
            for place in np.flatnonzero(among_these(held, np.sort(labels)) & ~self._gone[: self._held]).tolist():
                self._graph.mark_deleted(int(held[place]))
                self._gone[place] = True
                self._removed += 1

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of about the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored. The result is exact where they are
            few.
        """
        unit = unit_rows(vector[None])[0]
        if among is None:
            return self._nearest(unit, k, 2 * k)
        with self._alone():
            labels, rows, gone = self._labels[: self._held], self._rows, self._gone[: self._held]
        places = places_of(labels, among)
        places = places[~gone[places]]
        count = min(k, len(places))
        if count == 0 or len(places) == len(self):
            return self._nearest(unit, count, 2 * count)
        fetch = min(len(self), int(SPREAD * k * len(self) / len(places)) + 1)
        while len(places) > FETCHING * fetch:
            found, cosines = self._nearest(unit, fetch, fetch + self._ef)
            kept = among_these(found, among)
            if kept.sum() >= count:
                return found[kept][:count], cosines[kept][:count]
            fetch *= FURTHER
        return best_of(labels[places], _cosines(rows, places, unit), count)  # also where they lie far from the query

    def _nearest(self, unit: Vector, k: int, ef: int) -> Found:
        with self._alone():
            k = min(k, len(self))
            if k == 0:
                return np.zeros(0, np.int64), np.zeros(0, np.float32)
            self._graph.set_ef(max(self._ef, ef))
            try:
                found, distances = self._graph.knn_query(unit[None], k, num_threads=1)
            except RuntimeError:
                # The graph is not connected widely enough to give so many: compare one by one.
                places = np.flatnonzero(~self._gone[: self._held])
                return best_of(self._labels[places], _cosines(self._rows, places, unit), k)
        return best_first(found[0].astype(np.int64), (1 - distances[0]).astype(np.float32))

    def _keep(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Keep vectors beside the graph, in order of labels."""
        back = among_these(labels, self._labels[: self._held])
        places = np.searchsorted(self._labels[: self._held], labels[back])
        self._rows[places] = vectors[back]
        self._removed -= int(self._gone[places].sum())
        self._gone[places] = False
        labels, vectors = labels[~back], vectors[~back]
        places = np.searchsorted(self._labels[: self._held], labels)
        end = self._held + len(labels)
        if end > len(self._labels) or (places < self._held).any():
            # Made anew, not moved: a search may still be looking at the old ones.
            room = max(end, int(_GROWTH * len(self._labels)) if end > len(self._labels) else len(self._labels))
            self._labels = _spread(self._labels[: self._held], places, labels, room)
            self._rows = _spread(self._rows[: self._held], places, vectors.astype(np.float16), room)
            self._gone = _spread(self._gone[: self._held], places, np.zeros(len(labels), np.bool_), room)
        else:
            self._labels[self._held : end] = labels
            self._rows[self._held : end] = vectors
            self._gone[self._held : end] = False
        self._held = end
        self.changes += 1

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock. Who waits for it holds the other one, so that one who adds cannot always overtake a query."""
        with self._next:
            self._lock.acquire()
        try:
            yield
        finally:
            self._lock.release()


def _cosines(rows: NDArray[np.float16], places: NDArray[np.intp], unit: Vector) -> NDArray[np.float32]:
    """Return the cosine of a unit vector to the rows at some places."""
    found = np.zeros(len(places), np.float32)
    for start in range(0, len(places), BLOCK):
        part = slice(start, start + BLOCK)
        compared = rows[places[part]].astype(np.float32)
        lengths = np.sqrt(np.einsum("ij,ij->i", compared, compared))
        np.divide(compared @ unit, lengths, out=found[part], where=lengths > 0)
    return found


def _spread(old: NDArray, places: NDArray[np.intp], new: NDArray, room: int) -> NDArray:  # type: ignore[type-arg]
    """Return entries with new ones put in before places, and room behind them."""
    merged = np.insert(old, places, new, axis=0)
    return np.concatenate([merged, np.zeros((room - len(merged), *old.shape[1:]), old.dtype)])
