from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors.regional import regions as regions_of
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.explain import regions
from photosearch.explain.overlay import Sight, outline
from photosearch.explain.shares import contributions, share


def test_every_part_has_an_outline_and_a_number_but_not_what_is_put_together(seen: Sight) -> None:
    assert seen.seen is not None
    found = regions.make(seen, (192, 256))
    assert [region.label for region in found.regions] == ["1", "2", "3"]
    for region, part in zip(found.regions, regions_of(seen.seen, every=True)[1:4], strict=True):
        np.testing.assert_array_equal(region.outline, outline(part, (192, 256)))
        assert (region.outline >= 0).all()
        assert (region.outline <= [191, 255]).all()


def test_the_outline_of_cells_goes_around_their_outer_edges() -> None:
    cells = np.zeros((4, 5), np.bool_)
    cells[1:3, 2] = True
    corners = {tuple(corner) for corner in outline(cells, (41, 51)).tolist()}
    assert corners == {(10, 20), (10, 30), (30, 20), (30, 30)}


@pytest.mark.parametrize("method", ["gem", "scda", "crow"])
def test_beside_a_query_every_part_has_its_share_of_the_score(seen: Sight, other: Sight, method: str) -> None:
    query, hit = replace(seen, method=method), replace(other, method=method)
    first, second = regions.beside(query, hit, (192, 256), (256, 192))
    assert seen.seen is not None
    assert other.seen is not None
    left, right = (DESCRIPTORS[method].compute(one.seen) for one in (seen, other) if one.seen is not None)
    score = float(left.astype(np.float64) @ right / np.linalg.norm(left) / np.linalg.norm(right))
    assert first.note == second.note == f"each part's share of the score {score:.3f} ({DESCRIPTORS[method].title})"
    for overlay, one, vector, size in (
        (first, seen.seen, right, (192, 256)),
        (second, other.seen, left, (256, 192)),
    ):
        given = contributions(method, one, vector)
        by_outline = {region.outline.tobytes(): region.label for region in overlay.regions}
        for part in regions_of(one, every=True)[1:4]:
            label = by_outline[outline(part, size).tobytes()]
            assert label.endswith(f"  {share(given, part):.0%}")


def test_parts_of_one_number_are_those_most_alike(seen: Sight) -> None:
    first, second = regions.beside(seen, seen, (192, 256), (192, 256))
    assert [region.label for region in first.regions] == ["1", "2", "3"]  # by no method there are no shares
    for mine, theirs in zip(first.regions, second.regions, strict=True):
        assert (mine.label, mine.colour) == (theirs.label, theirs.colour)
        np.testing.assert_array_equal(mine.outline, theirs.outline)


def test_a_part_without_a_partner_gets_the_next_number() -> None:
    mine, theirs = np.eye(3, dtype=np.float32)[[1]], np.eye(3, dtype=np.float32)
    assert regions._numbers(mine, theirs) == [1, 0, 2]


def test_a_score_that_cannot_be_divided_is_said(seen: Sight, other: Sight) -> None:
    query, hit = replace(seen, method="regional"), replace(other, method="regional")
    _, shown = regions.beside(query, hit, (192, 256), (256, 192))
    assert shown.note == "the score (Best matching parts) cannot be divided among places"
    assert {region.label for region in shown.regions} == {"1", "2", "3"}
