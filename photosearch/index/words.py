"""The nearest words of a vocabulary."""

from __future__ import annotations

import hnswlib
import numpy as np
from numpy.typing import NDArray

EXACT_WORDS = 4_096
"""Up to so many words every one is compared: a matrix product is faster than a graph."""
M, EF_CONSTRUCTION, EF = 12, 100, 20
CHUNK = 8_192


class ExactWords:
    """Compares with every word, by Euclidean distance. Safe to use from several threads.

    Parameters
    ----------
    words : ndarray of float32, (n, dimensions)
    """

    def __init__(self, words: NDArray[np.float32]) -> None:
        self._words = words
        self._squares = (words**2).sum(axis=1)

    def nearest(self, vectors: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the number of the word nearest to each row (n, dimensions), (n,), the first on a tie."""
        found = np.empty(len(vectors), np.int64)
        for start in range(0, len(vectors), CHUNK):
            part = vectors[start : start + CHUNK]
            found[start : start + CHUNK] = (self._squares - 2 * (part @ self._words.T)).argmin(axis=1)
        return found


class ApproximateWords:
    """Walks a graph of the words. Safe to use from several threads: it is only read once it has been built."""

    def __init__(self, words: NDArray[np.float32]) -> None:
        self._graph = hnswlib.Index(space="l2", dim=words.shape[1])
        self._graph.init_index(len(words), ef_construction=EF_CONSTRUCTION, M=M, random_seed=0)
        self._graph.add_items(words, num_threads=1)  # in one thread it is the same graph every time
        self._graph.set_ef(EF)

    def nearest(self, vectors: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the number of a word nearest to each row (n, dimensions), (n,)."""
        if not len(vectors):
            return np.zeros(0, np.int64)
        labels, _ = self._graph.knn_query(vectors, k=1, num_threads=1)
        return np.asarray(labels[:, 0], np.int64)


def nearest_words(words: NDArray[np.float32]) -> ExactWords | ApproximateWords:
    """Return what finds the nearest of words (n, dimensions), exactly where they are few."""
    return ExactWords(words) if len(words) <= EXACT_WORDS else ApproximateWords(words)
