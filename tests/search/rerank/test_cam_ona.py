from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors import cam_ofa
from photosearch.errors import ProgramError
from photosearch.search.rerank.cam_boxes import CamQuery
from photosearch.search.rerank.cam_ona import ona_query, score
from photosearch.types import DEEP, Classifier, Observation


def identity(channels: int) -> tuple[Classifier, dict[str, np.ndarray]]:
    """A classifier whose classes are the channels, and a whitening that changes nothing."""
    names = tuple(f"class {n}" for n in range(channels))
    classifier = Classifier(np.eye(channels, dtype=np.float32), np.zeros(channels, np.float32), names)
    return classifier, {"mean": np.zeros(channels, np.float32), "axes": np.eye(channels, dtype=np.float32)}


def photo(deep: np.ndarray, classifier: Classifier) -> Observation:
    deep = np.asarray(deep, np.float32)
    logits = classifier.weights @ deep.mean(axis=(1, 2))
    return Observation(np.zeros((32, 32, 3), np.uint8), {DEEP: deep}, logits, classifier)


def drawn(seed: int, channels: int = 8) -> np.ndarray:
    random = np.random.default_rng(seed)
    return np.maximum(random.normal(0, 1, (channels, 4, 5)), 0).astype(np.float32)


def test_a_score_is_that_computed_by_hand() -> None:
    classifier, learned = identity(2)
    query = ona_query(photo([[[2, 0]], [[1, 1]]], classifier), learned)
    np.testing.assert_allclose(query.vector, [0.964297, 0.264825], atol=1e-6)
    # The other photo: channel weights ln 1.5 and ln 3; maps (1, 1) and (0, 1) pool (2, 3) and (1, 3); its vector is
    # (0.180831, 0.983515).
    other = np.array([[[1, 1]], [[0, 3]]], np.float32)
    assert score(query, other, classifier, learned) == pytest.approx(0.434834, abs=2e-6)


def test_a_query_has_as_many_classes_as_the_offline_form() -> None:
    classifier, learned = identity(70)
    seen = photo(drawn(0, 70), classifier)
    query = ona_query(seen, learned)
    assert query.classes == cam_ofa.likeliest(seen)
    assert len(query.classes) == 64
    np.testing.assert_array_equal(query.vector, cam_ofa.DESCRIPTOR.compute(seen, learned)[0])


def test_the_querys_classes_count_not_the_photos_own() -> None:
    classifier, learned = identity(3)
    deep = np.zeros((3, 1, 2), np.float32)
    deep[0, 0, 0], deep[1, 0, 0], deep[2, 0, 1] = 1, 1, 9  # the photo itself is all about class 2
    query = CamQuery((0,), np.array([0.5**0.5, 0.5**0.5, 0], np.float32))
    assert score(query, deep, classifier, learned) == 1


@pytest.mark.parametrize("seed", range(3))
def test_a_photo_has_cosine_1_with_itself_and_scores_are_symmetric_where_the_classes_are(seed: int) -> None:
    classifier, learned = identity(8)  # fewer classes than are asked for: every photo has all of them
    one, other = photo(drawn(seed), classifier), photo(drawn(seed + 50), classifier)
    first, second = ona_query(one, learned), ona_query(other, learned)
    assert score(first, one.maps[DEEP], classifier, learned) == 1
    there = score(first, other.maps[DEEP], classifier, learned)
    assert there == pytest.approx(score(second, one.maps[DEEP], classifier, learned), abs=2e-6)
    assert there < 1


def test_nothing_seen_scores_0_in_query_and_photo() -> None:
    classifier, learned = identity(8)
    empty, full = np.zeros((8, 4, 5), np.float32), drawn(1)
    with np.errstate(divide="raise", invalid="raise"):
        for asked, deep in [(empty, full), (full, empty), (empty, empty)]:
            assert score(ona_query(photo(asked, classifier), learned), deep, classifier, learned) == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_channels_changes_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.normal(size=(10, 8)).astype(np.float32)
    classifier = Classifier(weights, np.zeros(10, np.float32), tuple(map(str, range(10))))
    learned = {name: random.normal(0, 0.3, size).astype(np.float32) for name, size in (("mean", 8), ("axes", (5, 8)))}
    asked, deep, order = drawn(seed), drawn(seed + 100), random.permutation(8)
    shuffled = replace(classifier, weights=weights[:, order])
    whitening = {"mean": learned["mean"][order], "axes": learned["axes"][:, order]}
    expected = score(ona_query(photo(asked, classifier), learned), deep, classifier, learned)
    found = score(ona_query(photo(asked[order], shuffled), whitening), deep[order], shuffled, whitening)
    assert found == pytest.approx(expected, abs=2e-6)


def test_what_does_not_fit_or_has_no_classifier_is_an_error() -> None:
    classifier, learned = identity(3)
    query = CamQuery((0, 1), np.ones(3, np.float32))
    for shape in [(3, 0, 6), (4, 6, 6)]:
        with pytest.raises(ValueError, match=r"shape|size|dim"):
            score(query, np.ones(shape, np.float32), classifier, learned)
    with pytest.raises(ProgramError, match="classifier"):
        ona_query(replace(photo(drawn(0, 3), classifier), classifier=None), learned)
