import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.search.rerank.rmac_search import ASPECT, STEP, IntegralMaps, best_region, max_vector
from photosearch.types import Box


def drawn_maps(seed: int, channels: int = 16, rows: int = 18, columns: int = 24) -> np.ndarray:
    """Sparse, rectified, and of very different sizes, as maps are."""
    random = np.random.default_rng(seed)
    maps = np.maximum(random.normal(-0.5, 1, (channels, rows, columns)), 0)
    return (maps * 10.0 ** random.uniform(-3, 3, (channels, 1, 1))).astype(np.float32)


def planted(box: Box) -> tuple[np.ndarray, np.ndarray]:
    """Faint maps with a strong pattern in a box, and the pattern's maxima."""
    random = np.random.default_rng(5)
    maps = random.random((32, 24, 30)).astype(np.float32) * 0.3
    pattern = (random.random((32, box.height, box.width)) > 0.7) * random.uniform(0, 4, (32, 1, 1))
    maps[:16] += 1.5  # half of the channels are another thing, everywhere but in the box
    maps[:, box.top : box.bottom, box.left : box.right] = pattern
    return maps.astype(np.float32), max_vector(maps.astype(np.float32), box)


def test_maxima_are_those_computed_by_hand() -> None:
    maps = np.array([[[0, 2], [1, 0]], [[3, 0], [0, 4]]], np.float32)
    found = IntegralMaps(maps).maxima(np.array([[0, 0, 1, 2], [0, 0, 2, 2]]))
    np.testing.assert_allclose(found, [[2, 3], [(2**10 + 1) ** 0.1, (3**10 + 4**10) ** 0.1]], rtol=1e-9)


@given(st.integers(0, 1000), st.integers(0, 16), st.integers(0, 22), st.integers(1, 18), st.integers(1, 24))
def test_maxima_are_true_ones_but_for_the_tenth_root_of_the_cells(
    seed: int, top: int, left: int, height: int, width: int
) -> None:
    maps = drawn_maps(seed)
    box = Box(top, left, min(18, top + height), min(24, left + width))
    found = IntegralMaps(maps).maxima(np.array([[box.top, box.left, box.bottom, box.right]]))[0]
    true = maps[:, box.top : box.bottom, box.left : box.right].max(axis=(1, 2))
    noise = 0.05 * maps.max(axis=(1, 2))  # 1e-14 of the sum is rounding, and its tenth root 0.04
    assert (found >= true - noise).all()
    assert (found <= true * box.area**0.1 * 1.001 + noise).all()


def test_a_weak_channel_is_not_drowned_by_a_strong_one_nor_does_a_strong_one_overflow() -> None:
    maps = np.stack([np.full((4, 4), 1e-30), np.full((4, 4), 1e30)]).astype(np.float32)
    found = IntegralMaps(maps).maxima(np.array([[0, 0, 1, 1]]))[0]
    np.testing.assert_allclose(found, [1e-30, 1e30], rtol=1e-5)


def test_without_refinement_the_best_box_on_the_grid_is_that_of_a_search_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("photosearch.search.rerank.rmac_search.ROUNDS", 0)
    maps, query = drawn_maps(3), max_vector(drawn_maps(4))
    score, best = best_region(maps, query, aspect=1.5)
    integral, scores = IntegralMaps(maps), {}
    lines = [*range(0, 18, STEP), 18], [*range(0, 24, STEP), 24]
    for top in lines[0]:
        for bottom in lines[0]:
            for left in lines[1]:
                for right in lines[1]:
                    if bottom <= top or right <= left:
                        continue
                    ratio = (right - left) / (bottom - top) / 1.5
                    if max(ratio, 1 / ratio) <= ASPECT:
                        vector = integral.maxima(np.array([[top, left, bottom, right]]))[0]
                        scores[Box(top, left, bottom, right)] = float(vector @ query / np.linalg.norm(vector))
    assert score == pytest.approx(max(scores.values()), abs=1e-5)
    assert scores[best] == pytest.approx(score, abs=1e-5)


@pytest.mark.parametrize("box", [Box(3, 6, 12, 18), Box(4, 7, 13, 19), Box(14, 17, 24, 30), Box(0, 0, 8, 11)])
def test_a_thing_is_found_where_it_lies_on_the_grid_or_beside_it_and_at_the_edges(box: Box) -> None:
    maps, query = planted(box)
    score, found = best_region(maps, query, box.width / box.height)
    assert found.iou(box) > 0.5  # the measure of localisation in evaluations
    assert score > 0.9


def test_refining_never_makes_the_score_worse(monkeypatch: pytest.MonkeyPatch) -> None:
    maps, query = planted(Box(4, 7, 13, 19))
    refined = best_region(maps, query, 4 / 3)[0]
    monkeypatch.setattr("photosearch.search.rerank.rmac_search.ROUNDS", 0)
    assert refined > best_region(maps, query, 4 / 3)[0]


def test_of_equal_boxes_the_largest_is_taken() -> None:
    maps = np.ones((2, 9, 9), np.float32)
    assert best_region(maps, np.ones(2, np.float32), 1.0) == (pytest.approx(1), Box(0, 0, 9, 9))


def test_a_flat_photo_or_query_scores_nothing() -> None:
    assert best_region(np.zeros((3, 6, 6), np.float32), np.ones(3, np.float32), 1.0)[0] == 0
    assert best_region(np.ones((3, 6, 6), np.float32), np.zeros(3, np.float32), 1.0)[0] == 0


def test_a_map_that_cannot_hold_the_query_s_shape_is_searched_all_the_same() -> None:
    _, box = best_region(drawn_maps(0, rows=2, columns=2), max_vector(drawn_maps(0)), 20.0)
    assert box.area > 0


def test_what_does_not_fit_is_an_error() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        best_region(np.ones((3, 6, 6), np.float32), np.ones(4, np.float32), 1.0)
    with pytest.raises(ValueError, match="no cells"):
        best_region(np.ones((3, 0, 6), np.float32), np.ones(3, np.float32), 1.0)
