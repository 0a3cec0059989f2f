from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors.class_map import class_maps
from photosearch.errors import QueryProblem
from photosearch.explain import cam
from photosearch.explain.overlay import Sight
from photosearch.types import DEEP, StoredMaps


def test_the_strongest_class_is_shown_with_its_name_and_share(seen: Sight) -> None:
    found = cam.make(seen, seen.maps.mask.shape)
    np.testing.assert_allclose(found.values, seen.maps.class_maps[0] / 255, atol=1e-6)
    strongest = seen.maps.class_ids[0]
    assert found.note == f"{seen.names[strongest]} {seen.maps.class_scores[0]:.0%}"


def test_a_class_may_be_named_by_name_number_or_place(seen: Sight) -> None:
    second = seen.maps.class_ids[1]
    by_place = cam.make(seen, (40, 60), "#2")
    for argument in (seen.names[second], seen.names[second].upper(), str(second)):
        np.testing.assert_array_equal(cam.make(seen, (40, 60), argument).values, by_place.values)


def test_the_stored_map_is_the_fresh_one_to_two_grey_levels(seen: Sight) -> None:
    assert seen.seen is not None
    assert seen.seen.classifier is not None
    fresh = class_maps(seen.seen.maps[DEEP], seen.seen.classifier, seen.maps.class_ids)
    assert np.abs(seen.maps.class_maps / 255 - fresh).max() <= 2 / 255


def test_a_class_that_is_not_stored_is_seen_by_a_fresh_look(seen: Sight) -> None:
    few = replace(seen.maps, class_ids=seen.maps.class_ids[:2], class_maps=seen.maps.class_maps[:2])
    sight = replace(seen, maps=replace(few, class_scores=few.class_scores[:2]))
    last = str(seen.maps.class_ids[2])
    assert cam.KIND.needs_look(replace(sight, seen=None), last)
    assert not cam.KIND.needs_look(replace(sight, seen=None), "#2")
    np.testing.assert_allclose(
        cam.make(sight, seen.maps.mask.shape, last).values, seen.maps.class_maps[2] / 255, atol=2 / 255
    )


@pytest.mark.parametrize("argument", ["unicorn", "#99", "99999"])
def test_a_class_that_is_none_is_refused_with_those_that_are_seen(seen: Sight, argument: str) -> None:
    with pytest.raises(QueryProblem, match=f"Seen in this photo: {seen.names[seen.maps.class_ids[0]]}"):
        cam.make(seen, (9, 9), argument)


def test_without_classes_that_is_said(stored: StoredMaps) -> None:
    with pytest.raises(QueryProblem, match="no classes"):
        cam.make(Sight(stored), (9, 9))


def test_names_that_differ_in_their_case_alone_are_told_apart_by_it() -> None:
    names = ["Cardigan", "Cardigan Welsh", "cardigan"]
    assert [cam.class_called(names, name) for name in ("Cardigan", "cardigan", "CARDIGAN")] == [0, 2, 0]
    assert cam.class_called(names, "cardigan w") == 1
