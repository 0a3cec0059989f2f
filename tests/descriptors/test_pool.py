import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors import avg, pool
from photosearch.descriptors import max as max_
from tests.descriptors.conftest import maps, observation, shuffled


def test_it_is_average_and_maximum_side_by_side_each_of_unit_length(observe, small) -> None:
    found = pool.compute(observe(small))
    np.testing.assert_array_equal(found, np.concatenate([avg.compute(observe(small)), max_.compute(observe(small))]))


def test_the_values_computed_by_hand(observe, small) -> None:
    expected = [*np.array([1, 1]) / np.sqrt(2), *np.array([3, 2]) / np.sqrt(13)]
    np.testing.assert_allclose(pool.compute(observe(small)), expected, atol=1e-6)


def test_pooling_over_no_cells_is_the_zero_vector() -> None:
    assert pool.mean_and_max(np.zeros((5, 0), np.float32)).tolist() == [0] * 10


@given(maps(), st.permutations(range(25)))
def test_where_something_is_does_not_matter(deep: np.ndarray, order: list[int]) -> None:
    found = pool.compute(observation(shuffled(deep, order)))
    np.testing.assert_allclose(found, pool.compute(observation(deep)), atol=1e-6)
