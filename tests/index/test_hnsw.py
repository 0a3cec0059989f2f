import threading
from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import DamagedIndex
from photosearch.index.exact import ExactIndex
from photosearch.index.hnsw import HnswIndex


def both(vectors: np.ndarray) -> tuple[HnswIndex, ExactIndex]:
    labels = np.arange(100, 100 + len(vectors), dtype=np.int64)
    graph, truth = HnswIndex(vectors.shape[1]), ExactIndex(vectors.shape[1])
    graph.add(labels, vectors)
    truth.add(labels, vectors)
    return graph, truth


def recall(graph: HnswIndex, truth: ExactIndex, queries: np.ndarray) -> float:
    found = [len(set(graph.search(q, 10)[0]) & set(truth.search(q, 10)[0])) for q in queries]
    return sum(found) / (10 * len(queries))


def test_it_finds_nearly_all_that_exact_search_finds_and_scores_it_equally(vectors: np.ndarray) -> None:
    graph, truth = both(vectors[:-50])
    assert recall(graph, truth, vectors[-50:]) >= 0.99
    labels, scores = graph.search(vectors[-1], 5)
    exact = dict(zip(*(part.tolist() for part in truth.search(vectors[-1], 2000)), strict=True))
    np.testing.assert_allclose(scores, [exact[label] for label in labels.tolist()], atol=1e-5)


def test_it_grows_beyond_its_first_size_in_many_steps(vectors: np.ndarray) -> None:
    graph = HnswIndex(vectors.shape[1])
    for start in range(0, len(vectors), 300):
        part = vectors[start : start + 300]
        graph.add(np.arange(start, start + len(part)), part)
    assert len(graph) == len(vectors)
    assert graph.search(vectors[1234], 1)[0].tolist() == [1234]


def test_equal_input_makes_an_equal_graph(vectors: np.ndarray) -> None:
    first, second = both(vectors)[0], both(vectors)[0]
    for query in vectors[:20]:
        assert first.search(query, 30)[0].tolist() == second.search(query, 30)[0].tolist()


def test_removed_labels_are_never_found_again(vectors: np.ndarray) -> None:
    graph, _ = both(vectors)
    gone = np.arange(100, 501)
    graph.remove(gone[:-1])
    assert not graph.worn
    graph.remove(np.concatenate([gone, [5]]))
    assert len(graph) == len(vectors) - 401
    assert not set(graph.search(vectors[0], len(vectors))[0].tolist()) & set(gone.tolist())
    assert graph.worn


def test_more_than_it_holds_means_all(vectors: np.ndarray) -> None:
    graph, _ = both(vectors[:30])
    assert sorted(graph.search(vectors[0], 10_000)[0].tolist()) == list(range(100, 130))


def test_an_empty_index_finds_nothing() -> None:
    assert len(HnswIndex(4).search(np.ones(4, np.float32), 3)[0]) == 0


def test_a_zero_vector_among_the_photos_has_the_score_0_not_nan(vectors: np.ndarray) -> None:
    vectors[3] = 0
    graph, _ = both(vectors[:20])
    labels, scores = graph.search(vectors[0], 20)
    assert scores[labels.tolist().index(103)] == 0


def reloaded(graph: HnswIndex, folder: Path, removed: np.ndarray) -> HnswIndex:
    graph.save(folder / "x.hnsw", folder / "x.rows")
    return HnswIndex.load(folder / "x.hnsw", folder / "x.rows", 24, removed)


def test_a_saved_index_comes_back_with_what_was_removed(vectors: np.ndarray, tmp_path: Path) -> None:
    graph, truth = both(vectors)
    graph.remove(np.array([100, 101]))
    truth.remove(np.array([100, 101]))
    again = reloaded(graph, tmp_path, graph.removed())
    assert again.labels().tolist() == graph.labels().tolist()
    assert again.removed().tolist() == [100, 101]
    assert recall(again, truth, vectors[:40]) >= 0.99
    again.add(np.array([9999]), vectors[:1])
    assert again.search(vectors[0], 1)[0].tolist() == [9999]
    again.add(np.array([100]), vectors[1:2])
    assert again.search(vectors[1], 1)[0].tolist() == [100]


def test_files_that_do_not_belong_together_are_refused(vectors: np.ndarray, tmp_path: Path) -> None:
    graph, _ = both(vectors[:10])
    with pytest.raises(DamagedIndex, match="lacks 1"):
        reloaded(graph, tmp_path, np.array([105, 777]))
    both(vectors[:11])[0].save(tmp_path / "y.hnsw", tmp_path / "y.rows")
    with pytest.raises(DamagedIndex, match="not of the graph"):
        HnswIndex.load(tmp_path / "x.hnsw", tmp_path / "y.rows", 24, np.zeros(0, np.int64))
    (tmp_path / "y.rows").write_bytes(b"something else")
    with pytest.raises(DamagedIndex):
        HnswIndex.load(tmp_path / "x.hnsw", tmp_path / "y.rows", 24, np.zeros(0, np.int64))


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.9, 1])
def test_a_search_among_some_finds_nearly_all_that_exact_search_does_and_as_many_as_there_are(
    vectors: np.ndarray, share: float
) -> None:
    graph, truth = both(vectors[:-50])
    random = np.random.default_rng(1)
    graph.remove(np.arange(100, 400))
    truth.remove(np.arange(100, 400))
    hits = wanted = 0
    for query in vectors[-50:]:
        among = np.sort(random.choice(np.arange(90, 2060), round(share * 1950), replace=False))
        labels, scores = graph.search(query, 10, among)
        expected, _ = truth.search(query, 10, among)
        assert set(labels.tolist()) <= set(among.tolist()) & set(truth.labels().tolist())
        assert len(labels) == len(expected)
        assert (np.diff(scores) <= 0).all()
        hits += len(set(labels.tolist()) & set(expected.tolist()))
        wanted += len(expected)
    assert hits >= 0.99 * wanted


def test_what_lies_far_from_the_query_is_found_among_many_others(vectors: np.ndarray) -> None:
    vectors = vectors.astype(np.float16).astype(np.float32)  # as the store has them, so that both compare the same
    graph, truth = both(vectors)
    far = np.sort(truth.search(-vectors[0], 1200)[0])
    assert graph.search(vectors[0], 20, far)[0].tolist() == truth.search(vectors[0], 20, far)[0].tolist()


def test_a_query_waits_for_one_portion_of_what_is_added_not_for_all(vectors: np.ndarray) -> None:
    graph, _ = both(vectors[:500])
    seen: list[int] = []
    adding = threading.Thread(target=graph.add, args=(np.arange(3000, 4500), vectors[500:2000]))
    adding.start()
    while adding.is_alive():
        graph.search(vectors[0], 5)
        seen.append(len(graph))
    adding.join()
    assert len(set(seen)) > 5, "searches had their turn while vectors were being added"


def test_searching_while_another_thread_adds_is_safe(vectors: np.ndarray) -> None:
    graph, _ = both(vectors[:500])
    errors: list[BaseException] = []

    def add() -> None:
        for start in range(500, 2000, 100):
            graph.add(np.arange(1000 + start, 1100 + start), vectors[start : start + 100])

    def ask() -> None:
        try:
            for query in vectors[:300]:
                assert len(graph.search(query, 10)[0]) == 10
        except (AssertionError, RuntimeError) as error:
            errors.append(error)

    threads = [threading.Thread(target=add), *(threading.Thread(target=ask) for _ in range(3))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(graph) == 2000
