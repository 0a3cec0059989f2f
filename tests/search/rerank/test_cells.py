import numpy as np
import pytest

from photosearch.search.rerank.cells import FINER, best_place, query_cells
from photosearch.types import Box


def scene(rows: int, columns: int, top: int, left: int, thing: np.ndarray) -> np.ndarray:
    """Maps (3, rows, columns) of a dim place with a bright thing of 3 x 3 cells."""
    maps = np.full((3, rows, columns), 0.05, np.float32)
    maps[2] = 0.3
    maps[:, top : top + 3, left : left + 3] = thing[:, None, None]
    return maps


THING, OTHER = np.array([5, 1, 0], np.float32), np.array([0, 2, 5], np.float32)


def test_a_query_is_the_cells_of_its_main_object_at_unit_length() -> None:
    found = query_cells(scene(8, 9, 2, 3, THING))
    assert found.shape == (9, 3)
    np.testing.assert_allclose(found, np.tile(THING / np.linalg.norm(THING), (9, 1)), atol=1e-6)
    assert query_cells(np.ones((3, 2, 2), np.float32)).shape == (4, 3)


def test_the_thing_is_found_where_it_stands_and_scores_one() -> None:
    query = query_cells(scene(8, 9, 2, 3, THING))
    score, box = best_place(query, scene(10, 12, 6, 1, THING))
    assert score == pytest.approx(1, abs=1e-6)
    assert box.iou(Box(6 * FINER, 1 * FINER, 9 * FINER, 4 * FINER)) > 0.6


def test_what_is_alike_wins_over_what_is_only_bright() -> None:
    maps = scene(10, 12, 6, 1, THING)
    maps[:, 0:3, 8:11] = 1.2 * OTHER[:, None, None]
    _, box = best_place(query_cells(scene(8, 9, 2, 3, THING)), maps)
    assert box.iou(Box(6 * FINER, 1 * FINER, 9 * FINER, 4 * FINER)) > 0.6


def test_a_photo_without_the_thing_scores_less() -> None:
    query = query_cells(scene(8, 9, 2, 3, THING))
    assert best_place(query, scene(10, 12, 6, 1, OTHER))[0] < best_place(query, scene(10, 12, 6, 1, THING))[0] - 0.3


def test_the_order_of_channels_and_the_strength_of_the_light_change_nothing() -> None:
    query, maps = scene(8, 9, 2, 3, THING), scene(10, 12, 6, 1, THING)
    order = [2, 0, 1]
    assert best_place(query_cells(query[order]), maps[order]) == best_place(query_cells(query), maps)
    assert best_place(query_cells(3 * query), 4 * maps) == best_place(query_cells(query), maps)


def test_maps_that_are_zero_or_flat_are_the_whole_photo_and_no_nan() -> None:
    query = query_cells(scene(8, 9, 2, 3, THING))
    assert best_place(query, np.zeros((3, 4, 5), np.float32)) == (0, Box(0, 0, 4 * FINER, 5 * FINER))
    score, box = best_place(query_cells(np.zeros((3, 4, 5), np.float32)), scene(6, 6, 1, 1, THING))
    assert score == 0
    assert box.area > 0
