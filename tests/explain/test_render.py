import numpy as np
import pytest

from photosearch.explain.overlay import HeatOverlay, MaskOverlay
from photosearch.explain.render import DIMMED, render
from photosearch.explain.table import OVERLAYS
from photosearch.types import StoredMaps


@pytest.fixture
def photo() -> np.ndarray:
    rgb = np.random.default_rng(0).integers(0, 255, (90, 120, 3), np.uint8)
    rgb.flags.writeable = False
    return rgb


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_overlay_gives_a_picture_of_the_same_size_and_leaves_the_photo_alone(
    photo: np.ndarray, stored: StoredMaps, name: str
) -> None:
    before = photo.copy()
    shown = render(photo, OVERLAYS[name].make(stored, photo.shape[:2]))
    assert (shown.shape, shown.dtype) == (photo.shape, np.uint8)
    assert (shown != photo).any()
    np.testing.assert_array_equal(photo, before)


def test_inside_a_mask_the_photo_is_as_it_is_and_outside_it_is_grey_and_dark(photo: np.ndarray) -> None:
    inside = np.zeros(photo.shape[:2], bool)
    inside[:, :60] = True
    shown = render(photo, MaskOverlay(inside))
    np.testing.assert_array_equal(shown[10:-10, 10:50], photo[10:-10, 10:50])
    outside = shown[10:-10, 70:-5].astype(int)
    assert (outside.max(axis=2) == outside.min(axis=2)).all()
    assert outside.max() <= 255 * DIMMED + 1


def test_an_empty_mask_dims_everything_and_draws_no_line(photo: np.ndarray) -> None:
    assert render(photo, MaskOverlay(np.zeros(photo.shape[:2], bool))).max() <= 255 * DIMMED + 1


def test_cold_places_stay_as_they_are_and_hot_ones_are_coloured(photo: np.ndarray) -> None:
    values = np.zeros(photo.shape[:2], np.float32)
    values[:, 60:] = 1
    shown = render(photo, HeatOverlay(values))
    np.testing.assert_array_equal(shown[:, :60], photo[:, :60])
    assert shown[:, 60:, 0].mean() > 180
    assert shown[:, 60:, 2].mean() < 160


def test_a_photo_of_one_pixel_can_be_shown() -> None:
    pixel = np.full((1, 1, 3), 200, np.uint8)
    assert render(pixel, MaskOverlay(np.ones((1, 1), bool))).shape == (1, 1, 3)
    assert render(pixel, HeatOverlay(np.ones((1, 1), np.float32))).shape == (1, 1, 3)
