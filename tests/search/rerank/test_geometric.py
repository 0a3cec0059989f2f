import cv2
import numpy as np
import pytest

from photosearch.descriptors.sift import local_features
from photosearch.search.rerank.geometric import matches, verify


def poster(seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    rgb = np.full((240, 320, 3), 128, np.uint8)
    for _ in range(90):
        corner = random.integers(20, 200, 2)
        end = corner + random.integers(5, 40, 2)
        colour = random.integers(0, 255, 3).tolist()
        cv2.rectangle(rgb, tuple(map(int, corner)), tuple(map(int, end)), colour, -1)
    return rgb


def moved(rgb: np.ndarray, homography: np.ndarray) -> np.ndarray:
    return np.asarray(cv2.warpPerspective(rgb, homography, (320, 240), borderValue=(128,) * 3), np.uint8)


TILT = np.array([[0.8, 0.2, 10], [-0.15, 0.9, 30], [0.0004, 0.0002, 1]])


def test_a_tilted_poster_agrees_with_itself_at_the_right_places() -> None:
    found = verify(local_features(poster(0)), local_features(moved(poster(0), TILT)))
    assert len(found) > 40
    expected = cv2.perspectiveTransform(found.here[None, :, ::-1].astype(np.float64), TILT)[0, :, ::-1]
    assert np.median(np.linalg.norm(found.there - expected, axis=1)) < 2


def test_another_poster_does_not_agree() -> None:
    assert len(verify(local_features(poster(0)), local_features(poster(1)))) == 0


def test_a_mirror_image_is_not_the_same_thing_moved() -> None:
    text = poster(0)
    assert len(verify(local_features(text), local_features(np.ascontiguousarray(text[:, ::-1])))) == 0


def test_it_gives_the_same_answer_every_time() -> None:
    pair = local_features(poster(0)), local_features(moved(poster(0), TILT))
    np.testing.assert_array_equal(verify(*pair).here, verify(*pair).here)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_photos_with_hardly_a_feature_agree_on_nothing(count: int) -> None:
    points, vectors = local_features(poster(0))
    assert len(verify((points[:count], vectors[:count]), (points, vectors))) == 0


def test_a_match_must_be_clearly_the_best_in_both_directions() -> None:
    here = np.eye(4, dtype=np.float32)
    there = np.array([[0.99, 0.141, 0, 0], [0, 1, 0, 0], [0, 0, 0.8, 0.6], [0, 0, 0.79, 0.613]], np.float32)
    assert matches(here, there).tolist() == [[0, 0], [1, 1]]
