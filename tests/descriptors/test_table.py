import importlib
import pkgutil
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from photosearch import descriptors
from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.fitted import FittedDescriptor
from photosearch.descriptors.table import DEFAULT, DESCRIPTORS, FITTED, WORD_METHODS, one_pass, unavailable
from photosearch.errors import ProgramError
from photosearch.types import DEEP, SECOND, Needs
from tests.descriptors.conftest import complete, maps


def test_every_descriptor_of_the_folder_is_in_the_table() -> None:
    modules = [
        importlib.import_module(f"{descriptors.__name__}.{found.name}")
        for found in pkgutil.iter_modules(descriptors.__path__)
    ]
    modules = [module for module in modules if not isinstance(getattr(module, "DESCRIPTOR", None), FittedDescriptor)]
    single = {module.DESCRIPTOR.id: module.DESCRIPTOR for module in modules if hasattr(module, "DESCRIPTOR")}
    families = [d for module in modules for d in getattr(module, "DESCRIPTORS", ()) if isinstance(d, Descriptor)]
    assert single | {descriptor.id: descriptor for descriptor in families} == dict(DESCRIPTORS)
    assert all(
        module.__name__.endswith(f".{module.DESCRIPTOR.id}") for module in modules if hasattr(module, "DESCRIPTOR")
    )
    assert len({descriptor.title for descriptor in DESCRIPTORS.values()}) == len(DESCRIPTORS)
    assert DEFAULT in DESCRIPTORS


def test_every_fitted_descriptor_and_word_method_of_the_folder_is_in_its_table() -> None:
    modules = [
        importlib.import_module(f"{descriptors.__name__}.{found.name}")
        for found in pkgutil.iter_modules(descriptors.__path__)
    ]
    for module in modules:
        fitted = [getattr(module, "DESCRIPTOR", None), *getattr(module, "DESCRIPTORS", ())]
        for descriptor in fitted:
            if isinstance(descriptor, FittedDescriptor):
                assert FITTED[descriptor.id] is descriptor
        if hasattr(module, "METHOD"):
            assert WORD_METHODS[module.METHOD.id] is module.METHOD
            assert module.__name__.endswith(f".{module.METHOD.id}")
    assert len({*DESCRIPTORS, *FITTED, *WORD_METHODS}) == len(DESCRIPTORS) + len(FITTED) + len(WORD_METHODS)


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_has_the_dimensions_that_it_says_and_words_for_a_person(name: str) -> None:
    random = np.random.default_rng(0)
    both = (random.random((6, 4, 5)), random.random((3, 8, 10)))
    made = DESCRIPTORS[name].compute(complete(*both))
    assert made.shape == (DESCRIPTORS[name].dimensions({DEEP: 6, SECOND: 3}),)
    assert made.dtype == np.float32
    assert DESCRIPTORS[name].title
    assert DESCRIPTORS[name].summary.endswith(".")


@pytest.mark.parametrize("name", DESCRIPTORS)
@given(deep=maps(), second=maps(channels=2, side=10), factor=st.floats(0.5, 100, width=32))
@settings(max_examples=25)
def test_brightness_changes_nothing(name: str, deep: np.ndarray, second: np.ndarray, factor: float) -> None:
    compute = DESCRIPTORS[name].compute
    dim, bright = complete(deep, second), complete(factor * deep, factor * second)
    np.testing.assert_allclose(compute(bright), compute(dim), atol=1e-5)


@pytest.mark.parametrize("name", DESCRIPTORS)
@pytest.mark.parametrize("wrong", [np.nan, np.inf])
def test_maps_that_hold_values_that_are_no_numbers_are_refused(name: str, wrong: float) -> None:
    whole = np.random.default_rng(0).random((2, 4, 4)).astype(np.float32)
    for role in DESCRIPTORS[name].needs.layers:
        maps_by_role = {DEEP: whole, SECOND: whole}
        maps_by_role[role] = np.where(np.arange(16).reshape(4, 4) == 5, np.float32(wrong), whole)
        seen = complete(maps_by_role[DEEP], maps_by_role[SECOND])
        with pytest.raises(ProgramError, match="finite"):
            DESCRIPTORS[name].compute(seen)


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_picture_of_a_single_cell_is_described(name: str) -> None:
    one = (np.ones((6, 1, 1)), np.ones((3, 1, 1)))
    assert np.isfinite(DESCRIPTORS[name].compute(complete(*one))).all()


def test_what_a_network_cannot_serve_comes_with_a_reason() -> None:
    plus = DESCRIPTORS["scda_plus"]
    assert "second" in str(unavailable(plus, [DEEP], has_classifier=True))
    assert unavailable(plus, [DEEP, SECOND], has_classifier=False) is None
    assert DEEP in str(unavailable(plus, [SECOND], has_classifier=True))
    classes = replace(plus, needs=Needs(classifier=True))
    assert "classifier" in str(unavailable(classes, [DEEP], has_classifier=False))
    assert unavailable(classes, [DEEP], has_classifier=True) is None
    assert "scda_plus" not in one_pass([DEEP], has_classifier=True)
    assert "scda_flip" not in one_pass([DEEP, SECOND], has_classifier=True)
    assert set(one_pass([DEEP], has_classifier=False)) == {"scda", "background", "crow", "gem", "avg", "max", "pool"}
    assert "saliency" in str(unavailable(DESCRIPTORS["sum_weighted:learned"], [DEEP], has_classifier=True))
