import numpy as np

from photosearch.explain import heat
from photosearch.types import StoredMaps


def test_heat_runs_from_the_coldest_cell_to_the_hottest(stored: StoredMaps) -> None:
    values = heat.make(stored, (2, 3)).values
    np.testing.assert_allclose(values, stored.activation / 255, atol=1e-6)
    large = heat.make(stored, (40, 60)).values
    assert large.shape == (40, 60)
    np.testing.assert_allclose((large[0, 0], large[0, 30]), (1, 0), atol=0.02)
    assert 0 <= large.min() <= large.max() <= 1


def test_a_flat_photo_has_no_heat() -> None:
    grid = np.full((2, 2), 7, np.uint8)
    flat = StoredMaps(grid, 1.0, grid > 9, grid > 9)
    assert not heat.make(flat, (8, 8)).values.any()


def test_one_cell_and_one_pixel_are_enough() -> None:
    grid = np.ones((1, 1), np.uint8)
    assert heat.make(StoredMaps(grid, 1.0, grid > 9, grid > 9), (1, 1)).values.shape == (1, 1)
