import numpy as np
import pytest

from photosearch.explain import pair
from photosearch.explain.overlay import Sight
from photosearch.types import DEEP


def test_every_place_has_its_cosine_with_the_other_photo_s_main_object(seen: Sight, other: Sight) -> None:
    assert seen.seen is not None
    assert other.seen is not None
    mine, theirs = seen.seen.maps[DEEP].astype(float), other.seen.maps[DEEP].astype(float)
    component = other.maps.component
    mean = theirs[:, component].mean(axis=1)
    expected = np.einsum("chw,c->hw", mine, mean / np.linalg.norm(mean)) / np.linalg.norm(mine, axis=0)
    vector = pair.selected_mean(other.seen.maps[DEEP])
    np.testing.assert_allclose(pair.likeness(seen.seen.maps[DEEP], vector), expected, atol=1e-5)


def test_both_photos_have_one_scale_from_the_least_to_the_most(seen: Sight, other: Sight) -> None:
    first, second = pair.make(seen, other, seen.maps.mask.shape, other.maps.mask.shape)
    values = np.concatenate([first.values.ravel(), second.values.ravel()])
    assert values.min() == pytest.approx(0, abs=1e-6)
    assert values.max() == pytest.approx(1, abs=1e-6)
    assert first.note == second.note
