import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.index.exact import ExactIndex

SMALL = st.integers(-3, 3).map(float)


def build(vectors: np.ndarray) -> ExactIndex:
    index = ExactIndex(vectors.shape[1])
    index.add(np.arange(len(vectors), dtype=np.int64), vectors.astype(np.float32))
    return index


def test_cosines_are_those_computed_by_hand() -> None:
    index = build(np.array([[3, 4], [1, 0], [-1, 0]]))
    labels, scores = index.search(np.array([2, 0], np.float32), 3)
    assert labels.tolist() == [1, 0, 2]
    np.testing.assert_allclose(scores, [1, 0.6, -1], atol=1e-6)


def test_equal_scores_come_in_order_of_label_even_at_the_edge() -> None:
    index = ExactIndex(2)
    index.add(np.array([5, 3, 9, 1]), np.array([[1, 0]] * 4, np.float32))
    assert index.search(np.array([1, 0], np.float32), 2)[0].tolist() == [1, 3]


def test_a_zero_vector_is_equally_unlike_everything() -> None:
    labels, scores = build(np.array([[0, 0], [1, 0]])).search(np.zeros(2, np.float32), 2)
    assert labels.tolist() == [0, 1]
    assert scores.tolist() == [0, 0]


def test_removed_labels_are_gone_and_unknown_ones_ignored() -> None:
    index = build(np.eye(3))
    index.remove(np.array([1, 77]))
    assert index.labels().tolist() == [0, 2]
    assert len(index) == 2
    index.add(np.array([8]), np.ones((1, 3), np.float32))
    assert index.search(np.ones(3, np.float32), 1)[0].tolist() == [8]


def test_an_empty_index_finds_nothing() -> None:
    labels, scores = ExactIndex(4).search(np.ones(4, np.float32), 5)
    assert len(labels) == len(scores) == 0


@given(arrays(float, (9, 3), elements=SMALL), arrays(float, (3,), elements=SMALL), st.integers(1, 12))
def test_the_first_k_are_a_prefix_of_all(rows: np.ndarray, query: np.ndarray, k: int) -> None:
    index = build(rows)
    everything, scores = index.search(query.astype(np.float32), 9)
    assert sorted(everything.tolist()) == list(range(9))
    assert (np.diff(scores) <= 0).all()
    assert index.search(query.astype(np.float32), k)[0].tolist() == everything[:k].tolist()


@example(np.outer(np.arange(9) == 4, [1.0, 1, 0]), np.array([1.0, -1, 0]), {0, 1, 2, 3, 4})  # 0, and nearly so
@given(arrays(float, (9, 3), elements=SMALL), arrays(float, (3,), elements=SMALL), st.sets(st.integers(-2, 12)))
def test_a_search_among_some_is_the_search_among_all_without_the_others(
    rows: np.ndarray, query: np.ndarray, among: set[int]
) -> None:
    index, vector = build(rows), query.astype(np.float32)
    everything = [label for label in index.search(vector, 9)[0].tolist() if label in among]
    wanted = np.array(sorted(among), np.int64)
    assert index.search(vector, 9, wanted)[0].tolist() == everything
    assert index.search(vector, 2, wanted)[0].tolist() == everything[:2]
