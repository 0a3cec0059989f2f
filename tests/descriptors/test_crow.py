import numpy as np
import pytest
from hypothesis import given

from photosearch.descriptors import crow
from tests.descriptors.conftest import maps, observation


def test_spatial_weights_are_the_root_of_the_normalised_sum(small) -> None:
    # A = [[1, 2], [3, 2]], ||A|| = sqrt(18)
    np.testing.assert_allclose(
        crow.spatial_weights(small), np.sqrt(np.array([[1, 2], [3, 2]]) / np.sqrt(18)), atol=1e-6
    )


def test_channel_weights_are_high_for_rare_channels_and_zero_for_silent_ones() -> None:
    maps = np.zeros((3, 2, 2), np.float32)
    maps[0] = 1
    maps[1, 0, 0] = 5
    np.testing.assert_allclose(crow.channel_weights(maps), [np.log(1.25), np.log(5), 0], atol=1e-6)


def test_the_descriptor_computed_by_hand(observe, small) -> None:
    weights = np.sqrt(np.array([[1, 2], [3, 2]]) / np.sqrt(18))
    raw = np.log(2) * np.array([weights[0, 0] + 3 * weights[1, 0], 2 * weights[0, 1] + 2 * weights[1, 1]])
    np.testing.assert_allclose(crow.compute(observe(small)), raw / np.linalg.norm(raw), atol=1e-6)


def test_nothing_at_all_is_the_zero_vector(observe) -> None:
    assert not crow.compute(observe(np.zeros((4, 3, 3)))).any()


@given(maps())
def test_the_length_is_one_or_zero(deep: np.ndarray) -> None:
    length = float(np.linalg.norm(crow.compute(observation(deep))))
    assert length == pytest.approx(1, abs=1e-5) or length == 0
