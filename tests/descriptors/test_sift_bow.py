import cv2
import numpy as np
import pytest

from photosearch.descriptors import sift_bow
from photosearch.descriptors.sift import local_features
from photosearch.descriptors.words import bag_of, likeness
from photosearch.types import DEEP, Observation
from tests.descriptors.test_blcf import Exactly


def poster(seed: int, degrees: float = 0.0) -> Observation:
    """A flat thing of many coloured shapes on grey, turned."""
    random = np.random.default_rng(seed)
    rgb = np.full((240, 240, 3), 128, np.uint8)
    for _ in range(60):
        centre = tuple(int(n) for n in random.integers(60, 180, 2))
        cv2.circle(rgb, centre, int(random.integers(3, 14)), random.integers(0, 255, 3).tolist(), -1)
    turned = cv2.warpAffine(rgb, cv2.getRotationMatrix2D((120, 120), degrees, 1), (240, 240), borderValue=(128,) * 3)
    return Observation(np.asarray(turned, np.uint8), {DEEP: np.zeros((1, 1, 1), np.float32)})


def test_points_are_rows_and_columns_of_the_photo_and_vectors_have_unit_length() -> None:
    rgb = np.full((100, 200, 3), 40, np.uint8)
    cv2.circle(rgb, (150, 30), 8, (250, 250, 250), -1)
    points, vectors = local_features(rgb)
    assert len(points) > 0
    assert np.linalg.norm(points - [30, 150], axis=1).min() < 3
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert (vectors >= 0).all()


def test_the_strongest_points_are_kept_in_the_same_order_every_time() -> None:
    few, _ = local_features(poster(0).rgb, most=10)
    again, _ = local_features(poster(0).rgb, most=10)
    assert len(few) == 10
    np.testing.assert_array_equal(few, again)


def test_a_picture_without_a_corner_has_no_points_and_an_empty_bag() -> None:
    flat = Observation(np.full((64, 64, 3), 99, np.uint8), {DEEP: np.zeros((1, 1, 1), np.float32)})
    assert [len(part) for part in local_features(flat.rgb)] == [0, 0]
    words = sift_bow.assign(flat, {}, Exactly(np.zeros((1, 128), np.float32)))
    assert words.ids.shape == words.weights.shape == (1, 0)
    assert len(bag_of(words).words) == 0


def test_a_poster_that_is_turned_is_found_among_others() -> None:
    learned = sift_bow.fit([poster(seed) for seed in range(8)], 8, lambda: None)
    nearest = Exactly(learned["words"])
    query = bag_of(sift_bow.assign(poster(3, degrees=30), learned, nearest))
    scores = [likeness(query, bag_of(sift_bow.assign(poster(seed), learned, nearest))) for seed in range(8)]
    assert int(np.argmax(scores)) == 3
    assert sorted(scores)[-1] > 1.1 * sorted(scores)[-2]


def test_photos_without_corners_teach_nothing() -> None:
    flat = Observation(np.full((64, 64, 3), 99, np.uint8), {DEEP: np.zeros((1, 1, 1), np.float32)})
    with pytest.raises(Exception, match="add more photos"):
        sift_bow.fit([flat], 1, lambda: None)
