import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.types import Classifier


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


@given(arrays(np.float32, 5, elements=st.floats(-1000, 1000, width=32)))
def test_probabilities_of_all_classes_add_up_to_one_whatever_the_logits(logits: np.ndarray) -> None:
    ids, scores = strongest_classes(logits, 99)
    assert sorted(ids) == list(range(5))
    assert abs(sum(scores) - 1) < 1e-6
    assert list(scores) == sorted(scores, reverse=True)
