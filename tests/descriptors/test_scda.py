from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from photosearch.descriptors import scda
from tests.descriptors.conftest import maps, observation


def test_only_the_main_object_is_described(observe) -> None:
    deep = np.zeros((2, 3, 3))
    deep[0, 0, :2] = 4, 6
    deep[1, 2, 2] = 5
    found = scda.compute(observe(deep))
    assert found.tolist() == [1, 0, 1, 0]


def test_a_flat_map_has_no_main_object_and_the_zero_vector(observe) -> None:
    assert not scda.compute(observe(np.ones((2, 3, 3)))).any()


@given(maps())
def test_both_halves_are_of_unit_length_or_zero(deep: np.ndarray) -> None:
    mean, peak = np.split(scda.compute(observation(deep)), 2)
    lengths = [float(np.linalg.norm(part)) for part in (mean, peak)]
    assert lengths == pytest.approx([1, 1], abs=1e-5) or lengths == [0, 0]


@pytest.mark.parametrize("case", ["random", "flat", "diagonal", "tie", "photo0", "photo1", "photo2", "photo3"])
def test_vectors_are_those_of_the_reference(shared: Path, case: str) -> None:
    with np.load(shared / "golden" / "scda.npz", allow_pickle=False) as golden:
        found = scda.compute(observation(golden[f"{case}_deep"]))
        np.testing.assert_allclose(found, golden[f"{case}_scda"], atol=1e-5)
