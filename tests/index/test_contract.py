"""What every engine has to do, asked of each: one by one, the graph, and a collection of Milvus Lite."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.index.exact import ExactIndex
from photosearch.index.hnsw import HnswIndex
from photosearch.index.milvus import MilvusIndex
from photosearch.index.milvus_server import MilvusServer
from photosearch.index.sync import sync
from photosearch.jobs import Cancel
from tests.drawing import finish

Engine = ExactIndex | HnswIndex | MilvusIndex
Make = Callable[[int], Engine]


@pytest.fixture(params=["exact", "hnsw", "milvus"])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Makes empty indexes for vectors of some dimensions."""
    if request.param != "milvus":
        yield {"exact": ExactIndex, "hnsw": HnswIndex}[request.param]
        return
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")
    server = MilvusServer(str(tmp_path / "index.db"), deadline=30)  # a loaded machine is slow, and nobody waits
    yield lambda dimensions: MilvusIndex(server, "library", f"space{dimensions}", dimensions)
    server.close()


@pytest.fixture
def filled(make: Make, vectors: np.ndarray) -> tuple[Engine, ExactIndex]:
    """An index and the truth, with the labels from 100 on."""
    index, truth = make(vectors.shape[1]), ExactIndex(vectors.shape[1])
    labels = np.arange(100, 100 + len(vectors), dtype=np.int64)
    index.add(labels, vectors)
    truth.add(labels, vectors)
    return index, truth


def test_it_finds_nearly_all_that_exact_search_finds_and_scores_it_equally(
    filled: tuple[Engine, ExactIndex], vectors: np.ndarray
) -> None:
    index, truth = filled
    everything = len(vectors)
    hits = 0
    for query in vectors[:40] + 0.01:
        labels, scores = index.search(query, 10)
        exact = dict(zip(*(part.tolist() for part in truth.search(query, everything)), strict=True))
        hits += len(set(labels.tolist()) & set(list(exact)[:10]))
        assert (labels.dtype, scores.dtype) == (np.int64, np.float32)
        np.testing.assert_allclose(scores, [exact[label] for label in labels.tolist()], atol=1e-5)
        assert (np.diff(scores) <= 0).all()
    assert hits >= 0.99 * 400


def test_it_knows_what_it_holds(filled: tuple[Engine, ExactIndex]) -> None:
    index, truth = filled
    assert len(index) == len(truth)
    assert index.labels().dtype == np.int64
    np.testing.assert_array_equal(index.labels(), truth.labels())


def test_removed_labels_are_never_found_again_and_unknown_ones_are_ignored(
    filled: tuple[Engine, ExactIndex], vectors: np.ndarray
) -> None:
    index, truth = filled
    for each in filled:
        each.remove(np.array([5, *range(100, 600)]))
    assert len(index) == len(vectors) - 500
    assert index.search(vectors[600], 10)[0].tolist() == truth.search(vectors[600], 10)[0].tolist()
    assert index.search(vectors[0], 30)[0].min() >= 600
    assert index.labels().tolist() == list(range(600, 2100))


def test_more_than_it_holds_means_all(make: Make, vectors: np.ndarray) -> None:
    index = make(24)
    index.add(np.arange(100, 130), vectors[:30])
    assert sorted(index.search(vectors[0], 10_000)[0].tolist()) == list(range(100, 130))


def test_an_empty_index_finds_nothing(make: Make) -> None:
    index = make(4)
    labels, scores = index.search(np.ones(4, np.float32), 3)
    assert len(labels) == len(scores) == len(index) == len(index.labels()) == 0
    index.remove(np.array([3]))
    assert len(index) == 0


def test_equal_scores_come_in_order_of_label(make: Make) -> None:
    index = make(2)
    index.add(np.array([5, 3, 9, 1]), np.array([[1, 0]] * 4, np.float32))
    assert index.search(np.array([1, 0], np.float32), 4)[0].tolist() == [1, 3, 5, 9]


def test_a_zero_vector_has_the_score_0_to_everything(make: Make, vectors: np.ndarray) -> None:
    index = make(24)
    rows = vectors[:20].copy()
    rows[3] = 0
    index.add(np.arange(20), rows)
    labels, scores = index.search(vectors[0], 20)
    assert scores[labels.tolist().index(3)] == 0
    labels, scores = index.search(np.zeros(24, np.float32), 20)
    assert labels.tolist() == list(range(20))
    assert not scores.any()


def test_labels_are_as_large_as_those_of_parts_and_of_old_databases(make: Make) -> None:
    index = make(3)
    labels = np.array([0, 17, 2**40, 2**52 + 1])
    index.add(labels, np.eye(4, 3, dtype=np.float32))
    assert index.labels().tolist() == labels.tolist()
    assert index.search(np.array([0, 0, 1], np.float32), 1)[0].tolist() == [2**40]


def test_a_label_can_come_back_with_another_vector(make: Make) -> None:
    index = make(2)
    index.add(np.array([7]), np.array([[1, 0]], np.float32))
    index.remove(np.array([7]))
    index.add(np.array([7]), np.array([[0, 1]], np.float32))
    labels, scores = index.search(np.array([0, 1], np.float32), 1)
    assert (labels.tolist(), scores.tolist(), len(index)) == ([7], [1.0], 1)


def test_it_is_brought_to_the_labels_of_a_store(make: Make, vectors: np.ndarray) -> None:
    index = make(24)
    for wanted in (np.arange(0, 1200), np.arange(300, 1500), np.arange(0)):
        assert finish(sync(index, wanted, lambda labels: (labels, vectors[labels]), Cancel()))
        assert index.labels().tolist() == wanted.tolist()
        assert len(index) == len(wanted)
