from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors import regional
from photosearch.descriptors.regional import best_pair
from photosearch.explain import match
from photosearch.explain.overlay import Sight, outline
from tests.explain.conftest import sight


def test_pairs_are_the_best_first_and_no_part_is_in_two() -> None:
    here = np.eye(3, dtype=np.float32)
    there = np.array([[0.6, 0.8, 0], [1, 0, 0], [0, 0.9, 0.1]], np.float32)
    assert match.best_pairs(here, there) == [
        (1.0, 0, 1),
        (pytest.approx(0.9), 1, 2),
    ]  # the third has nothing in common with what is left


def test_the_first_pair_is_the_one_that_gives_the_score(seen: Sight, other: Sight) -> None:
    photos = [sight(seed).seen for seed in range(20, 60)]
    learned = regional.DESCRIPTORS[0].fit([photo for photo in photos if photo is not None])
    query, hit = replace(seen, regional=learned), replace(other, regional=learned)
    assert query.seen is not None
    assert hit.seen is not None
    mine, theirs = (regional.DESCRIPTORS[0].compute(one.seen, learned) for one in (query, hit))
    score, left, right = best_pair(mine, theirs)
    first, second = match.make(query, hit, (192, 256), (256, 192))
    assert first.note == second.note == f"most alike parts: {score:.3f}"
    regions = [regional.regions(one.seen, every=True) for one in (query, hit)]
    np.testing.assert_array_equal(first.regions[0].outline, outline(regions[0][left], (192, 256)))
    np.testing.assert_array_equal(second.regions[0].outline, outline(regions[1][right], (256, 192)))
    assert [region.colour for region in first.regions] == [region.colour for region in second.regions]


def test_before_parts_were_learned_the_grid_of_regions_is_matched(seen: Sight) -> None:
    first, second = match.make(seen, seen, (192, 256), (192, 256))
    assert first.note == "most alike parts: 1.000"
    np.testing.assert_array_equal(first.regions[0].outline, second.regions[0].outline)
