import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors import avg
from tests.descriptors.conftest import maps, observation, shuffled


def test_means_of_channels_are_scaled_to_unit_length(observe, small) -> None:
    np.testing.assert_allclose(avg.compute(observe(small)), np.array([1, 1]) / np.sqrt(2), atol=1e-6)


def test_nothing_at_all_is_the_zero_vector(observe) -> None:
    assert not avg.compute(observe(np.zeros((4, 3, 3)))).any()


@given(maps(), st.permutations(range(25)))
def test_where_something_is_does_not_matter(deep: np.ndarray, order: list[int]) -> None:
    found = avg.compute(observation(shuffled(deep, order)))
    np.testing.assert_allclose(found, avg.compute(observation(deep)), atol=1e-6)


@given(maps())
def test_the_length_is_one_or_zero(deep: np.ndarray) -> None:
    length = float(np.linalg.norm(avg.compute(observation(deep))))
    assert length == pytest.approx(1, abs=1e-5) or length == 0
