"""Kinds of things, on libraries of drawn photos that the fake network looks at."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from photosearch.decode.read import read
from photosearch.descriptors.pool import mean_and_max
from photosearch.errors import QueryProblem
from photosearch.services.ask import shape_of
from photosearch.services.classes import class_mask, photos_of_class, seen_classes
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.services.sights import stored_sight
from photosearch.store.maps import strongest_classes
from tests.drawing import finish


def test_photos_are_ranked_by_the_stored_share_of_a_class_without_running_the_network(
    added: Library, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with added.reading() as store:
        shares = {
            photo: dict(zip(ids, scores, strict=True))
            for part in strongest_classes(store, added.manifest.sha256)
            for photo, ids, scores in zip(
                part.photo_ids.tolist(), part.classes.tolist(), part.scores.tolist(), strict=True
            )
        }
    assert len(shares) == 6
    wanted = next(iter(next(iter(shares.values()))))
    monkeypatch.setattr(Library, "backbone", property(lambda _self: pytest.fail("the network was run")))
    hits = photos_of_class(added, str(wanted), 99)
    assert {hit.photo_id: pytest.approx(hit.score, abs=1e-6) for hit in hits} == {
        photo: found[wanted] for photo, found in shares.items() if wanted in found
    }
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert photos_of_class(added, str(wanted), 1) == hits[:1]


def test_every_photo_counts_for_its_likeliest_class(added: Library) -> None:
    found = seen_classes(added)
    assert sum(one.photos for one in found) == 6
    assert [one.photos for one in found] == sorted((one.photos for one in found), reverse=True)


def test_a_class_that_is_none_and_a_library_without_photos_are_said(added: Library, tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match="no kind of thing called 'unicorn'"):
        photos_of_class(added, "unicorn", 5)
    with pytest.raises(QueryProblem, match="1 or more"):
        photos_of_class(added, "0", 0)
    absent = max(max(ids.tolist()) for ids in _ids(added)) + 1
    with pytest.raises(QueryProblem, match=f"No photo shows class {absent}"):
        photos_of_class(added, str(absent), 5)


def _ids(library: Library) -> list[np.ndarray]:
    with library.reading() as store:
        return [ids for part in strongest_classes(store, library.manifest.sha256) for ids in part.classes]


def test_the_part_that_shows_a_class_is_where_its_map_is_at_least_three_tenths_of_its_peak(
    added: Library, photos: Path
) -> None:
    maps = stored_sight(added, photos / "3.jpg").maps
    first, second = (maps.class_maps[place] / 255 for place in (0, 1))
    np.testing.assert_array_equal(class_mask(added, photos / "3.jpg", ["#1"]), first >= 0.3)
    both = class_mask(added, photos / "3.jpg", ["#1", "#2"])
    np.testing.assert_array_equal(both, (first >= 0.3) | (second >= 0.3))
    np.testing.assert_array_equal(class_mask(added, photos / "3.jpg", ["-#1"]), ~(first >= 0.3))
    without = (first >= 0.3) & ~((second >= 0.3) & (second > first))
    if without.any():
        np.testing.assert_array_equal(class_mask(added, photos / "3.jpg", ["#1", "-#2"]), without)


def test_a_search_with_a_part_alone_is_a_search_with_what_lies_in_it(added: Library, photos: Path) -> None:
    mask = class_mask(added, photos / "3.jpg", ["#1"])
    answer = finish(find(added, Asked(photos / "3.jpg", stencil=Stencil.of(mask)), descriptor="avg"))
    seen = added.encoder([])
    deep = seen.observe(read(photos / "3.jpg")).maps["deep"]
    expected = deep[:, mask].sum(axis=1)
    vector = answer.query.vector / np.linalg.norm(answer.query.vector)
    np.testing.assert_allclose(vector, expected / np.linalg.norm(expected), atol=1e-4)
    assert answer.query.photo is None
    with pytest.raises(QueryProblem, match="Nothing of the picture is chosen"):
        finish(find(added, Asked(photos / "3.jpg", stencil=Stencil.of(np.zeros_like(mask)))))


def test_kinds_of_things_and_a_drawn_part_choose_what_lies_in_both(added: Library, photos: Path) -> None:
    shown = class_mask(added, photos / "3.jpg", ["#1"])
    drawn = np.zeros_like(shown)
    drawn[:, : shown.shape[1] // 2 + 1] = True
    asked = Asked(photos / "3.jpg", stencil=Stencil.of(drawn), classes=("#1",))
    expected = shown & drawn
    assert expected.any()
    np.testing.assert_array_equal(shape_of(added, asked), expected)
    np.testing.assert_array_equal(shape_of(added, replace(asked, stencil=None)), shown)
    assert shape_of(added, Asked(photos / "3.jpg")) is None


def test_what_is_behind_a_drawn_thing_is_what_it_leaves(added: Library, photos: Path) -> None:
    deep = added.encoder([]).observe(read(photos / "3.jpg")).maps["deep"]
    drawn = np.zeros(deep.shape[1:], bool)
    drawn[:2, :2] = True
    asked = Asked(photos / "3.jpg", stencil=Stencil.of(drawn))
    vector = finish(find(added, asked, descriptor="background")).query.vector
    far = np.ones_like(drawn)
    far[:3, :3] = False  # neighbours of the thing show it, too
    assert far.any()
    expected = mean_and_max(deep[:, far])
    np.testing.assert_allclose(vector / np.linalg.norm(vector), expected / np.linalg.norm(expected), atol=1e-4)


def test_pictures_are_added_and_subtracted_by_their_weights(added: Library, photos: Path) -> None:
    vectors = [finish(find(added, photos / f"{n}.jpg")).query.vector for n in (1, 2, 3)]
    unit = [vector / np.linalg.norm(vector) for vector in vectors]
    asked = [Asked(photos / f"{n}.jpg", weight=weight) for n, weight in ((1, 1.0), (2, 0.5), (3, -0.25))]
    found = finish(find(added, asked[0], others=asked[1:])).query.vector
    expected = unit[0] + 0.5 * unit[1] - 0.25 * unit[2]
    np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=2e-3)
    with pytest.raises(QueryProblem, match="at least one of them a weight above 0"):
        finish(find(added, Asked(photos / "1.jpg", weight=-1)))
