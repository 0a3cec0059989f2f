import numpy as np

from photosearch.descriptors import scda_flip_plus, scda_plus


def test_the_mirror_image_stands_beside_the_picture(observe, small) -> None:
    other = observe(small * 3 + small[:, ::-1], small)
    both = observe(small, small, mirrored=other)
    expected = np.concatenate([scda_plus.compute(both), scda_plus.compute(other)])
    np.testing.assert_array_equal(scda_flip_plus.compute(both), expected)
