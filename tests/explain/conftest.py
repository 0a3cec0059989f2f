import numpy as np
import pytest

from photosearch.types import StoredMaps


@pytest.fixture
def stored() -> StoredMaps:
    """Two rows of three cells: a mask of three cells, two of which are the main object."""
    mask = np.array([[True, False, True], [True, False, False]])
    component = np.array([[True, False, False], [True, False, False]])
    return StoredMaps(np.array([[255, 0, 128], [200, 20, 40]], np.uint8), 9.0, mask, component)
