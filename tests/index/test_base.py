import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.index.base import among_these, merged, places_of

LABELS = st.sets(st.integers(0, 80)) | st.sets(st.integers(0, 2**40))


def ascending(labels: set[int]) -> np.ndarray:
    return np.array(sorted(labels), np.int64)


@settings(deadline=None)
@given(LABELS, LABELS)
def test_places_are_those_of_the_labels_that_both_hold(labels: set[int], wanted: set[int]) -> None:
    held = ascending(labels)
    assert held[places_of(held, ascending(wanted))].tolist() == sorted(labels & wanted)
    assert held[among_these(held, ascending(wanted))].tolist() == sorted(labels & wanted)


def test_answers_are_merged_best_first_and_a_label_counts_once() -> None:
    answers = [
        (np.array([4, 1]), np.array([0.9, 0.2], np.float32)),
        (np.array([1, 7, 3]), np.array([0.5, 0.5, 0.1], np.float32)),
    ]
    labels, scores = merged(answers, 3)
    assert labels.tolist() == [4, 1, 7]
    np.testing.assert_allclose(scores, [0.9, 0.5, 0.5])
    assert merged(answers, 9)[0].tolist() == [4, 1, 7, 3]
    assert len(merged([], 3)[0]) == 0
