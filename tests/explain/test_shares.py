from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors.table import DESCRIPTORS
from photosearch.explain.overlay import Sight
from photosearch.explain.shares import DIVISIONS, contributions, share
from photosearch.types import DEEP, SALIENCY, Observation

SEES = [name for name in DIVISIONS if name != "sum_weighted:learned"]


def both(query: Sight, hit: Sight) -> tuple[Observation, Observation]:
    assert query.seen is not None
    assert hit.seen is not None
    return query.seen, hit.seen


@pytest.mark.parametrize("method", SEES)
def test_what_cells_give_adds_up_to_the_score_from_either_side(seen: Sight, other: Sight, method: str) -> None:
    query, hit = both(seen, other)
    left, right = (DESCRIPTORS[method].compute(one).astype(np.float64) for one in (query, hit))
    cosine = left @ right / np.linalg.norm(left) / np.linalg.norm(right)
    assert 0.01 < cosine < 1
    for one, vector in ((query, right), (hit, left)):
        given = contributions(method, one, vector)
        assert given.shape == one.maps[DEEP].shape[1:]
        assert given.min() >= 0
        assert given.sum() == pytest.approx(cosine, abs=1e-5)


@pytest.mark.parametrize("method", SEES)
def test_the_shares_of_parts_that_make_up_the_photo_are_all_of_the_score(
    seen: Sight, other: Sight, method: str
) -> None:
    query, hit = both(seen, other)
    given = contributions(method, hit, DESCRIPTORS[method].compute(query))
    names = np.random.default_rng(0).integers(0, 4, given.shape)
    assert sum(share(given, names == name) for name in range(4)) == pytest.approx(1)
    assert share(given, np.zeros(given.shape, np.bool_)) == 0


def test_by_hand() -> None:
    deep = np.array([[[1, 3]], [[2, 0]]], np.float32)  # two channels over two cells
    seen = Observation(np.zeros((1, 2, 3), np.uint8), {DEEP: deep})
    other = np.array([0.6, 0.8], np.float32)
    sums = contributions("avg", seen, other) * np.sqrt(20)  # the sums are 4 and 2
    np.testing.assert_allclose(sums, [[1 * 0.6 + 2 * 0.8, 3 * 0.6]], atol=1e-6)
    peaks = contributions("max", seen, other) * np.sqrt(13)  # the maxima are 3, in the right cell, and 2, in the left
    np.testing.assert_allclose(peaks, [[2 * 0.8, 3 * 0.6]], atol=1e-6)
    cubes = contributions("gem", seen, other)
    assert cubes[0, 1] / cubes.sum() == pytest.approx(
        np.cbrt(14) * 0.6 * 27 / 28 / (np.cbrt(14) * 0.6 + np.cbrt(4) * 0.8), abs=1e-5
    )


def test_cells_that_reach_a_maximum_together_share_it() -> None:
    deep = np.array([[[5, 5, 1]]], np.float32)
    seen = Observation(np.zeros((1, 3, 3), np.uint8), {DEEP: deep})
    np.testing.assert_allclose(contributions("max", seen, np.ones(1, np.float32)), [[0.5, 0.5, 0]])


def test_where_nothing_is_alike_no_part_has_a_share(seen: Sight) -> None:
    assert seen.seen is not None
    nothing = np.zeros_like(DESCRIPTORS["gem"].compute(seen.seen))
    given = contributions("gem", seen.seen, nothing)
    assert not given.any()
    assert share(given, np.ones(given.shape, np.bool_)) == 0


def test_a_learned_weight_divides_too(seen: Sight, other: Sight) -> None:
    query, hit = both(seen, other)
    ramp = np.linspace(0, 1, 64, dtype=np.float32).reshape(8, 8)
    query, hit = (replace(one, extra={SALIENCY: ramp}) for one in (query, hit))
    left, right = (DESCRIPTORS["sum_weighted:learned"].compute(one) for one in (query, hit))
    assert contributions("sum_weighted:learned", hit, left).sum() == pytest.approx(float(left @ right), abs=1e-5)
