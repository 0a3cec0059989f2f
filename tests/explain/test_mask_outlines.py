import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch.explain.mask_outlines import mask_outlines
from photosearch.services.drawn_mask import enclosed, stroke


def filled(shape: tuple[int, int], mask: np.ndarray) -> np.ndarray:
    """What an odd number of outlines goes around."""
    odd = np.zeros(shape, bool)
    for line in mask_outlines(mask):
        odd ^= enclosed(shape, [(float(row), float(column)) for row, column in line])
    return odd


def test_all_of_a_photo_is_outlined_along_its_edge_and_nothing_has_no_outline() -> None:
    (line,) = mask_outlines(np.ones((6, 8), bool))
    assert line.min(axis=0).tolist() == [0, 0]
    assert line.max(axis=0).tolist() == [6, 8]
    assert np.isin(line[:, 0], (0, 6)).any()
    assert mask_outlines(np.zeros((6, 8), bool)) == []


def test_a_rectangle_is_outlined_within_half_a_cell() -> None:
    mask = np.zeros((40, 40), bool)
    mask[10:30, 5:35] = True
    (line,) = mask_outlines(mask)
    assert line.min(axis=0) == pytest.approx([10, 5], abs=0.25)
    assert line.max(axis=0) == pytest.approx([30, 35], abs=0.25)


def test_a_single_cell_and_a_hole_of_one_cell_are_seen() -> None:
    mask = np.zeros((12, 12), bool)
    mask[3, 4] = True
    (line,) = mask_outlines(mask)
    assert line.mean(axis=0) == pytest.approx([3.5, 4.5], abs=0.3)
    assert len(mask_outlines(~mask)) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*(st.floats(0, 40),) * 4, st.floats(3, 9)), min_size=1, max_size=4))
def test_what_the_outlines_hold_is_the_mask_but_for_cells_at_its_edge(strokes: list[tuple[float, ...]]) -> None:
    shape = (40, 40)
    mask = np.zeros(shape, bool)
    for top, left, bottom, right, radius in strokes:
        mask |= stroke(shape, (top, left), (bottom, right), radius)
    padded = np.pad(mask, 2, mode="edge")
    near = np.stack([padded[r : r + 40, c : c + 40] for r in range(5) for c in range(5)])
    found = filled(shape, mask)
    assert found[near.all(axis=0)].all()
    assert not found[~near.any(axis=0)].any()
