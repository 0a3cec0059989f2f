"""Compares a query with every vector: the truth that approximate indexes are measured against."""

from __future__ import annotations

import threading

import numpy as np
from numpy.typing import NDArray

from photosearch.index.base import Found, among_these, best_of, unit_rows
from photosearch.types import Vector


class ExactIndex:
    """All vectors as rows of one matrix. Safe to use from several threads.

    Parameters
    ----------
    dimensions
        The length of a vector.
    """

    def __init__(self, dimensions: int) -> None:
        self._lock = threading.Lock()
        # Both grow by doubling; the first `_count` entries are in use.
        self._labels = np.zeros(0, np.int64)
        self._rows = np.zeros((0, dimensions), np.float32)
        self._count = 0

    def __len__(self) -> int:
        """How many vectors can be found."""
        return self._count

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        with self._lock:
            return np.sort(self._labels[: self._count])

    def add(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dimensions) under new labels (n,)."""
        with self._lock:
            end = self._count + len(labels)
            if end > len(self._labels):
                room = max(end, 2 * len(self._labels)) - self._count
                self._labels = np.concatenate([self._labels[: self._count], np.zeros(room, np.int64)])
                fresh = np.zeros((room, self._rows.shape[1]), np.float32)
                self._rows = np.concatenate([self._rows[: self._count], fresh])
            self._labels[self._count : end] = labels
            self._rows[self._count : end] = unit_rows(vectors)
            self._count = end

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored."""
        with self._lock:
            kept = ~np.isin(self._labels[: self._count], labels)
            self._labels, self._rows = self._labels[: self._count][kept], self._rows[: self._count][kept]
            self._count = len(self._labels)

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored.
        """
        with self._lock:
            labels, rows = self._labels[: self._count], self._rows[: self._count]
        if among is not None:
            kept = among_these(labels, among)
            labels, rows = labels[kept], rows[kept]
        # Row by row: a matrix product rounds a row as its neighbours have it, and equal rows would not be equally near.
        return best_of(labels, np.vecdot(rows, unit_rows(vector[None])[0]), k)
