from pathlib import Path

import numpy as np
import pytest

from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.services.ask import shape_of
from photosearch.services.chosen_part import drawn_part, over_photo, part_to_draw
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.services.sights import stored_sight
from photosearch.types import Box
from tests.drawing import finish

SHAPE = (96, 128)


def test_without_a_part_the_main_object_is_drawn_on_as_its_overlay_shows_it(added: Library, photos: Path) -> None:
    from photosearch.explain.component import make

    path = photos / "3.jpg"
    drawn = part_to_draw(added, Asked(path))
    assert drawn.mask.shape == SHAPE
    assert np.array_equal(drawn.mask, make(stored_sight(added, path).maps, SHAPE).values >= 0.5)
    assert 0 < drawn.mask.sum() < drawn.mask.size


def test_a_part_that_was_drawn_before_comes_back_as_it_was(added: Library, photos: Path) -> None:
    mask = np.random.default_rng(1).random(SHAPE) > 0.7
    part = drawn_part(Asked(photos / "3.jpg", Box(0, 0, 5, 5), classes=("#1",)), mask)
    assert part == Asked(photos / "3.jpg", stencil=Stencil.of(mask))
    drawn = part_to_draw(added, part)
    assert np.array_equal(drawn.mask, mask)
    drawn.start_over()
    assert np.array_equal(drawn.mask, part_to_draw(added, Asked(photos / "3.jpg")).mask)


def test_a_rectangle_and_a_shape_in_it_are_drawn_on_where_they_are(added: Library, photos: Path) -> None:
    box = Box(24, 32, 72, 96)  # of 96 x 128 pixels, as many as cells
    expected = np.zeros(SHAPE, bool)
    expected[24:72, 32:96] = True
    assert np.array_equal(part_to_draw(added, Asked(photos / "3.jpg", box)).mask, expected)
    left = Stencil.of(np.repeat([[True, False]], 48, axis=0).repeat(32, axis=1))
    expected[:, 64:] = False
    assert np.array_equal(part_to_draw(added, Asked(photos / "3.jpg", box, left)).mask, expected)


def test_kinds_of_things_are_drawn_on_too(added: Library, photos: Path) -> None:
    asked = Asked(photos / "3.jpg", classes=("#1",))
    shape = shape_of(added, asked)
    assert shape is not None
    assert np.array_equal(part_to_draw(added, asked).mask, over_photo(shape, None, (96, 128)))


def test_where_nothing_is_left_the_main_object_is_drawn_on(added: Library, photos: Path) -> None:
    nothing = Asked(photos / "3.jpg", stencil=Stencil.of(np.zeros((4, 4), bool)))
    assert part_to_draw(added, nothing).mask.any()


def test_a_mask_keeps_its_place_at_every_size_and_is_never_lost() -> None:
    fine = np.zeros((960, 1280), bool)
    fine[500, 700] = True
    assert np.argwhere(over_photo(fine, None, (96, 128))).tolist() == [[50, 70]]
    tiny = over_photo(np.ones((1, 1), bool), Box(999, 0, 1000, 1), (1000, 1000))
    assert np.argwhere(tiny).tolist() == [[127, 0]]


def test_nothing_drawn_is_refused_with_what_to_do(photos: Path) -> None:
    with pytest.raises(QueryProblem, match="Paint something in"):
        drawn_part(Asked(photos / "3.jpg"), np.zeros(SHAPE, bool))


def test_a_drawn_part_finds_other_photos_than_the_whole(added: Library, photos: Path) -> None:
    mask = np.zeros(SHAPE, bool)
    mask[:48, :64] = True
    asked = Asked(photos / "3.jpg")
    scores = [
        [hit.score for hit in finish(find(added, one, 6, descriptor="avg")).hits]
        for one in (asked, drawn_part(asked, mask))
    ]
    assert scores[0] != scores[1]


def test_a_picture_that_cannot_be_shown_is_said(added: Library, photos: Path) -> None:
    with pytest.raises(UnreadablePhoto):
        part_to_draw(added, Asked(photos / "broken.jpg"))
