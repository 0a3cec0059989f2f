import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from photosearch.search.noise import FEWEST, cosines, noise_floor, sample


def spread(middle: float, sigma: float, count: int = 1001) -> np.ndarray:
    """Return cosines whose z-transform is normal: its quantiles, so that nothing is left to chance."""
    return np.tanh(middle + sigma * norm.ppf((np.arange(count) + 0.5) / count))


@pytest.mark.parametrize(("middle", "sigma"), [(0.0, 0.1), (0.2, 0.08), (1.0, 0.15), (2.0, 0.3)])
def test_the_floor_is_four_sigma_above_the_middle_in_fishers_z(middle, sigma):
    assert noise_floor(spread(middle, sigma)) == pytest.approx(np.tanh(middle + 4 * sigma), abs=2e-3)


def test_small_cosines_have_nearly_the_floor_of_mean_and_four_sigma():
    scores = spread(0.0, 0.05)
    assert noise_floor(scores) == pytest.approx(scores.mean() + 4 * scores.std(), abs=5e-3)


def test_high_cosines_leave_room_for_a_hit():
    scores = spread(np.arctanh(0.75), 0.2)
    assert scores.mean() + 4 * scores.std() > 1
    assert 0.9 < noise_floor(scores) < 0.96


def test_a_few_photos_of_the_same_thing_do_not_move_the_floor():
    others = spread(0.3, 0.1, 60)
    with_copies = np.concatenate([others, [0.99, 0.98, 0.97, 1.0]])
    assert noise_floor(with_copies) == pytest.approx(noise_floor(others), abs=0.08)
    assert noise_floor(with_copies) < 0.75


def test_the_floor_is_never_above_a_perfect_score():
    assert noise_floor(np.ones(20)) < 1.0
    assert noise_floor(np.array([0.0, 1.0] * 10)) <= 1.0


def test_too_few_scores_call_nothing_noise():
    assert noise_floor(np.array([0.9] * (FEWEST - 1))) == -1.0
    assert noise_floor(np.zeros(0)) == -1.0


def test_half_precision_scores_do_not_lose_the_spread():
    exact = spread(0.3, 0.1)
    assert noise_floor(exact.astype(np.float16)) == pytest.approx(noise_floor(exact), abs=2e-3)
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
