import numpy as np
import pytest

from photosearch.descriptors import scda_flip_plus, scda_plus
from photosearch.errors import ProgramError


def test_the_mirror_image_stands_beside_the_picture(observe, small) -> None:
    other = observe(small[::-1], small[::-1])  # channels swapped, in both layers
    both = observe(small, small, mirrored=other)
    found = scda_flip_plus.compute(both)
    assert found.tolist() == [1, 0, 1, 0, 0.5, 0, 0.5, 0, 0, 1, 0, 1, 0, 0.5, 0, 0.5]
    np.testing.assert_array_equal(found, np.concatenate([scda_plus.compute(both), scda_plus.compute(other)]))


def test_without_the_mirror_image_it_is_refused(observe, small) -> None:
    with pytest.raises(ProgramError, match="mirrored"):
        scda_flip_plus.compute(observe(small, small))


def test_flat_maps_have_no_main_object_and_the_zero_vector(observe) -> None:
    flat = np.ones((2, 3, 3))
    assert scda_flip_plus.compute(observe(flat, flat, mirrored=observe(flat, flat))).tolist() == [0] * 16
