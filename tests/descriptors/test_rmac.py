import numpy as np
import pytest

from photosearch.descriptors import rmac
from photosearch.descriptors.region_grid import region_grid
from photosearch.errors import QueryProblem
from tests.descriptors.conftest import observation


def seen(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).random((6, 8, 11)).astype(np.float32) ** 3


@pytest.fixture(scope="module")
def learned():
    return rmac.fit([observation(seen(seed)) for seed in range(20)])


def test_every_region_gives_its_maximum_with_its_last_row_and_column() -> None:
    deep = np.zeros((2, 10, 10), np.float32)
    deep[0, -1, -1] = 5
    deep[1, 0, 0] = 2
    found = rmac.region_maxima(deep)
    for box, vector in zip(region_grid(10, 10), found, strict=True):
        first, last = (box.top, box.left) == (0, 0), (box.bottom, box.right) == (10, 10)
        expected = np.array([5.0 * last, 2.0 * first])
        np.testing.assert_allclose(vector, expected / max(np.linalg.norm(expected), 1), atol=1e-6)


def test_it_is_the_sum_of_whitened_region_vectors_in_double_precision(learned) -> None:
    mean, axes = learned["mean"].astype(np.float64), learned["axes"].astype(np.float64)
    summed = np.zeros(len(axes))
    for box in region_grid(8, 11):
        vector = seen(99)[:, box.top : box.bottom, box.left : box.right].max(axis=(1, 2)).astype(np.float64)
        white = axes @ (vector / np.linalg.norm(vector) - mean)
        summed += white / np.linalg.norm(white)
    found = rmac.compute(observation(seen(99)), learned)
    assert found.shape == (1, len(axes))
    np.testing.assert_allclose(found[0], summed / np.linalg.norm(summed), atol=1e-5)


def test_whitened_region_vectors_vary_alike_in_every_direction(learned) -> None:
    vectors = np.concatenate([rmac.region_maxima(seen(seed)) for seed in range(20)])
    white = (vectors - learned["mean"]) @ learned["axes"].T
    np.testing.assert_allclose(np.cov(white.T, bias=True), np.eye(white.shape[1]), atol=1e-3)


def test_the_same_photos_teach_the_same(learned) -> None:
    again = rmac.fit([observation(seen(seed)) for seed in range(20)])
    assert all(np.array_equal(learned[name], again[name]) for name in learned)


def test_an_empty_map_is_a_zero_vector_and_empty_photos_teach_nothing(learned) -> None:
    nothing = observation(np.zeros((6, 8, 11)))
    assert not rmac.compute(nothing, learned).any()
    with pytest.raises(QueryProblem):
        rmac.fit([nothing])
