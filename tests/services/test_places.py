"""Where hits show what was asked for, on the drawn libraries of the closer looks."""

from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.places import best_places, rectangle
from photosearch.services.query import Asked, Stencil
from photosearch.services.second_stage import SecondStage
from photosearch.types import Box
from tests.drawing import finish
from tests.services.test_closer_looks import THING


def test_the_places_are_those_of_the_closer_look(looked: Library, gallery: Path) -> None:
    asked = Asked(gallery / "00.png", THING)
    answer = finish(find(looked, asked, 6, second=SecondStage(look="cells", reach=6)))
    paths = [Path(hit.path) for hit in answer.hits]
    found = finish(best_places(looked, asked, paths, Cancel()))
    assert [found[path].box for path in paths] == [hit.box for hit in answer.hits]
    assert [found[path].score for path in paths] == [pytest.approx(answer.closer[h.photo_id]) for h in answer.hits]
    assert {(place.height, place.width) for place in found.values()} == {(320, 448)}


def test_of_a_drawn_shape_its_rectangle_is_looked_for(looked: Library, gallery: Path) -> None:
    mask = np.zeros((10, 14), bool)
    mask[2:5, 3], mask[4, 3:7] = True, True
    shape = Asked(gallery / "00.png", stencil=Stencil.of(mask))
    assert rectangle(looked, shape) == Box(64, 96, 160, 224)
    part = Asked(gallery / "00.png", Box(100, 100, 200, 240), Stencil.of(mask))
    assert rectangle(looked, part) == Box(120, 130, 150, 170)
    assert rectangle(looked, Asked(gallery / "00.png", THING)) == THING
    assert rectangle(looked, Asked(gallery / "00.png")) is None
    with pytest.raises(QueryProblem, match="Nothing of the picture"):
        rectangle(looked, Asked(gallery / "00.png", stencil=Stencil.of(np.zeros((3, 3), bool))))


def test_photos_that_are_gone_are_left_out_and_a_stop_stops(looked: Library, gallery: Path) -> None:
    asked, strange = Asked(gallery / "00.png", THING), gallery / "no such photo.png"
    assert set(finish(best_places(looked, asked, [gallery / "01.png", strange], Cancel()))) == {gallery / "01.png"}
    cancel = Cancel()
    cancel.cancel()
    assert finish(best_places(looked, asked, [gallery / "01.png"], cancel)) == {}
