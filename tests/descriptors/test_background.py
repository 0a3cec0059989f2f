import numpy as np
import pytest

from photosearch.descriptors import background, scda
from tests.descriptors.conftest import observation


def scene(thing: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Maps (2, 6, 7) of a bright thing of 2 x 2 cells in a dim place."""
    maps = np.tile(place.astype(np.float32)[:, None, None], (1, 6, 7))
    maps[:, 2:4, 2:4] = thing[:, None, None]
    return maps


def test_the_background_leaves_out_the_main_object_and_all_that_touches_it() -> None:
    found = background.background(scene(np.array([9, 0]), np.array([0.5, 1])))
    expected = np.ones((6, 7), np.bool_)
    expected[1:5, 1:5] = False
    np.testing.assert_array_equal(found, expected)


def test_another_thing_in_the_same_place_is_found_and_the_same_thing_elsewhere_is_not() -> None:
    asked = scene(np.array([9, 0]), np.array([0.2, 1]))
    same_place = scene(np.array([0, 9]), np.array([0.2, 1]))
    same_thing = scene(np.array([9, 0]), np.array([1, 0.1]))

    def cosine(name: object, left: np.ndarray, right: np.ndarray) -> float:
        one, two = (name.compute(observation(maps)) for maps in (left, right))  # type: ignore[attr-defined]
        return float(one @ two / np.linalg.norm(one) / np.linalg.norm(two))

    assert cosine(background, asked, same_place) == pytest.approx(1, abs=1e-6)
    assert cosine(background, asked, same_thing) < 0.5
    assert cosine(scda, asked, same_place) < 0.5
    assert cosine(scda, asked, same_thing) == pytest.approx(1, abs=1e-6)


def test_a_photo_without_a_main_object_is_all_background() -> None:
    flat = np.ones((3, 4, 5), np.float32)
    assert background.background(flat).all()
    assert np.linalg.norm(background.compute(observation(flat))) == pytest.approx(np.sqrt(2), abs=1e-5)


def test_where_the_main_object_touches_everything_what_is_outside_it_is_left() -> None:
    maps = np.ones((1, 3, 3), np.float32)
    maps[0, 1, 1] = 5
    found = background.background(maps)
    assert found.sum() == 8
    assert not found[1, 1]
