import numpy as np

from photosearch.descriptors import spoc_centre
from photosearch.descriptors.centre import centre_prior
from tests.descriptors.conftest import observation


def test_the_prior_computed_by_hand() -> None:
    prior = centre_prior(3, 5, 2.0)
    assert prior[1, 2] == 1
    np.testing.assert_allclose(prior[0, 0], np.exp(-(1 + 4) / 8), rtol=1e-6)
    np.testing.assert_array_equal(prior, prior[::-1, ::-1])


def test_a_channel_in_the_middle_outweighs_one_in_the_corner() -> None:
    deep = np.zeros((2, 7, 7), np.float32)
    deep[0, 3, 3] = deep[1, 0, 0] = 1
    found = spoc_centre.compute(observation(deep))
    sigma = 7 / 6
    np.testing.assert_allclose(found[1] / found[0], np.exp(-18 / (2 * sigma**2)), rtol=1e-4)


def test_an_empty_map_is_a_zero_vector(observe) -> None:
    assert not spoc_centre.compute(observe(np.zeros((4, 3, 3)))).any()
