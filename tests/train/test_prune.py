"""A student that is to be smaller than the file it starts from does nearly what the file does."""

from pathlib import Path

import onnxruntime
import pytest
import torch
from torch import Tensor
from torch.nn.functional import cosine_similarity

from photosearch.errors import ModelProblem
from photosearch.settings import data_folder
from photosearch.train.export import to_onnx
from photosearch.train.grow import grow
from photosearch.train.network import Convolution, Shape, Student

pytestmark = pytest.mark.torch
PILOT = data_folder("models") / "former" / "pilot.onnx"


@pytest.fixture
def pictures() -> Tensor:
    """Smooth, as photos are: a network makes nothing of noise."""
    torch.manual_seed(1)
    return torch.nn.functional.interpolate(torch.randn(8, 3, 8, 8), (96, 96), mode="bicubic")


def maps(file: Path, pictures: Tensor) -> Tensor:
    return torch.from_numpy(onnxruntime.InferenceSession(file).run(["deep"], {"input": pictures.numpy()})[0])


@torch.no_grad()
def likeness(student: Student, file: Path, pictures: Tensor) -> float:
    return float(cosine_similarity(student.eval()(pictures).deep, maps(file, pictures)).mean())


def test_a_block_that_is_left_out_leaves_most_of_what_was_known(pictures: Tensor) -> None:
    student = grow(PILOT, pictures, blocks=(1, 2, 2, 2))
    assert student.shape == Shape(blocks=(1, 2, 2, 2))
    assert 0.75 < likeness(student, PILOT, pictures) < 0.999


def test_a_stage_is_shortened_while_another_grows(pictures: Tensor) -> None:
    student = grow(PILOT, pictures, blocks=(1, 2, 3, 2))
    assert [len(stage) for stage in student.stages] == [1, 2, 3, 2]
    assert likeness(student, PILOT, pictures) == pytest.approx(
        likeness(grow(PILOT, pictures, blocks=(1, 2, 2, 2)), PILOT, pictures), abs=1e-4
    )


def test_channels_of_the_stem_that_count_least_are_left_out(pictures: Tensor) -> None:
    student = grow(PILOT, pictures, stem=(20, 48))
    assert student.shape == Shape(stem=(20, 48))
    assert likeness(student, PILOT, pictures) > 0.97
    assert likeness(grow(PILOT, pictures, stem=(4, 48)), PILOT, pictures) < 0.9


def test_a_channel_that_never_varies_is_left_out_without_a_trace(tmp_path: Path, pictures: Tensor) -> None:
    torch.manual_seed(2)
    large = Student(Shape((8, 16), (16, 24), 32, 10, (1, 1))).eval()
    first = large.stem[0]
    assert isinstance(first, Convolution)
    with torch.no_grad():
        first.conv.weight[3] = 0
        first.norm.bias[3] = 0.5
    (tmp_path / "large.onnx").write_bytes(to_onnx(large, half=False))
    student = grow(tmp_path / "large.onnx", pictures, stem=(7, 16)).eval()
    wanted = maps(tmp_path / "large.onnx", pictures)
    with torch.no_grad():
        found = student(pictures).deep
    # At the border the second layer sees zeros where the channel had its constant value, and there it leaves a trace.
    inside = abs(found - wanted)[:, :, 4:-4, 4:-4]
    assert inside.numel()
    assert inside.max() < 1e-3 < abs(found - wanted).max()


def test_what_is_smaller_is_exported_and_grown_again_as_it_is(tmp_path: Path, pictures: Tensor) -> None:
    student = grow(PILOT, pictures, blocks=(1, 2, 2, 2), stem=(16, 48))
    (tmp_path / "smaller.onnx").write_bytes(to_onnx(student))
    again = grow(tmp_path / "smaller.onnx", pictures)
    assert again.shape == student.shape
    assert likeness(again, tmp_path / "smaller.onnx", pictures) > 0.9999


def test_a_smaller_student_learns(pictures: Tensor) -> None:
    student = grow(PILOT, pictures, blocks=(1, 2, 2, 2), stem=(16, 48)).train()
    student(pictures).logits.square().sum().backward()
    assert all(values.grad is not None and values.grad.abs().max() > 0 for values in student.parameters())


@pytest.mark.parametrize("blocks", [(2, 2, 2), (0, 2, 2, 2)])
def test_stages_must_be_as_many_and_have_blocks(pictures: Tensor, blocks: tuple[int, ...]) -> None:
    with pytest.raises(ModelProblem, match=r"stages of 2,2,2,2 blocks, .* Name 4 numbers from 1"):
        grow(PILOT, pictures, blocks)


@pytest.mark.parametrize("stem", [(32, 48), (16, 24), (0, 48)])
def test_a_stem_does_not_grow(pictures: Tensor, stem: tuple[int, int]) -> None:
    with pytest.raises(ModelProblem, match=r"stem of 24,48 channels, .* Name at most 24 first, and then 48"):
        grow(PILOT, pictures, stem=stem)
