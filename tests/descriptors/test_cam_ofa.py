from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors import cam_ofa
from photosearch.descriptors.table import FITTED, KNOWN, METHODS
from photosearch.errors import ProgramError, QueryProblem
from photosearch.types import Classifier, Observation
from tests.descriptors.conftest import observation

RANDOM = np.random.default_rng(0)
CLASSIFIER = Classifier(
    RANDOM.normal(size=(9, 6)).astype(np.float32), np.zeros(9, np.float32), tuple(f"class {n}" for n in range(9))
)


def photo(seed: int) -> Observation:
    deep = np.maximum(np.random.default_rng(seed).normal(size=(6, 4, 5)), 0).astype(np.float32)
    logits = CLASSIFIER.weights @ deep.mean(axis=(1, 2))
    return replace(observation(deep), classifier=CLASSIFIER, logits=logits)


@pytest.fixture(scope="module")
def learned():
    return cam_ofa.DESCRIPTOR.fit([photo(seed) for seed in range(30)])


def test_a_class_vector_is_that_of_the_paper_in_double_precision() -> None:
    seen = photo(7)
    deep = seen.maps["deep"].astype(np.float64)
    share = (deep > 0).mean(axis=(1, 2))
    weights = np.array([np.log(share.sum() / q) if q > 0 else 0 for q in share])
    for number, found in enumerate(cam_ofa.class_vectors(seen.maps["deep"], CLASSIFIER, range(9))):
        cam = np.tensordot(CLASSIFIER.weights[number].astype(np.float64), deep, axes=1)
        cam = np.maximum(cam / cam.max(), 0) if cam.max() > 0 else np.zeros_like(cam)
        vector = weights * (deep * cam).sum(axis=(1, 2))
        length = np.linalg.norm(vector)
        np.testing.assert_allclose(found, vector / length if length else vector, atol=1e-5)


def test_a_photo_stands_for_its_own_likeliest_classes(learned) -> None:
    seen = photo(3)
    classes = np.argsort(-seen.logits)
    found = cam_ofa.DESCRIPTOR.compute(seen, learned)
    assert found.shape == (1, len(learned["axes"]))
    np.testing.assert_allclose(
        found[0], cam_ofa.describe(seen.maps["deep"], CLASSIFIER, classes.tolist(), learned), atol=1e-5
    )


def test_the_online_form_compares_both_photos_by_the_querys_classes(learned) -> None:
    query, other = photo(3), photo(4)
    classes = cam_ofa.likeliest(query, 2)
    vectors = [cam_ofa.describe(seen.maps["deep"], CLASSIFIER, classes, learned) for seen in (query, other)]
    assert np.linalg.norm(vectors[1]) == pytest.approx(1, abs=1e-5)
    assert not np.allclose(vectors[1], cam_ofa.DESCRIPTOR.compute(other, learned)[0], atol=1e-3)


def test_without_a_classifier_it_is_our_mistake(learned) -> None:
    with pytest.raises(ProgramError, match="classifier"):
        cam_ofa.DESCRIPTOR.compute(observation(np.ones((6, 4, 5))), learned)


def test_nothing_seen_is_a_zero_vector(learned) -> None:
    nothing = replace(observation(np.zeros((6, 4, 5))), classifier=CLASSIFIER, logits=np.zeros(9, np.float32))
    assert not cam_ofa.DESCRIPTOR.compute(nothing, learned).any()


def test_the_number_of_classes_and_those_that_are_learned_from_are_parameters(learned) -> None:
    few = KNOWN["cam_ofa:2:3"]
    assert dict(few.parameters) == {"classes": "2", "dimensions": "512", "fitted_classes": "3"}
    classes = cam_ofa.likeliest(photo(3), 2)
    expected = cam_ofa.describe(photo(3).maps["deep"], CLASSIFIER, classes, learned)
    np.testing.assert_allclose(few.compute(photo(3), learned)[0], expected, atol=1e-6)
    assert few.fit([photo(seed) for seed in range(30)])["mean"].shape == (6,)
    assert "cam_ofa:2:3" not in list(METHODS)
    assert set(FITTED) < set(METHODS)


def test_a_fixed_list_of_classes_describes_every_photo_by_these(learned) -> None:
    fixed = METHODS["cam_ofa:classes=7+1"]
    for seen in (photo(3), photo(4)):
        expected = cam_ofa.describe(seen.maps["deep"], CLASSIFIER, [1, 7], learned)
        np.testing.assert_allclose(fixed.compute(seen, learned)[0], expected, atol=1e-6)
    with pytest.raises(QueryProblem, match="no class 9: this network knows 9, counted from 0"):
        METHODS["cam_ofa:classes=9"].compute(photo(3), learned)


@pytest.mark.parametrize("name", ["cam_ofa:", "cam_ofa:0", "cam_ofa:2:", "cam_ofa:classes=", "cam_ofa:99999", "avg:3"])
def test_a_name_that_is_no_method_is_none(name: str) -> None:
    assert name not in METHODS
