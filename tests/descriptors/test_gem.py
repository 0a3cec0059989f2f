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
def test_the_length_is_always_one(deep: np.ndarray) -> None:
    assert np.linalg.norm(gem.compute(observation(deep))) == pytest.approx(1, abs=1e-5)


def test_an_empty_map_is_raised_to_epsilon_in_every_channel(observe) -> None:
    np.testing.assert_allclose(gem.compute(observe(np.zeros((4, 3, 3)))), [0.5] * 4, atol=1e-6)
