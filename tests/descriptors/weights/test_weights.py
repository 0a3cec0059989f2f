import importlib
import pkgutil

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors import weights
from photosearch.descriptors.weights import bms, ittikoch, learned
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import Weight, stretched, to_grid, weigh
from photosearch.errors import ProgramError
from photosearch.types import DEEP, SALIENCY, Observation


def seen(rgb: np.ndarray, deep: np.ndarray, **extra: np.ndarray) -> Observation:
    return Observation(rgb, {DEEP: deep}, extra=extra)


def disc() -> np.ndarray:
    """A red disc right of the middle, on grey with a little noise."""
    rgb = np.random.default_rng(0).integers(110, 130, (240, 320, 3)).astype(np.uint8)
    cv2.circle(rgb, (220, 100), 36, (220, 30, 30), -1)
    return rgb


def test_every_weight_of_the_folder_is_in_the_table() -> None:
    modules = [
        importlib.import_module(f"{weights.__name__}.{found.name}") for found in pkgutil.iter_modules(weights.__path__)
    ]
    assert {m.WEIGHT.id: m.WEIGHT for m in modules if hasattr(m, "WEIGHT")} == dict(WEIGHTS)
    assert all(m.__name__.endswith(f".{m.WEIGHT.id}") for m in modules if hasattr(m, "WEIGHT"))


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_is_a_grid_of_the_maps_size_that_is_not_negative(name: str) -> None:
    for rgb in (disc(), np.zeros((32, 32, 3), np.uint8), np.full((40, 400, 3), 255, np.uint8)):
        deep = np.random.default_rng(0).random((3, 7, 10)).astype(np.float32)
        grid = weigh(WEIGHTS[name], seen(rgb, deep, **{SALIENCY: np.ones((9, 9), np.float32)}), deep)
        assert grid.shape == (7, 10)
        assert grid.dtype == np.float32
        assert np.isfinite(grid).all()
        assert (grid >= 0).all()
        assert grid.any()


@pytest.mark.parametrize("model", [bms.saliency, ittikoch.saliency], ids=["bms", "ittikoch"])
def test_a_thing_that_stands_out_is_where_saliency_is(model) -> None:
    found = cv2.resize(model(disc()), (320, 240))
    inside = np.zeros((240, 320), np.uint8)
    cv2.circle(inside, (220, 100), 40, 1, -1)
    assert inside[np.unravel_index(found.argmax(), found.shape)] == 1
    assert found[inside > 0].mean() > 3 * found[inside == 0].mean()


@pytest.mark.parametrize("model", [bms.saliency, ittikoch.saliency], ids=["bms", "ittikoch"])
def test_on_a_picture_of_one_colour_nothing_stands_out(model) -> None:
    assert not model(np.full((120, 160, 3), 90, np.uint8)).any()


def test_boolean_maps_leave_out_what_touches_the_edge() -> None:
    rgb = np.full((120, 160, 3), 90, np.uint8)
    rgb[:, :40] = 250
    rgb[50:70, 90:110] = 250
    found = cv2.resize(bms.saliency(rgb), (160, 120))
    assert found[60, 100] > 0.9
    assert found[60, 10] < 0.05


def test_cells_are_weighed_by_their_length() -> None:
    deep = np.zeros((2, 2, 2), np.float32)
    deep[:, 0, 0], deep[:, 1, 1] = (3, 4), (0, 1)
    np.testing.assert_allclose(WEIGHTS["l2norm"].make(seen(disc(), deep), deep), [[1, 0], [0, 0.2]], atol=1e-6)


def test_the_bell_is_one_in_the_middle_and_zero_in_the_corners() -> None:
    deep = np.ones((1, 5, 5), np.float32)
    grid = WEIGHTS["gaussian"].make(seen(disc(), deep), deep)
    assert (grid[2, 2], grid[0, 0]) == (1, 0)


def test_regions_overlap_most_in_the_middle() -> None:
    deep = np.ones((1, 10, 10), np.float32)
    grid = WEIGHTS["rmac"].make(seen(disc(), deep), deep)
    assert grid[5, 5] == 1
    assert grid[0, 0] == pytest.approx(3 / (grid.max() * 14 / 14) / (1 + 4 + 4), abs=0.2)
    assert grid[0, 0] == grid[-1, -1] == grid[0, -1]


def test_without_a_saliency_network_it_is_our_mistake() -> None:
    deep = np.ones((1, 5, 5), np.float32)
    with pytest.raises(ProgramError, match="saliency"):
        learned.make(seen(disc(), deep), deep)


def test_each_block_is_reduced_to_its_maximum() -> None:
    saliency = np.arange(35, dtype=np.float32).reshape(5, 7)
    # rows 0-1 and 2-4, columns 0-1, 2-3 and 4-6
    np.testing.assert_array_equal(to_grid(saliency, 2, 3), [[8, 10, 13], [29, 31, 34]])
    np.testing.assert_array_equal(to_grid(np.ones((2, 2), np.float32), 5, 3), np.ones((5, 3)))


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 12), st.integers(1, 12))
def test_no_peak_is_lost_between_blocks(height: int, width: int, rows: int, columns: int) -> None:
    saliency = np.random.default_rng(height).random((height, width)).astype(np.float32)
    grid = to_grid(saliency, rows, columns)
    assert grid.shape == (rows, columns)
    assert grid.max() == saliency.max()


def test_a_flat_grid_stretches_to_nothing_and_counts_as_all_ones() -> None:
    assert not stretched(np.full((3, 3), 7, np.float32)).any()
    flat = Weight("x", "x", lambda _, maps: np.zeros(maps.shape[1:], np.float32))
    assert (weigh(flat, seen(disc(), np.ones((1, 2, 2))), np.ones((1, 2, 2))) == 1).all()
