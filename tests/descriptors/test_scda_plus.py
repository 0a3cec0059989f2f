from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from photosearch.descriptors import scda, scda_plus
from tests.descriptors.conftest import maps, observation


def test_the_second_layer_joins_with_half_the_weight(observe) -> None:
    deep = np.zeros((1, 2, 2))
    deep[0, 0, 0] = 1
    second = np.zeros((2, 4, 4))
    second[0, 0, 0], second[1, 3, 3] = 2, 9
    found = scda_plus.compute(observe(deep, second))
    assert found.tolist() == [1, 1, 0.5, 0, 0.5, 0]


def test_a_flat_deep_layer_leaves_nothing_of_the_second(observe, small) -> None:
    assert scda_plus.compute(observe(np.ones((2, 3, 3)), small)).tolist() == [0] * 8


def test_a_flat_second_layer_adds_zeros(observe, small) -> None:
    assert scda_plus.compute(observe(small, np.ones((2, 4, 4)))).tolist() == [1, 0, 1, 0, 0, 0, 0, 0]


@given(maps(), maps(channels=2, side=10))
def test_the_second_layer_has_half_the_length_or_none(deep: np.ndarray, second: np.ndarray) -> None:
    found = scda_plus.compute(observation(deep, second))
    lengths = [float(np.linalg.norm(part)) for part in (found[:3], found[3:6], found[6:8], found[8:])]
    assert lengths[:2] == pytest.approx([1, 1], abs=1e-5) or lengths == [0] * 4
    assert lengths[2:] == pytest.approx([0.5, 0.5], abs=1e-5) or lengths[2:] == [0, 0]


def test_vectors_are_those_of_the_reference(shared: Path) -> None:
    with np.load(shared / "golden" / "scda.npz", allow_pickle=False) as golden:
        cases = [name.removesuffix("_scda_plus") for name in golden.files if name.endswith("_scda_plus")]
        assert "random" in cases
        for case in cases:
            both = observation(golden[f"{case}_deep"], golden[f"{case}_shallow"])
            found = scda_plus.compute(both)
            np.testing.assert_allclose(found, golden[f"{case}_scda_plus"], atol=1e-5)
            np.testing.assert_array_equal(found[: 2 * len(both.maps["deep"])], scda.compute(both))
