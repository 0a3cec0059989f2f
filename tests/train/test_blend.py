"""Between the network that a run began with and the one that was learned."""

import math

import pytest
import torch

from photosearch.train.blend import best, blended
from photosearch.train.network import Shape, Student

pytestmark = pytest.mark.torch
SHAPE = Shape((8, 16), (16, 24, 32, 48), 32, 10)


@pytest.fixture
def pair() -> tuple[Student, Student]:
    torch.manual_seed(6)
    return Student(SHAPE).eval(), Student(SHAPE).eval()


def test_the_ends_are_the_networks_themselves(pair: tuple[Student, Student]) -> None:
    pictures = torch.randn(2, 3, 64, 64)
    for share, expected in zip((0.0, 1.0), pair, strict=True):
        with torch.no_grad():
            assert torch.allclose(blended(*pair, share)(pictures).deep, expected(pictures).deep, atol=1e-5)


def test_the_middle_is_as_far_from_both_and_changes_neither(pair: tuple[Student, Student]) -> None:
    start, learned = pair
    before = learned.head.conv.weight.clone()
    middle = blended(start, learned, 0.5).head.conv.weight
    assert torch.allclose(middle, (start.head.conv.weight + before) / 2, atol=1e-6)
    assert torch.equal(learned.head.conv.weight, before)


def test_the_highest_score_wins(pair: tuple[Student, Student]) -> None:
    start, learned = pair

    def nearness(student: Student) -> float:
        wanted = torch.lerp(start.classifier.weight, learned.classifier.weight, 0.3)
        return -float((student.classifier.weight - wanted).detach().abs().mean())

    assert best(start, learned, nearness).share == 0.25
    assert best(start, learned, lambda student: float(student is learned)).share == 1
    unknown = best(start, learned, lambda _: math.nan)
    assert unknown.student is learned
    assert unknown.share == 1
