import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from photosearch.evaluate.scores import (
    average_precision,
    first_is_right,
    linear_accuracy,
    localised,
    neighbour_accuracy,
    precision_at,
    trapezoid_precision,
    ukbench,
)
from photosearch.types import Box


def ranking(text: str) -> np.ndarray:
    return np.array([letter == "x" for letter in text], bool)


def test_average_precision_by_hand() -> None:
    assert average_precision(ranking("x.x..x")) == pytest.approx((1 / 1 + 2 / 3 + 3 / 6) / 3)
    assert average_precision(ranking("....x")) == pytest.approx(1 / 5)
    assert average_precision(ranking("xxx")) == 1


def test_precision_at_k_divides_by_the_hits_among_the_first_k_by_hand() -> None:
    assert precision_at(ranking("x.x..x"), 5) == pytest.approx((1 + 2 / 3) / 2)
    assert precision_at(ranking("x.x..x"), 1) == 1
    assert precision_at(ranking("......x"), 5) == 0


def test_the_trapezoid_rule_of_oxford_by_hand() -> None:
    # recall goes up at places 1, 3 and 6; the precision before each is 1, 1/2 and 2/5
    expected = ((1 + 1) / 2 + (2 / 3 + 1 / 2) / 2 + (3 / 6 + 2 / 5) / 2) / 3
    assert trapezoid_precision(ranking("x.x..x")) == pytest.approx(expected)
    assert trapezoid_precision(ranking(".x")) == pytest.approx((1 / 2 + 0) / 2)


def test_where_nothing_is_right_there_is_no_precision_and_top_1_is_a_miss() -> None:
    for text in ("", "...."):
        assert average_precision(ranking(text)) is None
        assert precision_at(ranking(text), 5) is None
        assert trapezoid_precision(ranking(text)) is None
        assert first_is_right(ranking(text)) == 0
        assert ukbench(ranking(text)) == 1  # the query itself


def test_the_trapezoid_rule_is_the_published_loop() -> None:
    text = ".x..xx.x"
    area, recall, precision, hits = 0.0, 0.0, 1.0, 0
    for place, letter in enumerate(text, 1):
        hits += letter == "x"
        area += (hits / 4 - recall) * (precision + hits / place) / 2
        recall, precision = hits / 4, hits / place
    assert trapezoid_precision(ranking(text)) == pytest.approx(area)


def test_the_first_place_alone_decides_about_top_1() -> None:
    assert first_is_right(ranking("x...")) == 1
    assert first_is_right(ranking(".xxx")) == 0


@given(st.lists(st.booleans(), min_size=1, max_size=30))
def test_every_score_lies_between_0_and_1_and_is_1_only_for_a_perfect_ranking(right: list[bool]) -> None:
    found = np.array(right)
    for score in (average_precision(found), trapezoid_precision(found)):
        if score is not None:
            assert found.any()
            assert 0 < score <= 1 + 1e-12
            assert (score > 1 - 1e-12) == bool(found[: found.sum()].all())


def test_ukbench_counts_the_query_and_the_right_ones_among_the_next_three() -> None:
    assert ukbench(ranking("xxx.")) == 4
    assert ukbench(ranking("x.xx")) == 3
    assert ukbench(ranking("...xx")) == 1


def test_a_box_is_right_when_it_overlaps_by_more_than_half() -> None:
    truth = Box(0, 0, 10, 10)
    assert localised([Box(0, 0, 10, 10), Box(0, 0, 5, 10), Box(0, 0, 6, 10), None], [truth] * 4) == 0.5
    assert localised([], []) == 0


def clouds() -> tuple[np.ndarray, list[str]]:
    random = np.random.default_rng(0)
    centres = np.eye(3, 8)
    vectors = np.repeat(centres, 10, axis=0) + random.normal(0, 0.05, (30, 8))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32), ["a"] * 10 + ["b"] * 10 + ["c"] * 10


def test_neighbours_and_a_linear_classifier_tell_clouds_apart_and_noise_not() -> None:
    vectors, labels = clouds()
    assert neighbour_accuracy(vectors, labels) == 1
    assert linear_accuracy(vectors, labels) == 1
    noise = np.random.default_rng(1).normal(size=(30, 8)).astype(np.float32)
    assert linear_accuracy(noise, labels) < 0.7


def test_on_a_tie_of_votes_the_nearest_decides() -> None:
    vectors = np.array([[1, 0], [0.99, 0.14], [0.9, 0.43]], np.float32)
    assert neighbour_accuracy(vectors, ["a", "a", "b"], k=2) == pytest.approx(2 / 3)


def test_two_votes_outweigh_the_nearest_one() -> None:
    vectors = np.array([[1, 0], [0.98, 0.199], [0.9, 0.436], [0.89, 0.456]], np.float32)
    # the first photo's neighbours are b, a, a in order of likeness
    assert neighbour_accuracy(vectors, ["a", "b", "a", "a"], k=3) == pytest.approx(3 / 4)
    assert neighbour_accuracy(vectors[:2], ["a", "b"], k=1) == 0


def test_equally_near_ones_vote_in_their_order() -> None:
    same = np.array([[1, 0], [1, 0], [1, 0]], np.float32)
    assert neighbour_accuracy(same, ["a", "a", "b"], k=1) == pytest.approx(2 / 3)
    assert neighbour_accuracy(same, ["a", "b", "a"], k=1) == pytest.approx(1 / 3)


def test_a_photo_alone_and_none_at_all_have_no_neighbours() -> None:
    assert neighbour_accuracy(np.ones((1, 2), np.float32), ["a"]) == 0
    assert neighbour_accuracy(np.zeros((0, 2), np.float32), []) == 0


def test_a_class_of_one_photo_cannot_be_learned() -> None:
    vectors, labels = clouds()
    assert linear_accuracy(vectors, [*labels[:29], "alone"]) == 1
    assert linear_accuracy(vectors[:3], ["a", "b", "c"]) == 0
