import numpy as np
import pytest

from photosearch.backbones.fake import FakeBackbone
from photosearch.encode.observe import observe
from photosearch.encode.stored_maps import stored_maps
from photosearch.explain.overlay import Sight
from photosearch.types import InputPolicy, StoredMaps, Words


@pytest.fixture
def stored() -> StoredMaps:
    """Two rows of three cells: a mask of three cells, two of which are the main object."""
    mask = np.array([[True, False, True], [True, False, False]])
    component = np.array([[True, False, False], [True, False, False]])
    return StoredMaps(np.array([[255, 0, 128], [200, 20, 40]], np.uint8), 9.0, mask, component)


def sight(seed: int, size: tuple[int, int] = (192, 256)) -> Sight:
    """What the fake network sees in noise with one bright patch."""
    random = np.random.default_rng(seed)
    rgb = random.integers(0, 90, (*size, 3), np.uint8)
    top, left = random.integers(0, size[0] // 2), random.integers(0, size[1] // 2)
    rgb[top : top + 80, left : left + 96] = random.integers(120, 255, (80, 96, 3), np.uint8)
    seen = observe(rgb, FakeBackbone(), InputPolicy())
    assert seen.classifier is not None
    ids = random.integers(0, 4, (12, 16), np.uint16)
    words = Words(ids, np.full(ids.shape, 255, np.uint8))
    return Sight(stored_maps(seen), seen.classifier.names, seen, words=words)


ARGUMENTS = {"words": "0+2"}
"""What overlays show that have to be told."""


@pytest.fixture
def seen() -> Sight:
    return sight(1)


@pytest.fixture
def other() -> Sight:
    return sight(2, (256, 192))
