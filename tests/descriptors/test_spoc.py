import numpy as np

from photosearch.descriptors import avg, spoc, ucrow
from tests.descriptors.conftest import observation


def test_the_sum_computed_by_hand(observe, small) -> None:
    np.testing.assert_allclose(spoc.compute(observe(small)), np.array([4, 4]) / np.sqrt(32), atol=1e-6)


def test_raw_it_points_where_the_average_does_and_so_does_ucrow() -> None:
    seen = observation(np.random.default_rng(0).random((6, 4, 5)))
    np.testing.assert_allclose(spoc.compute(seen), avg.compute(seen), atol=1e-6)
    np.testing.assert_array_equal(ucrow.DESCRIPTOR.compute(seen), spoc.compute(seen))


def test_an_empty_map_is_a_zero_vector(observe) -> None:
    assert not spoc.compute(observe(np.zeros((4, 3, 3)))).any()
