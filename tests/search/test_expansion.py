import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.search.expansion import augmented, average_expansion, rocchio, unit, weighted_expansion

QUERY = np.array([2, 0, 0], np.float32)
FOUND = np.array([[3, 4, 0], [0, 0, 5]], np.float32)


def test_the_best_hits_are_added_to_the_query_by_hand() -> None:
    np.testing.assert_allclose(
        average_expansion(QUERY, FOUND), np.array([1.6, 0.8, 1]) / np.sqrt(1.6**2 + 0.8**2 + 1), atol=1e-6
    )


def test_hits_count_by_their_cosine_to_a_power_by_hand() -> None:
    found = weighted_expansion(QUERY, FOUND, alpha=2)
    expected = np.array([1 + 0.36 * 0.6, 0.36 * 0.8, 0])
    np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_a_hit_that_is_unlike_the_query_does_not_count() -> None:
    np.testing.assert_allclose(weighted_expansion(QUERY, np.array([[-3, 1, 0]], np.float32)), [1, 0, 0], atol=1e-6)


def test_a_power_of_nothing_counts_all_hits_alike() -> None:
    np.testing.assert_allclose(weighted_expansion(QUERY, FOUND, alpha=0), average_expansion(QUERY, FOUND), atol=1e-6)


def test_every_photo_is_joined_by_its_neighbours_by_hand() -> None:
    rows = np.array([[1, 0], [0, 2]], np.float32)
    found = augmented(rows, np.array([[1], [0]]))
    np.testing.assert_allclose(found, np.full((2, 2), np.sqrt(0.5)), atol=1e-6)
    np.testing.assert_allclose(augmented(rows, np.array([[1], [0]]), alpha=2), unit(rows), atol=1e-6)


def test_what_was_ticked_attracts_and_what_was_crossed_out_repels_by_hand() -> None:
    moved = rocchio(QUERY, np.array([[0, 7, 0]], np.float32), np.array([[0, 0, 2], [0, 0, 3]], np.float32))
    expected = np.array([1, 0.75, -0.25])
    np.testing.assert_allclose(moved, expected / np.linalg.norm(expected), atol=1e-6)
    nothing = np.zeros((0, 3), np.float32)
    np.testing.assert_allclose(rocchio(QUERY, nothing, nothing), [1, 0, 0], atol=1e-6)


@pytest.mark.parametrize("work", [average_expansion, weighted_expansion])
@given(query=arrays(np.float32, 4, elements=st.integers(-9, 9).map(float)))
def test_the_result_has_unit_length_or_is_zero(work, query: np.ndarray) -> None:
    found = np.array([[1, 2, 0, 0], [0, 0, 0, 0]], np.float32)
    length = np.linalg.norm(work(query, found))
    assert length == pytest.approx(1, abs=1e-5) or length == 0


def test_zero_stays_zero() -> None:
    assert not unit(np.zeros((2, 3))).any()
    assert not average_expansion(np.zeros(3, np.float32), np.zeros((2, 3), np.float32)).any()
