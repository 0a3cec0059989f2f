import numpy as np

from photosearch.descriptors.selection import fitted_mask
from photosearch.encode.masked import masked, masked_words
from photosearch.types import DEEP, SECOND, Observation, Words


def test_maps_are_zero_outside_a_mask_at_every_layer_s_own_size_and_mirrored_ones_on_the_other_side() -> None:
    maps = {DEEP: np.ones((2, 2, 2), np.float32), SECOND: np.ones((3, 4, 4), np.float32)}
    plain = Observation(np.zeros((64, 64, 3), np.uint8), maps)
    seen = Observation(plain.rgb, maps, mirrored=plain)
    mask = np.zeros((8, 8), np.bool_)
    mask[:4, :4] = True
    found = masked(seen, mask)
    assert found.maps[DEEP][0].tolist() == [[1, 0], [0, 0]]
    assert found.maps[SECOND][2].tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert found.mirrored is not None
    assert found.mirrored.maps[DEEP][1].tolist() == [[0, 1], [0, 0]]
    assert maps[DEEP].all()


def test_a_mask_smaller_than_a_cell_still_chooses_the_cell_that_it_lies_in() -> None:
    mask = np.zeros((32, 32), np.bool_)
    mask[20:23, 3:5] = True
    assert fitted_mask(mask, (2, 2)).tolist() == [[False, False], [True, False]]
    assert not fitted_mask(np.zeros((4, 4), np.bool_), (2, 2)).any()


def test_words_outside_a_mask_count_nothing_and_points_stay() -> None:
    words = Words(np.arange(4, dtype=np.uint16).reshape(2, 2), np.zeros((2, 2), np.uint8))
    mask = np.array([[True, False], [True, False]])
    assert masked_words(words, mask).weights.tolist() == [[255, 0], [255, 0]]
    points = Words(np.arange(4, dtype=np.uint16)[None], np.full((1, 4), 255, np.uint8))
    assert masked_words(points, mask) is points
