"""Kinds of things as they are offered, on drawn photos that the fake network looks at."""

from pathlib import Path

import numpy as np
import pytest

from photosearch.services import kinds
from photosearch.services.classes import class_mask, photos_of_class, seen_classes
from photosearch.services.kinds import Kind, all_kinds, kinds_in
from photosearch.services.library import Library
from photosearch.services.sights import Sight, stored_sight
from tests.drawing import FAKE


def test_what_is_seen_in_a_picture_comes_strongest_first_and_can_be_asked_for(added: Library, photos: Path) -> None:
    sight = stored_sight(added, photos / "3.jpg")
    found = kinds_in(sight)
    assert [kind.share for kind in found] == list(sight.maps.class_scores)
    assert found[0].name == f"class {sight.maps.class_ids[0]}"
    for place, kind in enumerate(found[:3]):
        expected = sight.maps.class_maps[place] >= 0.3 * 255
        np.testing.assert_array_equal(class_mask(added, photos / "3.jpg", [kind.asked]), expected)


def test_kinds_of_one_name_are_told_apart_by_their_numbers(added: Library, photos: Path) -> None:
    maps = stored_sight(added, photos / "3.jpg").maps
    names = ["crane"] * (max(maps.class_ids) + 1)
    asked = {kind.asked for kind in kinds_in(Sight(maps, names))}
    assert asked == {"crane" if number == 0 else str(number) for number in maps.class_ids}


def test_kinds_of_most_photos_come_first_then_all_others_by_name(
    added: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = seen_classes(added)
    without_names = all_kinds(added)
    assert without_names == [Kind(one.name, str(one.number), photos=one.photos) for one in seen]
    names = tuple(f"Thing {chr(122 - number)}" for number in range(14))
    monkeypatch.setattr(kinds, "class_names", lambda _library: names)
    found = all_kinds(added)
    assert [kind.asked for kind in found[: len(seen)]] == [names[one.number] for one in seen]
    assert {kind.asked for kind in found} == set(names)
    rest = [kind.name for kind in found if not kind.photos]
    assert rest == sorted(rest)
    assert len(found) == len(names)
    assert len(photos_of_class(added, without_names[0].asked, 99)) >= without_names[0].photos


def test_a_library_that_is_empty_or_not_there_offers_none(tmp_path: Path) -> None:
    with Library(tmp_path / "none", str(FAKE)) as library:
        assert all_kinds(library) == []
