"""Channels are as strong as their part in the classes is large, and the classes stay what they are."""

import pytest
import torch
from torch import Tensor

from photosearch.train.balance import balanced
from photosearch.train.network import Shape, Student, normalised

pytestmark = pytest.mark.torch
SHAPE = Shape((8, 16), (16, 24), 12, 10, (1, 1))


@pytest.fixture
def pictures() -> Tensor:
    torch.manual_seed(3)
    return normalised(torch.randint(0, 256, (6, 3, 64, 64), dtype=torch.uint8))


@pytest.fixture
def student(pictures: Tensor) -> Student:
    torch.manual_seed(4)
    student = Student(SHAPE)
    student(pictures)  # the statistics of batch norms
    with torch.no_grad():
        student.head.norm.weight.mul_(torch.linspace(0.2, 3, SHAPE.deep))
    return student.eval()


@torch.no_grad()
def means(student: Student, pictures: Tensor) -> Tensor:
    return student(pictures).deep.mean(dim=(0, 2, 3))


@torch.no_grad()
def test_no_class_changes(student: Student, pictures: Tensor) -> None:
    before, after = student(pictures), balanced(student, means(student, pictures))(pictures)
    assert torch.allclose(before.logits, after.logits, atol=1e-5)
    assert torch.equal(before.second, after.second)
    assert not torch.allclose(before.deep, after.deep, atol=0.1)


@torch.no_grad()
def test_every_mean_is_as_large_as_the_weights_that_classes_give_it(student: Student, pictures: Tensor) -> None:
    new = balanced(student, means(student, pictures))
    weight = new.classifier.weight
    shares = means(new, pictures) / (weight - weight.mean(dim=0)).norm(dim=0)
    assert torch.allclose(shares, shares.mean().expand_as(shares), rtol=1e-4)


def test_all_channels_together_are_as_strong_as_before(student: Student, pictures: Tensor) -> None:
    before = means(student, pictures)
    assert means(balanced(student, before), pictures).sum() == pytest.approx(float(before.sum()), rel=1e-4)


@torch.no_grad()
def test_to_balance_once_more_changes_nothing(student: Student, pictures: Tensor) -> None:
    once = balanced(student, means(student, pictures))
    twice = balanced(once, means(once, pictures))
    assert torch.allclose(once(pictures).deep, twice(pictures).deep, atol=1e-4)


@torch.no_grad()
def test_a_channel_that_is_dead_or_that_no_class_uses_stays_as_it_is(student: Student, pictures: Tensor) -> None:
    student.head.norm.weight[2], student.head.norm.bias[2] = 0, -1
    student.classifier.weight[:, 5] = 0.7
    before, new = student(pictures), balanced(student, means(student, pictures))
    after = new(pictures)
    assert before.deep[:, 2].max() == after.deep[:, 2].max() == 0
    assert torch.equal(before.deep[:, 5], after.deep[:, 5])
    assert torch.allclose(before.logits, after.logits, atol=1e-5)
    assert torch.isfinite(new.classifier.weight).all()


def test_a_student_of_which_classes_make_nothing_stays_as_it_is(student: Student, pictures: Tensor) -> None:
    torch.nn.init.zeros_(student.classifier.weight)
    new = balanced(student, means(student, pictures))
    assert torch.equal(new.head.norm.weight, student.head.norm.weight)


def test_the_student_that_learns_is_left_alone(student: Student, pictures: Tensor) -> None:
    before = student.head.norm.weight.clone()
    balanced(student, means(student, pictures))
    assert torch.equal(student.head.norm.weight, before)
