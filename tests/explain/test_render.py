import numpy as np
import pytest

from photosearch.explain.overlay import HeatOverlay, MaskOverlay, Region, RegionsOverlay, Sight
from photosearch.explain.render import CASING, COLOURS, DIMMED, render, tint
from photosearch.explain.table import OVERLAYS
from tests.explain.conftest import ARGUMENTS


@pytest.fixture
def photo() -> np.ndarray:
    rgb = np.random.default_rng(0).integers(0, 255, (90, 120, 3), np.uint8)
    rgb.flags.writeable = False
    return rgb


@pytest.mark.parametrize("name", OVERLAYS)
def test_every_overlay_gives_a_picture_of_the_same_size_and_leaves_the_photo_alone(
    photo: np.ndarray, seen: Sight, name: str
) -> None:
    before = photo.copy()
    shown = render(photo, OVERLAYS[name].make(seen, photo.shape[:2], ARGUMENTS.get(name, "")))
    assert (shown.shape, shown.dtype) == (photo.shape, np.uint8)
    assert (shown != photo).any()
    np.testing.assert_array_equal(photo, before)


def test_inside_a_mask_the_photo_is_as_it_is_and_outside_it_is_dim(photo: np.ndarray) -> None:
    inside = np.zeros(photo.shape[:2], np.float32)
    inside[:, :60] = 1
    shown = render(photo, MaskOverlay(inside))
    np.testing.assert_array_equal(shown[10:-10, 10:50], photo[10:-10, 10:50])
    np.testing.assert_allclose(shown[10:-10, 70:-5], photo[10:-10, 70:-5] * DIMMED, atol=1.01)


def test_an_empty_mask_dims_everything_and_draws_no_line(photo: np.ndarray) -> None:
    shown = render(photo, MaskOverlay(np.zeros(photo.shape[:2], np.float32)))
    np.testing.assert_allclose(shown, photo * DIMMED, atol=1.01)


def test_cold_places_are_violet_and_hot_ones_yellow(photo: np.ndarray) -> None:
    values = np.zeros(photo.shape[:2], np.float32)
    values[:, 60:] = 1
    over = tint(HeatOverlay(values))
    assert over[0, 0, :3].tolist() == [68, 1, 84]
    assert over[0, 119, :3].tolist() == [253, 231, 37]
    expected = photo * (1 - over[:, :, 3:] / 255) + over[:, :, :3] * (over[:, :, 3:] / 255)
    np.testing.assert_allclose(render(photo, HeatOverlay(values)), expected, atol=0.51)


def test_a_photo_without_heat_is_not_tinted(photo: np.ndarray) -> None:
    np.testing.assert_array_equal(render(photo, HeatOverlay(np.zeros(photo.shape[:2], np.float32))), photo)


def test_a_photo_of_one_pixel_can_be_shown() -> None:
    pixel = np.full((1, 1, 3), 200, np.uint8)
    assert render(pixel, MaskOverlay(np.ones((1, 1), np.float32))).shape == (1, 1, 3)
    assert render(pixel, HeatOverlay(np.ones((1, 1), np.float32))).shape == (1, 1, 3)


def test_regions_have_colours_that_colour_blind_people_tell_apart_in_a_dark_casing(photo: np.ndarray) -> None:
    square = np.array([[20, 30], [20, 90], [70, 90], [70, 30]], np.int32)
    over = tint(RegionsOverlay((360, 480), (Region(4 * square, "1", 0), Region(4 * square + 60, "2", 1))))
    shown = {tuple(colour) for colour in over[over[..., 3] == 255][:, :3].tolist()}
    assert {COLOURS[0], COLOURS[1], CASING[:3]} <= shown
    assert over[100, 150, 3] == 0  # the inside of a region is the photo itself


def test_a_label_stays_inside_the_photo(photo: np.ndarray) -> None:
    corner = np.array([[80, 110], [80, 119], [89, 119], [89, 110]], np.int32)
    over = tint(RegionsOverlay((90, 120), (Region(corner, "12  0.98", 2),)))
    assert (over[:, :, 3] > 0).any()
    assert render(photo, RegionsOverlay((90, 120), ())).tolist() == photo.tolist()


def test_labels_stand_in_the_middle_of_their_parts_and_under_each_other_only_where_they_meet() -> None:
    left = np.array([[10, 10], [10, 190], [190, 190], [190, 10]], np.int32)
    right = left + np.array([0, 200], np.int32)
    apart = tint(RegionsOverlay((200, 400), (Region(left, "1", 0), Region(right, "2", 1))))
    together = tint(RegionsOverlay((200, 400), (Region(left, "1", 0), Region(left, "2", 1))))

    def plates(over: np.ndarray, colour: int, columns: slice) -> np.ndarray:
        """The rows of a plate, away from the outlines."""
        return np.flatnonzero((over[20:180, columns, :3] == COLOURS[colour]).all(axis=2).any(axis=1)) + 20

    middles = slice(90, 110), slice(290, 310)
    assert plates(apart, 0, middles[0]).mean() == pytest.approx(plates(apart, 1, middles[1]).mean(), abs=1)
    assert plates(together, 0, middles[0]).max() < plates(together, 1, middles[0]).min()
