import numpy as np

from photosearch.descriptors import avg


def test_means_of_channels_are_scaled_to_unit_length(observe, small) -> None:
    np.testing.assert_allclose(avg.compute(observe(small)), np.array([1, 1]) / np.sqrt(2), atol=1e-6)


def test_nothing_at_all_is_the_zero_vector(observe) -> None:
    assert not avg.compute(observe(np.zeros((4, 3, 3)))).any()
