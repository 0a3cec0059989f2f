from pathlib import Path

import numpy as np

from photosearch.descriptors import scda, scda_plus
from tests.descriptors.conftest import observation


def test_the_second_layer_joins_with_half_the_weight(observe) -> None:
    deep = np.zeros((1, 2, 2))
    deep[0, 0, 0] = 1
    second = np.zeros((2, 4, 4))
    second[0, 0, 0], second[1, 3, 3] = 2, 9
    found = scda_plus.compute(observe(deep, second))
    assert found.tolist() == [1, 1, 0.5, 0, 0.5, 0]


def test_vectors_are_those_of_the_reference(shared: Path) -> None:
    with np.load(shared / "golden" / "scda.npz", allow_pickle=False) as golden:
        cases = [name.removesuffix("_scda_plus") for name in golden.files if name.endswith("_scda_plus")]
        assert "random" in cases
        for case in cases:
            both = observation(golden[f"{case}_deep"], golden[f"{case}_shallow"])
            found = scda_plus.compute(both)
            np.testing.assert_allclose(found, golden[f"{case}_scda_plus"], atol=1e-5)
            np.testing.assert_array_equal(found[: 2 * len(both.maps["deep"])], scda.compute(both))
