import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.noise import FEWEST, cosines, noise_floor, sample


def test_the_floor_is_four_sigma_above_the_mean():
    scores = np.array([0.1, 0.3] * 10)  # mean 0.2, standard deviation 0.1
    assert noise_floor(scores) == pytest.approx(0.6)


def test_the_floor_is_never_above_a_perfect_score():
    assert noise_floor(np.array([0.0, 1.0] * 10)) == 1.0


def test_too_few_scores_call_nothing_noise():
    assert noise_floor(np.array([0.9] * (FEWEST - 1))) == -1.0
    assert noise_floor(np.zeros(0)) == -1.0


def test_one_outlier_can_just_rise_above_the_floor_of_the_fewest_scores():
    assert noise_floor(np.array([1.0] + [0.0] * (FEWEST - 1))) < 1.0
    one_fewer = np.array([1.0] + [0.0] * (FEWEST - 2))
    assert one_fewer.mean() + 4 * one_fewer.std() == pytest.approx(1.0)


def test_half_precision_scores_do_not_lose_the_spread():
    scores = np.full(1000, 0.9, np.float16)
    scores[:500] = 0.8
    assert noise_floor(scores) == 1.0
    assert noise_floor(np.full(1000, 0.5, np.float16)) == pytest.approx(0.5)


def test_a_sample_is_the_same_every_time_and_holds_no_label_twice():
    labels = np.arange(5000, dtype=np.int64) * 3
    drawn = sample(labels)
    assert np.array_equal(drawn, sample(labels))
    assert len(set(drawn.tolist())) == 1000
    assert set(drawn.tolist()) <= set(labels.tolist())
    assert not np.array_equal(drawn, sample(labels, seed=1))


def test_a_sample_of_a_large_library_comes_from_all_of_it():
    drawn = sample(np.arange(100_000, dtype=np.int64))
    assert np.bincount(drawn // 10_000, minlength=10).min() > 50


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_sample_has_as_many_as_there_are(count, size):
    drawn = sample(np.arange(count, dtype=np.int64), size)
    assert len(drawn) == min(count, size)
    assert np.array_equal(drawn, np.sort(drawn))


def test_cosines_by_hand():
    others = np.array([[2, 0], [3, 4], [0, -1], [0, 0]], np.float16)
    assert cosines(np.array([1, 0], np.float32), others).tolist() == pytest.approx([1.0, 0.6, 0.0, 0.0])
    assert cosines(np.zeros(2, np.float32), others).tolist() == [0.0] * 4
