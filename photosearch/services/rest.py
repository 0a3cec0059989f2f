"""What the index of a large space does not hold yet, searched in the store itself."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from photosearch.index.base import Found, among_these, best_of, merged, unit_rows
from photosearch.types import Searchable, Vector

BLOCK = 5_000
"""Vectors read at a time."""

Read = Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float32]]]
"""Gives the vectors (n, dimensions) of labels, and which labels it found."""


class WithRest:
    """An index that is being built, and beside it all that it does not hold yet: slower, but nothing is left out.

    Parameters
    ----------
    index
        What is there of the index. It may grow meanwhile.
    rest
        The labels that it lacked before, ascending.
    read
        Reads vectors from the store; so it belongs to the thread that opened that.
    """

    def __init__(self, index: Searchable, rest: NDArray[np.int64], read: Read) -> None:
        self._index = index
        self._rest = rest
        self._read = read
        # A search that fetches more asks the same again.
        self._asked: bytes | None = None
        self._scores: Found = np.zeros(0, np.int64), np.zeros(0, np.float32)

    def __len__(self) -> int:
        """How many vectors can be found; what is both in the index and in the store by now counts twice."""
        return len(self._index) + len(self._rest)

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        return np.union1d(self._index.labels(), self._rest)

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored.
        """
        wanted = self._rest if among is None else self._rest[among_these(self._rest, among)]
        asked = vector.tobytes() + wanted.tobytes()
        if self._asked != asked:
            self._scores, self._asked = self._compare(vector, wanted), asked
        return merged([self._index.search(vector, k, among), best_of(*self._scores, k)], k)

    def _compare(self, vector: Vector, wanted: NDArray[np.int64]) -> Found:
        unit = unit_rows(vector[None])[0]
        labels, scores = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
        for start in range(0, len(wanted), BLOCK):
            found, rows = self._read(wanted[start : start + BLOCK])
            if len(found):
                labels.append(found)
                scores.append(unit_rows(rows) @ unit)
        return np.concatenate(labels), np.concatenate(scores)
