import numpy as np

from photosearch.explain import component
from photosearch.types import StoredMaps


def test_the_main_object_alone_is_inside(stored: StoredMaps) -> None:
    values = component.make(stored, (40, 60)).values
    np.testing.assert_array_equal(values[:, 5], 1)
    assert not values[:, 31:].any()
