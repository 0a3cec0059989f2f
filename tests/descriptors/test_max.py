import numpy as np

from photosearch.descriptors import max as max_


def test_peaks_of_channels_are_scaled_to_unit_length(observe, small) -> None:
    np.testing.assert_allclose(max_.compute(observe(small)), np.array([3, 2]) / np.sqrt(13), atol=1e-6)
