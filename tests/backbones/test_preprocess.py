import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.backbones.preprocess import normalise, resample
from photosearch.types import InputPolicy


def test_resampling_averages_areas() -> None:
    picture = np.zeros((128, 64, 3), np.uint8)
    picture[::2] = 200
    small = resample(picture, InputPolicy(short_side=32))
    assert small.shape == (64, 32, 3)
    np.testing.assert_array_equal(small, 100)


def test_a_picture_of_the_right_size_is_handed_on_as_it_is() -> None:
    picture = np.zeros((320, 416, 3), np.uint8)
    assert resample(picture, InputPolicy()) is picture


def test_the_size_is_that_of_the_full_photo_however_small_it_was_decoded() -> None:
    decoded = np.zeros((378, 504, 3), np.uint8)
    assert resample(decoded, InputPolicy(), full_size=(3024, 4032)).shape == (320, 416, 3)


@given(st.integers(1, 30_000), st.integers(1, 30_000))
def test_sides_are_multiples_of_32_and_bounded(height: int, width: int) -> None:
    policy = InputPolicy()
    rows, columns = policy.size(height, width)
    assert rows % 32 == columns % 32 == 0
    assert 32 <= min(rows, columns) <= 320
    assert max(rows, columns) <= policy.longest


def test_sizes_of_the_default_policy() -> None:
    policy = InputPolicy()
    assert policy.size(3024, 4032) == (320, 416)
    assert policy.size(500, 375) == (416, 320)
    assert policy.size(100, 100) == (96, 96)
    assert policy.size(1, 1) == (32, 32)
    assert policy.size(1, 20_000) == (32, 2560)


def test_normalising_subtracts_the_mean_and_divides_by_the_deviation_of_each_channel() -> None:
    picture = np.full((2, 3, 3), (255, 0, 128), np.uint8)
    planes = normalise(picture, (127.5, 0, 28), (127.5, 1, 50))
    assert planes.shape == (1, 3, 2, 3)
    assert planes.dtype == np.float32
    np.testing.assert_allclose(planes[0, :, 0, 0], [1, 0, 2], atol=1e-6)
