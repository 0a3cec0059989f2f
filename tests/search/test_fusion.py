import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.fusion import fuse, stretched

SCORES = st.dictionaries(st.integers(0, 20), st.floats(-1, 1, width=32), max_size=8)


def test_scores_are_scaled_and_added_by_their_weights_by_hand() -> None:
    found = fuse([(3, {1: 0.9, 2: 0.5, 3: 0.1}), (1, {1: 10, 2: 30, 3: 20})])
    assert found == [(1, pytest.approx(0.75)), (2, pytest.approx(0.625)), (3, pytest.approx(0.125))]


def test_a_photo_that_a_method_does_not_know_counts_as_its_last() -> None:
    assert dict(fuse([(1, {1: 1.0, 2: 0.0}), (1, {1: 5.0, 3: 9.0})])) == pytest.approx({1: 0.5, 2: 0.0, 3: 0.5})


def test_a_method_without_weight_has_no_say() -> None:
    assert fuse([(0, {7: 1.0}), (2, {1: 0.3, 2: 0.1})]) == [(1, 1.0), (2, 0.0)]
    assert fuse([(0, {7: 1.0})]) == []


def test_a_method_that_is_to_find_photos_unlike_counts_the_other_way_round_and_adds_none() -> None:
    found = fuse([(1, {1: 1.0, 2: 1.0, 3: 0.0}), (-1, {1: 9.0, 2: 5.0, 7: 8.0})])
    assert found == [(2, pytest.approx(1.0)), (1, pytest.approx(0.5)), (3, pytest.approx(0.5))]


def test_equal_photos_come_in_the_order_of_their_ids() -> None:
    assert [photo for photo, _ in fuse([(1, {5: 0.2, 3: 0.2, 9: 0.2})])] == [3, 5, 9]


def test_scores_that_do_not_differ_say_nothing() -> None:
    assert stretched(np.array([0.7, 0.7])).tolist() == [0, 0]
    assert stretched(np.zeros(0)).tolist() == []


@given(st.lists(st.tuples(st.floats(-5, 5), SCORES), max_size=4))
def test_mixed_scores_lie_between_0_and_1_and_fall(opinions: list[tuple[float, dict[int, float]]]) -> None:
    scores = [score for _, score in fuse(opinions)]
    assert scores == sorted(scores, reverse=True)
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores)
