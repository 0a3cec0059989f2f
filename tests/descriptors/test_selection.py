from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from photosearch.descriptors.selection import (
    activation_map,
    component_box,
    largest_component,
    main_object,
    mask,
    second_mask,
)
from photosearch.errors import ProgramError
from photosearch.types import Box

CELLS = arrays(bool, (6, 7))
GRIDS = arrays(np.float32, (4, 5), elements=st.integers(0, 20).map(float))


def test_the_mask_holds_the_cells_above_the_mean_and_not_those_at_it() -> None:
    activation = np.array([[1, 2], [3, 2]], np.float32)
    assert mask(activation).tolist() == [[False, False], [True, False]]


def test_rounding_does_not_lift_a_cell_above_the_mean() -> None:
    activation = np.full((7, 9), 0.1, np.float32)
    activation[0, 0] *= np.float32(1 + 1e-7)
    assert not mask(activation).any()


@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(wrong: float) -> None:
    with pytest.raises(ProgramError, match="finite"):
        mask(np.array([[1, wrong]], np.float32))


@given(st.integers(1, 10_000), st.integers(1, 9), st.integers(1, 9))
def test_a_flat_map_has_an_empty_mask_whatever_its_value(value: int, rows: int, columns: int) -> None:
    assert not mask(np.full((rows, columns), value / 7, np.float32)).any()


@given(GRIDS)
def test_the_mask_is_never_everything(activation: np.ndarray) -> None:
    found = mask(activation)
    assert not found.all()
    np.testing.assert_array_equal(found, activation.astype(int) * activation.size > int(activation.sum()))


def test_cells_that_touch_at_a_corner_belong_together() -> None:
    cells = np.array([[1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0], [1, 0, 0, 0]], bool)
    assert largest_component(cells).tolist() == np.diag([1, 1, 1, 0]).astype(bool).tolist()


def test_of_equal_components_the_first_is_taken() -> None:
    cells = np.zeros((5, 4), bool)
    cells[0, 2:] = cells[4, :2] = True
    assert np.argwhere(largest_component(cells)).tolist() == [[0, 2], [0, 3]]


@given(CELLS)
def test_the_component_is_the_largest_connected_part_of_the_mask(cells: np.ndarray) -> None:
    found = largest_component(cells)
    parts, count = ndimage.label(cells, np.ones((3, 3)))
    sizes = np.bincount(parts.ravel(), minlength=2)[1:]
    assert not (found & ~cells).any()
    assert found.sum() == sizes.max()
    if count:
        assert len(np.unique(parts[found])) == 1


def test_the_box_of_a_component_is_half_open_and_none_for_nothing() -> None:
    cells = np.zeros((4, 6), bool)
    assert component_box(cells) is None
    cells[1, 2] = cells[2, 4] = True
    assert component_box(cells) == Box(1, 2, 3, 5)


def test_the_second_mask_is_its_own_mask_inside_the_component() -> None:
    second = np.zeros((1, 4, 4), np.float32)
    second[0, 0, 0] = second[0, 3, 3] = second[0, 0, 1] = 5
    component = np.array([[True, False], [False, False]])
    found = second_mask(second, component)
    assert np.argwhere(found).tolist() == [[0, 0], [0, 1]]


@pytest.mark.parametrize("case", ["random", "flat", "diagonal", "tie", "photo0", "photo1", "photo2", "photo3"])
def test_masks_and_components_are_those_of_the_reference(shared: Path, case: str) -> None:
    with np.load(shared / "golden" / "scda.npz", allow_pickle=False) as golden:
        deep = golden[f"{case}_deep"]
        np.testing.assert_array_equal(mask(activation_map(deep)), golden[f"{case}_mask"].astype(bool))
        np.testing.assert_array_equal(main_object(deep), golden[f"{case}_component"].astype(bool))
