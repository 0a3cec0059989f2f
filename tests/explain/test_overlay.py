from dataclasses import replace

import numpy as np
import pytest

from photosearch.explain.overlay import HeatOverlay, RegionsOverlay, Sight, smooth, stretch
from photosearch.explain.table import OVERLAYS, PAIRS


def test_the_centre_of_a_cell_has_its_value_and_between_two_it_changes_evenly() -> None:
    pixels = smooth(np.array([[0, 1, 0]], np.float32), (3, 30))
    assert pixels.shape == (3, 30)
    np.testing.assert_allclose(pixels[1, [4, 5, 14, 15, 24]], [0, 0.05, 0.95, 0.95, 0.05], atol=0.06)
    np.testing.assert_allclose(np.diff(pixels[1, 5:14]), 0.1, atol=1e-5)


def test_any_grid_fits_any_photo() -> None:
    assert smooth(np.ones((1, 1), np.float32), (1, 1)).tolist() == [[1]]
    assert smooth(np.ones((10, 13), np.float32), (7, 1)).shape == (7, 1)


def test_cells_as_they_are_are_blocks_of_their_values() -> None:
    grid = np.array([[0.0, 0.25], [0.5, 1.0]], np.float32)
    expected = [[0, 0, 0.25, 0.25], [0, 0, 0.25, 0.25], [0.5, 0.5, 1, 1], [0.5, 0.5, 1, 1]]
    assert stretch(grid, (4, 4), cells=True).tolist() == expected
    np.testing.assert_array_equal(stretch(grid, (4, 4), cells=False), smooth(grid, (4, 4)))
    np.testing.assert_allclose(smooth(grid, (4, 4))[0], [0, 0.0625, 0.1875, 0.25])  # between centres, evenly


def test_cells_that_do_not_divide_the_photo_end_where_a_pixel_s_middle_passes_them() -> None:
    pixels = stretch(np.array([[1, 2, 3]], np.float32), (1, 7), cells=True)
    assert pixels.tolist() == [[1, 1, 2, 2, 2, 3, 3]]


@pytest.mark.parametrize("name", ["mask", "component", "heat", "cam", "saliency"])
def test_every_overlay_of_a_map_shows_its_cells_if_asked(seen: Sight, name: str) -> None:
    rows, columns = seen.maps.mask.shape
    whole, blocks = (
        OVERLAYS[name].make(replace(seen, cells=True), size, "") for size in ((rows, columns), (4 * rows, 4 * columns))
    )
    assert not isinstance(whole, RegionsOverlay)
    assert not isinstance(blocks, RegionsOverlay)
    np.testing.assert_array_equal(blocks.values, np.kron(whole.values, np.ones((4, 4), np.float32)))
    smoothed = OVERLAYS[name].make(seen, (4 * rows, 4 * columns), "")
    assert not isinstance(smoothed, RegionsOverlay)
    assert len(np.unique(smoothed.values)) > len(np.unique(blocks.values))


def test_an_overlay_of_two_photos_shows_the_cells_of_both(seen: Sight, other: Sight) -> None:
    pair = PAIRS["pair"].make(replace(seen, cells=True), replace(other, cells=True), (192, 256), (256, 192))
    for overlay, sight in zip(pair, (seen, other), strict=True):
        assert isinstance(overlay, HeatOverlay)
        assert len(np.unique(overlay.values)) <= sight.maps.mask.size
