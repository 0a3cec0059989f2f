import cv2
import numpy as np
import pytest

from photosearch.descriptors import blcf
from photosearch.descriptors.weights import gaussian, none
from photosearch.descriptors.words import bag_of, likeness
from photosearch.types import Box, Observation, Words
from tests.descriptors.conftest import observation


class Exactly:
    """Finds the nearest word by looking at every one."""

    def __init__(self, words: np.ndarray) -> None:
        self.words = words

    def nearest(self, vectors: np.ndarray) -> np.ndarray:
        return np.array([np.linalg.norm(self.words - vector, axis=1).argmin() for vector in vectors])


def photo(seed: int) -> Observation:
    return observation(np.random.default_rng(seed).random((8, 6, 9)) ** 3)


@pytest.fixture(scope="module")
def learned():
    return blcf.fit([photo(seed) for seed in range(30)], 30, lambda: None)


def test_cells_are_those_of_the_map_enlarged_by_two() -> None:
    deep = photo(0).maps["deep"]
    larger = np.stack([cv2.resize(plane, (18, 12), interpolation=cv2.INTER_LINEAR) for plane in deep])
    expected = larger.reshape(8, -1).T
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(blcf.cells(photo(0)), expected, atol=1e-6)


def test_every_cell_has_the_nearest_word(learned) -> None:
    words = blcf.assign(none.WEIGHT, photo(40), learned, Exactly(learned["words"])).ids
    assert words.shape == blcf.grid_size(photo(40)) == (12, 18)
    assert words.max() < len(learned["words"]) == 30 * 216 // blcf.PER_WORD


def test_a_photo_is_more_like_itself_shifted_than_like_another(learned) -> None:
    shifted = observation(np.roll(photo(40).maps["deep"], 1, axis=2))
    nearest = Exactly(learned["words"])
    bags = [bag_of(blcf.assign(none.WEIGHT, seen, learned, nearest)) for seen in (photo(40), shifted, photo(41))]
    assert likeness(bags[0], bags[1]) > likeness(bags[0], bags[2])


def test_the_bag_of_a_part_is_that_of_the_part_alone(learned) -> None:
    words = blcf.assign(gaussian.WEIGHT, photo(40), learned, Exactly(learned["words"]))
    part = bag_of(words, Box(2, 3, 7, 9))
    alone = bag_of(Words(words.ids[2:7, 3:9], words.weights[2:7, 3:9]))
    assert part.words.tolist() == alone.words.tolist()
    np.testing.assert_array_equal(part.counts, alone.counts)


def test_a_place_counts_what_its_weight_says_and_the_paper_s_weights_share_one_vocabulary(learned) -> None:
    nearest = Exactly(learned["words"])
    weighed = {method.id: method.assign(photo(40), learned, nearest) for method in blcf.METHODS[:3]}
    plain, even, centred = weighed["blcf"], weighed["blcf:none"], weighed["blcf:gaussian"]
    assert (even.weights == 255).all()
    assert centred.weights[5, 8] > centred.weights[0, 0] == 0
    lengths = np.linalg.norm(photo(40).maps["deep"], axis=0)
    expected = np.round(lengths / lengths.max() * 255).repeat(2, axis=0).repeat(2, axis=1)
    np.testing.assert_allclose(plain.weights, expected, atol=1)
    assert (plain.ids == even.ids).all()
    assert {method.vocabulary for method in blcf.METHODS} == {"blcf"}


def test_a_large_library_has_more_words_than_a_sample_of_it_alone() -> None:
    photos = [photo(seed) for seed in range(10)]
    few = blcf.fit(photos, 10, lambda: None)["words"]
    many = blcf.fit(photos, 10_000, lambda: None)["words"]
    assert (len(few), len(many)) == (2160 // blcf.PER_WORD, 2160 // blcf.TAUGHT_BY)
