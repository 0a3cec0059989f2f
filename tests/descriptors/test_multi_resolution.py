from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors.table import DESCRIPTORS
from photosearch.errors import ProgramError
from tests.descriptors.conftest import observation


def test_it_is_the_sum_of_the_unit_vectors_at_each_size() -> None:
    random = np.random.default_rng(0)
    sizes = tuple(observation(random.random((4, side, side))) for side in (3, 5, 9))
    for name in ("avg", "crow", "ramac"):
        vectors = [DESCRIPTORS[name].compute(seen).astype(np.float64) for seen in sizes]
        expected = sum(vector / np.linalg.norm(vector) for vector in vectors)
        found = DESCRIPTORS[f"multi:{name}"].compute(replace(sizes[0], scaled=sizes))
        np.testing.assert_allclose(found, expected / np.linalg.norm(expected), atol=1e-6)


def test_one_size_alone_is_our_mistake() -> None:
    with pytest.raises(ProgramError, match="several sizes"):
        DESCRIPTORS["multi:avg"].compute(observation(np.ones((2, 3, 3))))


def test_it_says_how_many_looks_it_takes() -> None:
    assert DESCRIPTORS["multi:avg"].needs.passes == 4
