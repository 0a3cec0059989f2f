"""Whether a student finds what its teacher finds."""

import math
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from photosearch.jobs import Cancel
from photosearch.train.agreement import Agreement
from photosearch.train.network import Seen, Shape, Student
from photosearch.train.photos import Photos, load_photos
from photosearch.train.teacher import Teacher
from tests.drawing import finish

pytestmark = pytest.mark.torch
CPU = torch.device("cpu")


class Parrot(nn.Module):
    """Sees what the teacher sees."""

    def __init__(self, teacher: Teacher) -> None:
        super().__init__()
        self._teacher = teacher

    def forward(self, pictures: Tensor) -> Seen:
        views = ((pictures + 1) * 127.5).round().to(torch.uint8)
        maps = self._teacher.maps(views, views.shape[-1])
        return Seen(maps, maps, maps.mean(dim=(2, 3)))


@pytest.fixture
def photos(drawn_photos: Path) -> Photos:
    found = finish(load_photos([drawn_photos], 96, Cancel()))
    assert found is not None
    return found


def prepared(teacher: Teacher, photos: Photos) -> Agreement:
    agreement = Agreement(teacher, photos, 96, CPU)
    finish(agreement.prepare(Cancel()))
    return agreement


def test_who_sees_the_same_finds_the_same(teacher: Path, photos: Photos) -> None:
    asked = Teacher(teacher, None, 1)
    agreement = prepared(asked, photos)
    assert agreement.of(Parrot(asked)) == pytest.approx(1.0, abs=0.01)  # type: ignore[arg-type]  # no more than a network
    torch.manual_seed(4)
    stranger = Student(Shape((8, 16), (16, 24, 32, 48), 32, 10)).eval()
    assert agreement.of(stranger) < 0.9


def test_too_few_photos_tell_nothing(teacher: Path, photos: Photos) -> None:
    asked = Teacher(teacher, None, 1)
    _, none = photos.divided(0)
    assert math.isnan(prepared(asked, none).of(Parrot(asked)))  # type: ignore[arg-type]


def test_photos_that_are_kept_back_are_not_learned_from(photos: Photos) -> None:
    shown, back = photos.divided(4)
    assert (len(shown), len(back)) == (30, 10)
    assert torch.equal(back.pictures[0], photos.pictures[3])
    assert torch.equal(shown.pictures[3], photos.pictures[4])
