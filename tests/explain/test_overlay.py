import numpy as np

from photosearch.explain.overlay import smooth


def test_the_centre_of_a_cell_has_its_value_and_between_two_it_changes_evenly() -> None:
    pixels = smooth(np.array([[0, 1, 0]], np.float32), (3, 30))
    assert pixels.shape == (3, 30)
    np.testing.assert_allclose(pixels[1, [4, 5, 14, 15, 24]], [0, 0.05, 0.95, 0.95, 0.05], atol=0.06)
    np.testing.assert_allclose(np.diff(pixels[1, 5:14]), 0.1, atol=1e-5)


def test_any_grid_fits_any_photo() -> None:
    assert smooth(np.ones((1, 1), np.float32), (1, 1)).tolist() == [[1]]
    assert smooth(np.ones((10, 13), np.float32), (7, 1)).shape == (7, 1)
