import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.errors import ProgramError
from photosearch.types import Classifier
from tests.descriptors.conftest import maps


def classifier(weights: list[list[float]]) -> Classifier:
    rows = np.array(weights, np.float32)
    return Classifier(rows, np.full(len(rows), 100, np.float32), tuple(map(str, range(len(rows)))))


def test_maps_computed_by_hand_without_bias_scaled_and_rectified(small) -> None:
    # class 0: channel 0 minus channel 1 = [[1, -2], [3, -2]]
    found = class_maps(small, classifier([[1, -1], [0, 1]]), [1, 0])
    np.testing.assert_allclose(found[0], [[0, 1], [0, 1]])
    np.testing.assert_allclose(found[1], [[1 / 3, 0], [1, 0]], atol=1e-6)


def test_a_map_without_any_positive_cell_is_zero_not_upside_down(small) -> None:
    assert not class_maps(small, classifier([[-1, -1]]), [0]).any()


def test_classes_come_by_probability_and_the_first_of_equals_first() -> None:
    ids, scores = strongest_classes(np.log(np.array([1, 4, 4, 1], np.float32)), 3)
    assert ids == (1, 2, 0)
    np.testing.assert_allclose(scores, [0.4, 0.4, 0.1], atol=1e-6)


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(small, wrong: float) -> None:
    small[0, 0, 0] = wrong
    with pytest.raises(ProgramError, match="finite"):
        class_maps(small, classifier([[1, 1]]), [0])
    with pytest.raises(ProgramError, match="finite"):
        strongest_classes(np.array([1, wrong], np.float32), 1)


@given(maps(), arrays(np.float32, (2, 3), elements=st.integers(-5, 5).map(float)))
def test_maps_reach_from_zero_to_one_and_do_not_change_with_brightness(deep: np.ndarray, weights: np.ndarray) -> None:
    found = class_maps(deep, classifier(weights.tolist()), [0, 1])
    assert found.min() >= 0
    assert set(found.max(axis=(1, 2)).tolist()) <= {0, 1}
    # Whole numbers: a sum that is exactly zero stays so, and a map without a peak does not gain one.
    np.testing.assert_allclose(class_maps(7 * deep, classifier(weights.tolist()), [0, 1]), found, atol=1e-6)


@given(arrays(np.float32, 5, elements=st.floats(-1000, 1000, width=32)))
def test_probabilities_of_all_classes_add_up_to_one_whatever_the_logits(logits: np.ndarray) -> None:
    ids, scores = strongest_classes(logits, 99)
    assert sorted(ids) == list(range(5))
    assert abs(sum(scores) - 1) < 1e-6
    assert list(scores) == sorted(scores, reverse=True)
