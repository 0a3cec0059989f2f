from dataclasses import replace

import numpy as np
import pytest

from photosearch.descriptors.cam_ofa import describe
from photosearch.errors import ProgramError
from photosearch.search.rerank.cam_boxes import CLASSES, THRESHOLDS, CamQuery, _boxes, best_box, cam_query
from photosearch.types import DEEP, Box, Classifier, Observation

NOTHING = np.zeros(3, np.float32)


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
    return np.maximum(random.normal(0, 1, (channels, 9, 11)), 0).astype(np.float32)


def boxes(mean: np.ndarray) -> list[Box]:
    """The boxes of a photo whose mean class map is this, up to its size."""
    classifier, _ = identity(1)
    return _boxes(CamQuery((0,), NOTHING), np.asarray(mean, np.float32)[None], classifier)


def frames() -> np.ndarray:
    """One thing in a thing in a thing: each lies between two thresholds."""
    mean = np.zeros((15, 15))
    for edge, value in enumerate([0.05, 0.15, 0.25, 0.35, 1], start=1):
        mean[edge:-edge, edge:-edge] = value
    return mean


def corner() -> tuple[np.ndarray, np.ndarray]:
    """A thing of 6 x 7 cells, and a photo of 14 x 16 with it in the lower right corner, before another thing."""
    thing = np.zeros((3, 6, 7), np.float32)
    thing[0] = 2
    thing[1, :3] = 1
    scene = np.zeros((3, 14, 16), np.float32)
    scene[2] = 5
    scene[:, 8:, 9:] = thing
    return thing, scene


def test_a_query_is_the_vector_computed_by_hand_of_its_classes_likeliest_first() -> None:
    classifier, learned = identity(2)
    query = cam_query(photo([[[2, 0]], [[1, 1.5]]], classifier), learned)
    assert query.classes == (1, 0)
    query = cam_query(photo([[[2, 0]], [[1, 1]]], classifier), learned)
    # Channel weights ln 3 and ln 1.5; maps (1, 0) and (1, 1) pool (2, 1) and (2, 2); weighted, each is made unit.
    np.testing.assert_allclose(query.vector, [0.964297, 0.264825], atol=1e-6)


def test_a_query_has_six_classes_where_there_are_more() -> None:
    classifier, learned = identity(8)
    seen = photo(drawn(0), classifier)
    assert cam_query(seen, learned).classes == tuple(np.argsort(-seen.logits)[:6].tolist())
    assert CLASSES == 6


def test_without_a_classifier_it_is_our_mistake() -> None:
    classifier, learned = identity(8)
    with pytest.raises(ProgramError, match="classifier"):
        cam_query(replace(photo(drawn(0), classifier), classifier=None), learned)


def test_every_threshold_has_its_box() -> None:
    assert THRESHOLDS == (0.01, 0.1, 0.2, 0.3, 0.4)
    assert boxes(frames()) == [Box(edge, edge, 15 - edge, 15 - edge) for edge in (1, 2, 3, 4, 5)]


def test_a_cell_at_a_threshold_is_outside_even_where_float32_rounds_it_up() -> None:
    mean = np.full((7, 7), 0.4)  # as float32 more than 0.4
    mean[:6, :5] = 1
    assert boxes(mean) == [Box(0, 0, 7, 7), Box(0, 0, 6, 5)]


def test_cells_that_touch_at_a_corner_are_one_thing_and_the_one_with_most_cells_is_taken() -> None:
    mean = np.zeros((12, 20))
    mean[:3, :3] = mean[3:6, 3:6] = 1
    mean[5:10, 12:15] = 1  # 15 cells; the two blocks have 18
    assert boxes(mean) == [Box(0, 0, 6, 6)]


def test_boxes_come_from_the_mean_of_the_two_likeliest_classes_alone() -> None:
    classifier, _ = identity(3)
    deep = np.zeros((3, 10, 20), np.float32)
    deep[1, 2:8, 3:8] = 100  # each map counts as much as the other, however strong
    deep[2, 2:8, 8:12] = 1
    deep[0] = 50
    assert _boxes(CamQuery((1, 2, 0), NOTHING), deep, classifier) == [Box(2, 3, 8, 12)]


def test_a_box_of_four_cells_a_side_is_skipped_and_one_of_five_is_not() -> None:
    mean = np.zeros((9, 12))
    mean[1:6, 2:7] = 0.25
    mean[1:6, 2:6] = 1
    assert boxes(mean) == [Box(1, 2, 6, 7)]


