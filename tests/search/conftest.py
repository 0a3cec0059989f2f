"""A small index for ranking: everything that `Searchable` promises and nothing more."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from photosearch.search.engine import Candidate
from photosearch.types import Searchable, Vector


class ListIndex:
    """Compares with every vector; `unseen` labels are never returned, as an approximate index may fail to."""

    def __init__(self, vectors: NDArray[np.float32], unseen: frozenset[int] = frozenset()) -> None:
        self.vectors = vectors
        self.unseen = unseen
        self.asked: list[int] = []

    def __len__(self) -> int:
        return len(self.vectors)

    def labels(self) -> NDArray[np.int64]:
        return np.arange(len(self.vectors), dtype=np.int64)

    def search(
        self, vector: Vector, k: int, among: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        assert 1 <= k <= len(self), "no index is asked for nothing, or for more than it has"
        self.asked.append(k)
        lengths = np.linalg.norm(self.vectors, axis=1) * np.linalg.norm(vector)
        scores = np.divide(self.vectors @ vector, lengths, out=np.zeros(len(self), np.float32), where=lengths > 0)
        order = [
            label
            for label in np.lexsort((self.labels(), -scores))
            if label not in self.unseen and (among is None or label in among)
        ][:k]
        return np.array(order, np.int64), scores[order]


@pytest.fixture(scope="session")
def index_of() -> Callable[..., Searchable]:
    """Make an index of rows of numbers, labelled 0, 1, ..."""

    def make(rows: object, unseen: frozenset[int] = frozenset()) -> ListIndex:
        return ListIndex(np.asarray(rows, np.float32), unseen)

    return make


@pytest.fixture(scope="session")
def shelf() -> Callable[..., Callable[..., dict[int, Candidate]]]:
    """Make the function that gives photos of labels, from paths; None is an absent photo. Photo ids are 100 + label."""

    def make(paths: list[str | None]) -> Callable[..., dict[int, Candidate]]:
        photos = {label: Candidate(100 + label, path, None) for label, path in enumerate(paths) if path is not None}
        return lambda labels: {label: photos[label] for label in labels if label in photos}

    return make
