import numpy as np
import pytest

from photosearch.descriptors.sum_weighted import compute
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import Weight
from tests.descriptors.conftest import complete, observation

DEEP = np.random.default_rng(0).random((3, 4, 6)).astype(np.float32)


def test_places_count_by_their_weight() -> None:
    grid = np.arange(24, dtype=np.float32).reshape(4, 6)
    found = compute(Weight("x", "x", lambda *_: grid), observation(DEEP))
    expected = (DEEP.astype(np.float64) * grid).sum(axis=(1, 2))
    np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_a_weight_that_finds_nothing_counts_every_place_alike() -> None:
    nothing = Weight("x", "x", lambda _, maps: np.zeros(maps.shape[1:], np.float32))
    np.testing.assert_allclose(
        compute(nothing, observation(DEEP)), DESCRIPTORS["spoc"].compute(observation(DEEP)), atol=1e-6
    )


@pytest.mark.parametrize("name", WEIGHTS)
def test_every_weight_has_a_descriptor_of_its_name(name: str) -> None:
    found = DESCRIPTORS[f"sum_weighted:{name}"].compute(complete(DEEP, DEEP))
    assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
