import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.descriptors.region_grid import more_along, region_grid
from photosearch.types import Box


def squares(boxes: list[Box], side: int) -> list[tuple[int, int]]:
    return [(box.top, box.left) for box in boxes if box.height == side]


@pytest.mark.parametrize(("size", "count", "more"), [((10, 10), 14, 0), ((10, 13), 20, 1), ((10, 18), 26, 2)])
def test_there_are_14_regions_on_a_square_20_at_4_to_3_and_26_at_16_to_9(
    size: tuple[int, int], count: int, more: int
) -> None:
    for rows, columns in (size, size[::-1]):
        assert more_along(rows, columns) == more
        assert len(region_grid(rows, columns)) == count


def test_the_regions_of_a_square_computed_by_hand() -> None:
    boxes = region_grid(10, 10)
    assert squares(boxes, 10) == [(0, 0)]
    # side 6, half of it less one is 2: floor(2 + i * 4) - 2
    assert squares(boxes, 6) == [(top, left) for top in (0, 4) for left in (0, 4)]
    # side 5, floor(1.5) is 1: floor(1 + i * 2.5) - 1
    assert squares(boxes, 5) == [(top, left) for top in (0, 2, 5) for left in (0, 2, 5)]


def test_the_regions_of_a_wide_map_computed_by_hand() -> None:
    boxes = region_grid(10, 13)
    assert squares(boxes, 10) == [(0, 0), (0, 3)]
    assert squares(boxes, 6) == [(top, left) for top in (0, 4) for left in (0, 3, 7)]
    # three steps of 8 / 3 from 1: 1, 3.67, 6.33, 9
    assert squares(boxes, 5) == [(top, left) for top in (0, 2, 5) for left in (0, 2, 5, 8)]


@given(st.integers(1, 40), st.integers(1, 40))
def test_regions_are_squares_inside_the_map_and_the_first_ones_reach_its_edges(rows: int, columns: int) -> None:
    boxes = region_grid(rows, columns)
    for box in boxes:
        assert box.height == box.width > 0
        assert 0 <= box.top < box.bottom <= rows
        assert 0 <= box.left < box.right <= columns
    assert min(box.top for box in boxes) == min(box.left for box in boxes) == 0
    assert max(box.bottom for box in boxes) == rows or rows > 4 * columns


@given(st.integers(2, 40), st.integers(2, 40))
def test_a_map_on_its_side_has_the_same_regions_on_their_side(rows: int, columns: int) -> None:
    turned = {Box(box.left, box.top, box.right, box.bottom) for box in region_grid(columns, rows)}
    assert set(region_grid(rows, columns)) == turned
