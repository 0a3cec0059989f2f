"""Approximate nearest neighbours in a navigable small-world graph.

Malkov, Yashunin: "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World
graphs", IEEE TPAMI 2020, by hnswlib.
"""

from __future__ import annotations

import threading
from pathlib import Path

import hnswlib
import numpy as np
from numpy.typing import NDArray

from photosearch.errors import DamagedIndex
from photosearch.index.base import best_first, unit_rows
from photosearch.types import Vector

M = 16
"""Neighbours of a vector in the graph; more cost memory."""
EF_CONSTRUCTION = 200
"""How widely a place for a new vector is looked for."""
EF = 200
"""How widely a query looks around: recall at 10 is above 0.98 on 100,000 photos, see tests/benchmarks."""
_GROWTH = 1.25
_FIRST = 1024
_COMPACT = 0.25
"""Once so large a share is marked as removed, the graph is due to be built anew."""


class HnswIndex:
    """A graph of unit vectors. Safe to use from several threads: hnswlib itself is not, so one lock guards it.

    Parameters
    ----------
    dimensions
        The length of a vector.
    """

    def __init__(self, dimensions: int, *, m: int = M, ef_construction: int = EF_CONSTRUCTION, ef: int = EF) -> None:
        self._lock = threading.Lock()
        self._dimensions = dimensions
        self._ef = ef
        # Inner products of unit vectors are cosines, and a zero vector stays one: hnswlib's cosine would make it NaN.
        self._graph = hnswlib.Index("ip", dimensions)
        self._graph.init_index(_FIRST, M=m, ef_construction=ef_construction, random_seed=1, allow_replace_deleted=False)
        self._present: set[int] = set()
        self._removed = 0

    @classmethod
    def load(cls, path: Path, dimensions: int, labels: NDArray[np.int64], *, ef: int = EF) -> HnswIndex:
        """Return the index that `save` wrote, of which `labels` can be found. The caller has checked the file.

        Raises
        ------
        DamagedIndex
            hnswlib refuses the file, or it holds other labels.
        """
        index = cls(dimensions, ef=ef)
        graph = hnswlib.Index("ip", dimensions)
        try:
            graph.load_index(str(path))
        except (RuntimeError, MemoryError, ValueError) as error:
            raise DamagedIndex(f"{path}: {error}") from error
        held = set(graph.get_ids_list())
        index._present = set(labels.tolist())
        if not index._present <= held:
            raise DamagedIndex(f"{path} lacks {len(index._present - held)} vectors")
        index._graph = graph
        index._removed = len(held) - len(index._present)
        return index

    def save(self, path: Path) -> None:
        """Write the graph to a file."""
        with self._lock:
            self._graph.save_index(str(path))

    def __len__(self) -> int:
        """How many vectors can be found."""
        return len(self._present)

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        with self._lock:
            return np.sort(np.fromiter(self._present, np.int64, len(self._present)))

    @property
    def worn(self) -> bool:
        """Whether so much was removed that building it anew pays."""
        return self._removed > _COMPACT * (self._removed + len(self._present))

    def add(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dimensions) under new labels (n,). One thread, so that equal input makes an equal graph."""
        with self._lock:
            needed = self._graph.get_current_count() + len(labels)
            if needed > self._graph.get_max_elements():
                self._graph.resize_index(max(needed, int(_GROWTH * self._graph.get_max_elements())))
            self._graph.add_items(unit_rows(vectors), labels, num_threads=1)
            self._present.update(labels.tolist())

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored. The graph keeps them as stepping stones until it is built anew."""
        with self._lock:
            for label in self._present.intersection(labels.tolist()):
                self._graph.mark_deleted(label)
                self._present.discard(label)
                self._removed += 1

    def search(self, vector: Vector, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return labels and cosines of about the k nearest (or all, if fewer), best first, equal ones by label."""
        with self._lock:
            k = min(k, len(self._present))
            if k == 0:
                return np.zeros(0, np.int64), np.zeros(0, np.float32)
            self._graph.set_ef(max(self._ef, 2 * k))
            try:
                found, distances = self._graph.knn_query(unit_rows(vector[None]), k, num_threads=1)
            except RuntimeError:
                # The graph is not connected widely enough to give so many: compare one by one.
                return self._exhaustive(vector, k)
        return best_first(found[0].astype(np.int64), (1 - distances[0]).astype(np.float32))

    def _exhaustive(self, vector: Vector, k: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        labels = np.sort(np.fromiter(self._present, np.int64, len(self._present)))
        rows = np.array(self._graph.get_items(labels), np.float32)
        found, scores = best_first(labels, rows @ unit_rows(vector[None])[0])
        return found[:k], scores[:k]
