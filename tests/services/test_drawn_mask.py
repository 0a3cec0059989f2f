import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from photosearch.services.drawn_mask import MOST_STEPS, SIDE, BrushStroke, DrawnMask, enclosed, raster, stroke
from photosearch.types import Mask

SHAPE = (9, 12)
POINT = st.tuples(st.floats(-3, 12), st.floats(-3, 15))


def cells(*lines: str) -> Mask:
    return np.array([[sign == "#" for sign in line] for line in lines])


def drawn() -> DrawnMask:
    automatic = np.zeros(SHAPE, bool)
    automatic[2:4, 2:5] = True
    return DrawnMask(automatic, automatic)


def test_the_grid_has_square_cells_and_the_same_number_along_the_longer_side() -> None:
    assert raster((600, 800)) == (96, SIDE)
    assert raster((800, 600)) == (SIDE, 96)
    assert raster((1, 100_000)) == (1, SIDE)


def test_a_stroke_is_all_that_is_near_a_line() -> None:
    assert np.array_equal(
        stroke((5, 7), (2.5, 1.5), (2.5, 4.5), 1.0),
        cells(
            ".......",
            ".####..",
            "######.",
            ".####..",
            ".......",
        ),
    )
    assert np.array_equal(stroke((3, 3), (1.5, 1.5), (1.5, 1.5), 1.2), cells(".#.", "###", ".#."))


@given(POINT, POINT, st.floats(1, 6))
def test_a_stroke_holds_the_cells_under_both_ends_and_is_the_same_backwards(
    start: tuple[float, float], end: tuple[float, float], radius: float
) -> None:
    found = stroke(SHAPE, start, end, radius)
    for row, column in (start, end):
        if 0 <= row < SHAPE[0] and 0 <= column < SHAPE[1]:
            assert found[int(row), int(column)]
    near = [stroke(SHAPE, end, start, size) for size in (radius - 1e-6, radius + 1e-6)]
    assert not (near[0] & ~found).any()
    assert not (found & ~near[1]).any()


def test_a_closed_line_holds_the_cells_whose_middle_it_goes_around() -> None:
    triangle = enclosed((4, 6), [(0.0, 0.4), (0.0, 4.4), (4.0, 4.4)])  # a row's middle is reached half a cell later
    assert np.array_equal(triangle, cells(".###..", "..##..", "...#..", "......"))
    assert np.array_equal(
        enclosed((3, 4), [(1.0, 1.0), (1.0, 3.0), (3.0, 3.0), (3.0, 1.0)]), cells("....", ".##.", ".##.")
    )
    assert np.array_equal(enclosed((2, 2), [(-5.0, -5.0), (-5.0, 9.0), (9.0, 9.0), (9.0, -5.0)]), cells("##", "##"))
    assert not enclosed((3, 3), [(1.5, 1.5)]).any()


@given(st.lists(POINT, min_size=3, max_size=9))
def test_a_line_goes_around_a_cell_if_its_turns_say_so(corners: list[tuple[float, float]]) -> None:
    found = enclosed(SHAPE, corners)
    at = np.array(corners) @ np.array([1, 1j])
    ends = np.roll(at, -1)
    for row, column in np.ndindex(SHAPE):
        middle = row + 0.5 + (column + 0.5) * 1j
        steps = ends - at
        along = np.clip(((middle - at) * steps.conj()).real / np.maximum(np.abs(steps) ** 2, 1e-12), 0, 1)
        if np.abs(at + along * steps - middle).min() < 1e-6:
            continue  # on the line itself, either answer will do
        turns = np.angle((ends - middle) / (at - middle)).sum() / (2 * np.pi)
        assert found[row, column] == (round(turns) != 0)


def test_painting_in_and_out_and_taking_back() -> None:
    mask = drawn()
    first = mask.mask
    BrushStroke(mask, (7.5, 8.5), 1, inside=True).end()
    second = mask.mask
    assert second[7, 8]
    assert (second & first).sum() == first.sum()
    BrushStroke(mask, (2.5, 2.5), 1, inside=False).end()
    assert not mask.mask[2, 2]
    assert mask.mask[7, 8]
    assert mask.undo()
    assert np.array_equal(mask.mask, second)
    assert mask.undo()
    assert np.array_equal(mask.mask, first)
    assert mask.untouched
    assert not mask.undo()


def test_a_stroke_is_one_step_however_often_the_mouse_moves_and_none_where_it_changes_nothing() -> None:
    mask = drawn()
    step = BrushStroke(mask, (7.5, 0.5), 1, inside=True)
    for column in range(1, 11):
        step.move((7.5, column + 0.5))
    step.end()
    assert mask.mask[7, :11].all()
    BrushStroke(mask, (7.5, 5.5), 0.9, inside=True).end()
    assert mask.undo()
    assert mask.untouched


def test_a_stroke_that_is_broken_off_leaves_everything_as_it_was() -> None:
    mask = drawn()
    first = mask.mask
    for lasso in (False, True):
        step = BrushStroke(mask, (0.0, 0.0), 3, inside=True, lasso=lasso)
        step.move((8.0, 8.0))
        step.break_off()
        assert mask.mask is first
        assert mask.untouched


def lasso(mask: DrawnMask, top: int, left: int, bottom: int, right: int, *, inside: bool = True) -> None:
    step = BrushStroke(mask, (top, left), 1, inside=inside, lasso=True)
    for corner in ((top, right), (bottom, right), (bottom, left)):
        step.move(corner)
    step.end()


def test_the_first_line_replaces_the_mask_and_later_ones_add_and_take_away() -> None:
    mask = drawn()
    lasso(mask, 5, 6, 8, 10)
    expected = np.zeros(SHAPE, bool)
    expected[5:8, 6:10] = True
    assert np.array_equal(mask.mask, expected)
    lasso(mask, 0, 0, 2, 2)
    expected[0:2, 0:2] = True
    assert np.array_equal(mask.mask, expected)
    lasso(mask, 6, 7, 7, 9, inside=False)
    expected[6, 7:9] = False
    assert np.array_equal(mask.mask, expected)


def test_a_first_line_that_takes_away_or_goes_around_nothing_replaces_nothing() -> None:
    mask = drawn()
    lasso(mask, 2, 2, 3, 2)
    assert mask.untouched
    lasso(mask, 2, 2, 3, 5, inside=False)
    assert mask.mask.sum() == 3


def test_starting_over_is_a_step_too() -> None:
    mask = drawn()
    lasso(mask, 5, 6, 8, 10)
    mask.start_over()
    assert np.array_equal(mask.mask, drawn().mask)
    assert mask.undo()
    assert mask.mask[5:8, 6:10].all()


def test_only_the_last_steps_are_kept() -> None:
    mask = drawn()
    for number in range(MOST_STEPS + 20):
        BrushStroke(mask, (7.5, 7.5), 1, inside=number % 2 == 0).end()
    taken = 0
    while mask.undo():
        taken += 1
    assert taken == MOST_STEPS
