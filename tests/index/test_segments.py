from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from photosearch.index.exact import ExactIndex
from photosearch.index.files import Files
from photosearch.index.segments import Segments
from photosearch.jobs import Cancel
from tests.drawing import finish

FULL, DIMENSIONS = 8, 6
LABELS = st.sets(st.integers(0, 60), max_size=20)


def vectors_of(labels: np.ndarray) -> np.ndarray:
    """Return a vector for every label, the same at any time, exact in float16."""
    rows = [np.random.default_rng(label).integers(-8, 9, DIMENSIONS) / 8 for label in labels.tolist()]
    return np.array(rows, np.float32).reshape(-1, DIMENSIONS)


class Life(RuleBasedStateMachine):
    """Whatever is done to an index, it finds what was added and not removed."""

    folder: Path

    @initialize()
    def begin(self) -> None:
        self.index, self.truth = Segments(DIMENSIONS, FULL), ExactIndex(DIMENSIONS)
        self.files = Files(self.folder, "key", DIMENSIONS)

    @rule(labels=LABELS)
    def add(self, labels: set[int]) -> None:
        new = np.setdiff1d(np.array(sorted(labels), np.int64), self.truth.labels())
        for index in (self.index, self.truth):
            index.add(new, vectors_of(new))

    @rule(labels=LABELS)
    def remove(self, labels: set[int]) -> None:
        for index in (self.index, self.truth):
            index.remove(np.array(sorted(labels), np.int64))

    @rule()
    def compact(self) -> None:
        assert finish(self.index.compact(Cancel()))
        assert not self.index.worn

    @rule()
    def give_up_compacting(self) -> None:
        cancel = Cancel()
        cancel.cancel()
        assert finish(self.index.compact(cancel)) == (not self.index.worn)

    @rule()
    def save_and_load(self) -> None:
        self.files.save(self.index, generation=3)
        self.files = Files(self.folder, "key", DIMENSIONS)
        *_, (self.index, generation) = self.files.load(FULL)
        assert generation == 3

    @rule(query=st.integers(100, 200), k=st.integers(1, 70), among=st.none() | st.sets(st.integers(0, 65)))
    def search(self, query: int, k: int, among: set[int] | None) -> None:
        vector = vectors_of(np.array([query]))[0]
        wanted = None if among is None else np.array(sorted(among), np.int64)
        labels, scores = self.index.search(vector, k, wanted)
        _, truth = self.truth.search(vector, k, wanted)
        every = dict(zip(*(part.tolist() for part in self.truth.search(vector, 100)), strict=True))
        # So small graphs miss nothing; of equal scores at the edge any may stand there.
        np.testing.assert_allclose(scores, truth, atol=1e-5)
        np.testing.assert_allclose(scores, [every[label] for label in labels.tolist()], atol=1e-5)
        assert len(set(labels.tolist())) == len(labels)
        assert among is None or set(labels.tolist()) <= among

    @invariant()
    def holds_the_same(self) -> None:
        if hasattr(self, "index"):
            assert self.index.labels().tolist() == self.truth.labels().tolist()
            assert len(self.index) == len(self.truth)
            assert all(graph.held <= FULL for graph in self.index.graphs)


def test_an_index_finds_what_was_added_and_not_removed(tmp_path_factory: pytest.TempPathFactory) -> None:
    class There(Life):
        folder = tmp_path_factory.mktemp("indexes")

    There.TestCase.settings = settings(max_examples=30, stateful_step_count=20, deadline=None)
    There.TestCase().runTest()


def test_compacting_takes_only_what_is_worn_or_small_and_searches_go_on(vectors: np.ndarray) -> None:
    index = Segments(24, full=500)
    index.add(np.arange(2000), vectors)
    untouched = index.graphs[1]
    index.remove(np.arange(0, 300))
    index.remove(np.arange(1100, 1350))
    assert index.worn
    job = index.compact(Cancel())
    next(job)
    assert index.search(vectors[400], 1)[0].tolist() == [400]
    assert finish(job)
    assert untouched in index.graphs
    assert len(index.graphs) == 3
    assert index.labels().tolist() == [*range(300, 1100), *range(1350, 2000)]
    assert index.search(vectors[1400], 1)[0].tolist() == [1400]
