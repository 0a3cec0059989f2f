import numpy as np

from photosearch.descriptors import ramac
from tests.descriptors.conftest import observation

DEEP = np.random.default_rng(0).random((5, 10, 13)).astype(np.float32)


def unit(vector: np.ndarray) -> np.ndarray:
    return vector / np.linalg.norm(vector)


def test_there_are_always_20_regions_and_the_whole_picture() -> None:
    for size in ((10, 13), (10, 18), (10, 10), (18, 10)):
        found = ramac.regions(*size)
        assert len(found) == 21
        assert (found[-1].height, found[-1].width) == size
    wide = ramac.regions(10, 10)
    assert sum(box.height == 10 and box.top == 0 for box in wide) == 3  # columns count as the long side of a square


def test_it_is_the_sum_of_unit_maxima_and_averages_of_all_regions() -> None:
    summed = np.zeros(5)
    for box in ramac.regions(10, 13):
        part = DEEP[:, box.top : box.bottom, box.left : box.right].astype(np.float64)
        summed += unit(part.max(axis=(1, 2))) + unit(part.mean(axis=(1, 2)))
    np.testing.assert_allclose(ramac.compute(observation(DEEP)), unit(summed), atol=1e-6)


def test_trained_weights_take_the_place_of_the_uniform_ones() -> None:
    only_the_last_average = np.zeros(42, np.float32)
    only_the_last_average[41] = 3
    np.testing.assert_allclose(
        ramac.aggregate(DEEP, only_the_last_average), unit(DEEP.mean(axis=(1, 2), dtype=np.float64)), atol=1e-6
    )
    np.testing.assert_array_equal(ramac.aggregate(DEEP, np.ones(42, np.float32)), ramac.aggregate(DEEP))


def test_an_empty_map_is_a_zero_vector() -> None:
    assert not ramac.compute(observation(np.zeros((5, 4, 6)))).any()