def test_where_every_box_is_too_small_the_whole_map_is_the_only_one() -> None:
    mean = np.zeros((9, 12))
    mean[1:5, 2:9] = 1
    assert boxes(mean) == [Box(0, 0, 9, 12)]


def test_a_thing_in_the_corner_is_found_by_its_box_and_described_as_if_alone() -> None:
    classifier, learned = identity(3)
    thing, scene = corner()
    query = cam_query(photo(thing, classifier), learned)
    assert query.classes == (0, 1, 2)
    score, box, vector = best_box(query, scene, classifier, learned)
    assert (score, box) == (1, Box(8, 9, 14, 16))
    np.testing.assert_allclose(vector, query.vector, atol=1e-6)
    assert vector.dtype == np.float32
    assert float(describe(scene, classifier, query.classes, learned) @ query.vector) < 0.9


def test_the_best_of_the_boxes_is_taken_not_the_first() -> None:
    classifier, learned = identity(2)
    deep = np.stack([frames(), np.zeros((15, 15))]).astype(np.float32)
    deep[1, 5:8, 5:10] = 1  # the upper part of the innermost box
    inner = deep[:, 5:10, 5:10]
    query = CamQuery((0,), describe(inner, classifier, (0,), learned))
    score, box, _ = best_box(query, deep, classifier, learned)
    assert (score, box) == (1, Box(5, 5, 10, 10))


def test_of_equal_boxes_the_largest_is_taken() -> None:
    classifier, learned = identity(3)
    deep = np.zeros((3, 12, 24), np.float32)
    deep[0, :8, :8] = 0.05  # at the lowest threshold the most cells, but a smaller box
    deep[0, range(12), range(12, 24)] = 1
    score, box, _ = best_box(CamQuery((0,), NOTHING), deep, classifier, learned)
    assert (score, box) == (0, Box(0, 12, 12, 24))


@pytest.mark.parametrize("seed", range(3))
def test_a_photo_that_its_classes_fill_has_cosine_1_with_itself(seed: int) -> None:
    classifier, learned = identity(8)
    deep = drawn(seed)
    deep[:, [0, -1], [0, -1]] += 2  # so that the lowest threshold's box is the whole map
    score, box, _ = best_box(cam_query(photo(deep, classifier), learned), deep, classifier, learned)
    assert (score, box) == (1, Box(0, 0, 9, 11))


def test_nothing_seen_scores_0_in_query_and_photo_and_has_no_nan() -> None:
    classifier, learned = identity(8)
    empty, full = np.zeros((8, 9, 11), np.float32), drawn(1)
    with np.errstate(divide="raise", invalid="raise"):
        for asked, deep in [(empty, full), (full, empty), (empty, empty)]:
            score, box, vector = best_box(cam_query(photo(asked, classifier), learned), deep, classifier, learned)
            assert score == 0
            assert box.area > 0
            assert np.isfinite(vector).all()
    assert box == Box(0, 0, 9, 11)
    assert not vector.any()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_channels_changes_nothing(seed: int) -> None:
    random = np.random.default_rng(seed)
    weights = random.normal(size=(10, 8)).astype(np.float32)
    classifier = Classifier(weights, np.zeros(10, np.float32), tuple(map(str, range(10))))
    learned = {name: random.normal(0, 0.3, size).astype(np.float32) for name, size in (("mean", 8), ("axes", (5, 8)))}
    asked, deep, order = drawn(seed), drawn(seed + 100), random.permutation(8)
    shuffled = replace(classifier, weights=weights[:, order])
    whitening = {"mean": learned["mean"][order], "axes": learned["axes"][:, order]}
    expected = best_box(cam_query(photo(asked, classifier), learned), deep, classifier, learned)
    found = best_box(cam_query(photo(asked[order], shuffled), whitening), deep[order], shuffled, whitening)
    assert found[0] == pytest.approx(expected[0], abs=2e-6)
    assert found[1] == expected[1]
    np.testing.assert_allclose(found[2], expected[2], atol=1e-5)


def test_what_does_not_fit_or_is_not_finite_is_an_error() -> None:
    classifier, learned = identity(3)
    query = CamQuery((0, 1), np.ones(3, np.float32))
    for shape in [(3, 0, 6), (4, 6, 6)]:
        with pytest.raises(ValueError, match=r"shape|size|dim"):
            best_box(query, np.ones(shape, np.float32), classifier, learned)
    with pytest.raises(ProgramError, match="finite"):
        best_box(query, np.full((3, 6, 6), np.nan, np.float32), classifier, learned)
