import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors import gem
from tests.descriptors.conftest import maps, observation, shuffled


def test_the_cubic_mean_computed_by_hand(observe, small) -> None:
    raw = np.array([(28 / 4) ** (1 / 3), (16 / 4) ** (1 / 3)])
    np.testing.assert_allclose(gem.compute(observe(small)), raw / np.linalg.norm(raw), atol=1e-5)


def test_it_lies_between_average_and_maximum(observe) -> None:
    maps = np.array([[[1, 9], [1, 1]], [[3, 3], [3, 3]]])
    found = gem.compute(observe(maps))
    ratio = found[0] / found[1]
    assert 12 / 4 / 3 < ratio < 9 / 3


@given(maps(), st.permutations(range(25)))
def test_where_something_is_does_not_matter(deep: np.ndarray, order: list[int]) -> None:
    found = gem.compute(observation(shuffled(deep, order)))
    np.testing.assert_allclose(found, gem.compute(observation(deep)), atol=1e-6)


@given(maps())
def test_the_length_is_one_wherever_anything_is_seen(deep: np.ndarray) -> None:
    assert np.linalg.norm(gem.compute(observation(deep))) == pytest.approx(1 if deep.any() else 0, abs=1e-5)


def test_an_empty_map_is_the_zero_vector_like_nothing_else(observe) -> None:
    found = gem.compute(observe(np.zeros((4, 3, 3))))
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, np.zeros(4))


def test_an_empty_channel_beside_others_is_raised_to_epsilon(observe) -> None:
    maps = np.zeros((2, 2, 2))
    maps[0] = 1
    np.testing.assert_allclose(gem.compute(observe(maps)), [1, gem.EPSILON], rtol=1e-5)
