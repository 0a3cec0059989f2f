import importlib
import pkgutil

import numpy as np
import pytest

from photosearch import descriptors
from photosearch.descriptors.table import DEFAULT, DESCRIPTORS, one_pass, unavailable
from photosearch.types import DEEP, SECOND
from tests.descriptors.conftest import observation


def test_every_descriptor_of_the_folder_is_in_the_table() -> None:
    modules = [
        importlib.import_module(f"{descriptors.__name__}.{found.name}")
        for found in pkgutil.iter_modules(descriptors.__path__)
    ]
    found = {module.DESCRIPTOR.id: module.DESCRIPTOR for module in modules if hasattr(module, "DESCRIPTOR")}
    assert found == dict(DESCRIPTORS)
    assert all(
        module.__name__.endswith(f".{module.DESCRIPTOR.id}") for module in modules if hasattr(module, "DESCRIPTOR")
    )
    assert DEFAULT in DESCRIPTORS


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_has_the_dimensions_that_it_says_and_words_for_a_person(name: str) -> None:
    random = np.random.default_rng(0)
    both = (random.random((6, 4, 5)), random.random((3, 8, 10)))
    made = DESCRIPTORS[name].compute(observation(*both, mirrored=observation(*both)))
    assert made.shape == (DESCRIPTORS[name].dimensions({DEEP: 6, SECOND: 3}),)
    assert made.dtype == np.float32
    assert DESCRIPTORS[name].title
    assert DESCRIPTORS[name].summary.endswith(".")


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_picture_of_a_single_cell_is_described(name: str) -> None:
    one = (np.ones((6, 1, 1)), np.ones((3, 1, 1)))
    assert np.isfinite(DESCRIPTORS[name].compute(observation(*one, mirrored=observation(*one)))).all()


def test_what_a_network_cannot_serve_comes_with_a_reason() -> None:
    plus = DESCRIPTORS["scda_plus"]
    assert "second" in str(unavailable(plus, [DEEP], has_classifier=True))
    assert unavailable(plus, [DEEP, SECOND], has_classifier=False) is None
    assert "scda_plus" not in one_pass([DEEP], has_classifier=True)
    assert "scda_flip" not in one_pass([DEEP, SECOND], has_classifier=True)
    assert {"scda", "crow", "gem", "avg", "max", "pool"} <= set(one_pass([DEEP], has_classifier=False))
