import numpy as np
import pytest

from photosearch.descriptors import scda, scda_flip
from photosearch.errors import ProgramError


def test_the_mirror_image_stands_beside_the_picture(observe, small) -> None:
    other = observe(small[:, ::-1] * 2 + small)
    found = scda_flip.compute(observe(small, mirrored=other))
    np.testing.assert_array_equal(found, np.concatenate([scda.compute(observe(small)), scda.compute(other)]))


def test_without_the_mirror_image_it_is_refused(observe, small) -> None:
    with pytest.raises(ProgramError, match="mirrored"):
        scda_flip.compute(observe(small))
