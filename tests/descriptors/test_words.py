import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.descriptors.words import bag, likeness
from photosearch.types import Box

MAP = np.array([[3, 3, 1], [3, 0, 1]], np.uint16)


def test_words_are_counted_and_the_bag_has_unit_length() -> None:
    found = bag(MAP)
    assert found.words.tolist() == [0, 1, 3]
    np.testing.assert_allclose(found.counts, np.array([1, 2, 3]) / np.sqrt(14), atol=1e-6)


def test_places_count_by_their_weight_and_words_without_any_are_left_out() -> None:
    found = bag(MAP, np.array([[1, 1, 0], [2, 3, 0]], np.float32))
    assert found.words.tolist() == [0, 3]
    np.testing.assert_allclose(found.counts, [3 / 5, 4 / 5], atol=1e-6)


def test_a_box_takes_its_weights_along() -> None:
    weights = np.array([[1, 1, 5], [1, 1, 7]], np.float32)
    assert bag(MAP, weights, Box(0, 2, 2, 3)).words.tolist() == [1]
    assert len(bag(MAP, weights, Box(0, 0, 0, 0)).words) == 0


def test_the_likeness_of_bags_is_their_cosine_by_hand() -> None:
    assert likeness(bag(MAP), bag(np.array([[1, 7]], np.uint16))) == pytest.approx(2 / np.sqrt(28))
    assert likeness(bag(MAP), bag(np.zeros((1, 0), np.uint16))) == 0


WORDS = arrays(np.uint16, (4, 5), elements=st.integers(0, 6))


@given(WORDS, WORDS)
def test_the_likeness_is_that_of_dense_histograms(left: np.ndarray, right: np.ndarray) -> None:
    dense = [np.bincount(words.ravel(), minlength=7).astype(np.float64) for words in (left, right)]
    expected = dense[0] @ dense[1] / np.linalg.norm(dense[0]) / np.linalg.norm(dense[1])
    assert likeness(bag(left), bag(right)) == pytest.approx(expected, abs=1e-6)
    assert likeness(bag(left), bag(left)) == pytest.approx(1, abs=1e-6)
