import numpy as np

from photosearch.explain import component
from photosearch.types import StoredMaps


def test_the_main_object_alone_is_shown(stored: StoredMaps) -> None:
    np.testing.assert_array_equal(component.make(stored, (4, 6)).mask, [[True, True, False, False, False, False]] * 4)
