import numpy as np

from photosearch.explain import mask
from photosearch.types import StoredMaps


def test_all_that_stands_out_is_shown(stored: StoredMaps) -> None:
    found = mask.make(stored, (4, 6)).mask
    assert found.shape == (4, 6)
    np.testing.assert_array_equal(found[0], [True, True, False, False, True, True])
    np.testing.assert_array_equal(found[3], [True, True, False, False, False, False])
