import numpy as np

from photosearch.explain import mask
from photosearch.types import StoredMaps


def test_all_that_stands_out_is_inside(stored: StoredMaps) -> None:
    values = mask.make(stored, (40, 60)).values
    assert values.shape == (40, 60)
    inside = values[[10, 10, 10, 30, 30], [10, 30, 50, 10, 30]] >= 0.5
    np.testing.assert_array_equal(inside, [True, False, True, True, False])
