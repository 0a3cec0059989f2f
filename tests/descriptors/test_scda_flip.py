import numpy as np
import pytest

from photosearch.descriptors import scda, scda_flip
from photosearch.errors import ProgramError


def test_the_mirror_image_stands_beside_the_picture(observe, small) -> None:
    other = observe(small[::-1])  # channels swapped: what was found in the one is found in the other
    found = scda_flip.compute(observe(small, mirrored=other))
    assert found.tolist() == [1, 0, 1, 0, 0, 1, 0, 1]
    np.testing.assert_array_equal(found, np.concatenate([scda.compute(observe(small)), scda.compute(other)]))


def test_flat_maps_have_no_main_object_and_the_zero_vector(observe) -> None:
    flat = np.ones((2, 3, 3))
    assert scda_flip.compute(observe(flat, mirrored=observe(flat))).tolist() == [0] * 8


def test_without_the_mirror_image_it_is_refused(observe, small) -> None:
    with pytest.raises(ProgramError, match="mirrored"):
        scda_flip.compute(observe(small))
