from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import IndexServerProblem, LostIndex
from photosearch.index import milvus
from photosearch.index.exact import ExactIndex
from photosearch.index.milvus import MilvusIndex, collection_name
from photosearch.index.milvus_server import MilvusServer

pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MilvusServer]:
    server = MilvusServer(str(tmp_path / "index.db"), deadline=30)
    yield server
    server.close()


@pytest.fixture
def index(server: MilvusServer, vectors: np.ndarray) -> MilvusIndex:
    """Four hundred vectors, with the labels from 100 on."""
    index = MilvusIndex(server, "library", "space", 24)
    index.add(np.arange(100, 500), vectors[:400])
    return index


def test_nothing_is_written_to_the_terminal(index: MilvusIndex, caplog: pytest.LogCaptureFixture) -> None:
    index.search(np.ones(24, np.float32), 3)
    index.remove(index.labels())
    with pytest.raises(IndexServerProblem):
        index.add(np.array([1]), np.ones((1, 23), np.float32))
    assert caplog.records == []


def test_names_of_collections_are_letters_digits_and_underscores() -> None:
    assert collection_name("0af3", "9c-1/é.x") == "photosearch_0af3_9c_1___x"


def test_a_search_among_some_finds_what_is_nearest_of_these(
    index: MilvusIndex, vectors: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus, "NAMED", 50)
    for among in (np.arange(200, 210), np.arange(150, 450, 2), np.array([1, 120, 130, 9999]), np.zeros(0, np.int64)):
        truth = ExactIndex(24)
        known = among[(among >= 100) & (among < 500)]
        truth.add(known, vectors[known - 100])
        for k in (1, 7, 400):
            labels, scores = index.search(vectors[3], k, among)
            expected = truth.search(vectors[3], k)
            assert labels.tolist() == expected[0].tolist()
            np.testing.assert_allclose(scores, expected[1], atol=1e-5)


def test_more_than_one_question_can_give_is_compared_one_by_one(
    index: MilvusIndex, vectors: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth = ExactIndex(24)
    truth.add(np.arange(100, 500), vectors[:400])
    for name in ("MOST", "ROWS"):
        monkeypatch.setattr(milvus, name, 30)
    assert index.search(vectors[3], 300)[0].tolist() == truth.search(vectors[3], 300)[0].tolist()
    assert index.labels().tolist() == list(range(100, 500))
    index.add(np.array([10**15, 10**9]), vectors[:2])
    assert index.labels().tolist() == [*range(100, 500), 10**9, 10**15]


def test_what_was_settled_is_known_when_it_is_opened_again(tmp_path: Path, vectors: np.ndarray) -> None:
    for generation in (-1, 7):
        server = MilvusServer(str(tmp_path / "index.db"), deadline=30)
        index = MilvusIndex(server, "library", "space", 24)
        assert index.generation == generation
        index.add(np.array([generation + 5]), vectors[:1])
        index.settle(7)
        server.close()
    server = MilvusServer(str(tmp_path / "index.db"), deadline=30)
    index = MilvusIndex(server, "library", "space", 24)
    assert (index.generation, index.labels().tolist()) == (7, [4, 12])
    server.close()


def test_libraries_and_spaces_do_not_mix(server: MilvusServer, index: MilvusIndex, vectors: np.ndarray) -> None:
    for library, key in (("other", "space"), ("library", "other")):
        other = MilvusIndex(server, library, key, 24)
        assert len(other) == 0
        other.add(np.array([100]), vectors[7:8])
    assert len(index) == 400


@pytest.mark.parametrize("dimensions", [23, 25])
def test_a_collection_of_other_dimensions_is_made_anew(
    server: MilvusServer, index: MilvusIndex, vectors: np.ndarray, dimensions: int
) -> None:
    index.settle(3)
    again = MilvusIndex(server, "library", "space", dimensions)
    assert (len(again), again.generation) == (0, -1)
    again.add(np.array([1]), np.ones((1, dimensions), np.float32))
    assert again.search(np.ones(dimensions, np.float32), 1)[0].tolist() == [1]


def test_a_collection_that_somebody_else_made_is_made_anew(server: MilvusServer, vectors: np.ndarray) -> None:
    schema, parameters = server.schema(24)
    parameters.add_index("vector", index_type="FLAT", metric_type="L2")
    name = collection_name("library", "space")
    server.call("create_collection", name, schema=schema, index_params=parameters)
    index = MilvusIndex(server, "library", "space", 24)
    index.add(np.array([1]), vectors[:1])
    assert index.search(vectors[0], 1)[1].tolist() == pytest.approx([1.0])


def test_a_vector_of_other_dimensions_is_refused_by_name(index: MilvusIndex) -> None:
    with pytest.raises(IndexServerProblem, match="expected dim 24, got 23"):
        index.add(np.array([1]), np.ones((1, 23), np.float32))


def test_a_collection_that_was_dropped_is_a_lost_index(server: MilvusServer, index: MilvusIndex) -> None:
    server.drop(index.name)
    server.drop(index.name)  # one that there is not: nothing to do
    for question in (
        lambda: index.generation,
        lambda: index.search(np.ones(24, np.float32), 3),
        index.recount,
        lambda: index.settle(4),
    ):
        with pytest.raises(LostIndex):
            question()


def test_vectors_that_went_away_unseen_are_noticed(server: MilvusServer, index: MilvusIndex) -> None:
    assert len(index) == 400
    server.call("delete", index.name, ids=list(range(100, 490)))
    assert len(index.search(np.ones(24, np.float32), 10)[0]) == 10
    with pytest.raises(IndexServerProblem, match="lost vectors"):
        index._count = 400
        index.search(np.ones(24, np.float32), 30)


def test_two_machines_that_add_the_same_do_not_double_it(
    server: MilvusServer, index: MilvusIndex, vectors: np.ndarray
) -> None:
    MilvusIndex(server, "library", "space", 24).add(np.arange(300, 600), vectors[200:500])
    index.recount()
    assert len(index) == 500
    assert index.labels().tolist() == list(range(100, 600))
