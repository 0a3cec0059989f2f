"""A student that is grown from an exported file does what the file does, and can learn on."""

from pathlib import Path

import onnxruntime
import pytest
import torch

from photosearch.errors import ModelProblem
from photosearch.settings import data_folder
from photosearch.train.export import to_onnx
from photosearch.train.grow import grow, student_layers
from photosearch.train.network import Shape, Student

pytestmark = pytest.mark.torch
PILOT = data_folder("models") / "former" / "pilot.onnx"
OUTPUTS = ["deep", "second", "logits"]


def check(file: Path, side: int, blocks: tuple[int, ...] | None = None) -> Student:
    torch.manual_seed(1)
    pictures = torch.randn(4, 3, side, side)
    student = grow(file, pictures, blocks).eval()
    theirs = onnxruntime.InferenceSession(file).run(OUTPUTS, {"input": pictures.numpy()})
    with torch.no_grad():
        for mine, expected in zip(student(pictures), theirs, strict=True):
            assert abs(mine.numpy() - expected).max() < 1e-3
    return student


def test_the_pilot_is_grown_as_it_is() -> None:
    student = check(PILOT, 96)
    assert student.shape == Shape()
    assert sum(values.numel() for values in student.parameters()) < 8_000_000


def test_the_built_in_network_is_grown_as_it_is() -> None:
    student = check(data_folder("models") / "builtin.onnx", 96)
    assert sum(values.numel() for values in student.parameters()) < 8_000_000


def test_our_own_export_is_grown_as_it_is(tmp_path: Path) -> None:
    shape = Shape((8, 16), (16, 24, 32, 48), 32, 10)
    (tmp_path / "own.onnx").write_bytes(to_onnx(Student(shape)))
    assert check(tmp_path / "own.onnx", 64).shape == shape


@pytest.mark.parametrize("blocks", [(2, 2, 3, 2), (1, 3, 2, 1)])
def test_networks_of_any_number_of_blocks_are_grown_as_they_are(tmp_path: Path, blocks: tuple[int, ...]) -> None:
    shape = Shape((8, 16), (16, 24, 32, 48), 32, 10, blocks)
    (tmp_path / "own.onnx").write_bytes(to_onnx(Student(shape)))
    assert check(tmp_path / "own.onnx", 64).shape == shape


def test_new_blocks_change_nothing_until_they_have_learned(tmp_path: Path) -> None:
    student = check(PILOT, 96, (2, 2, 3, 2))
    assert student.shape.blocks == (2, 2, 3, 2)
    assert sum(values.numel() for values in student.parameters()) < 8_000_000
    (tmp_path / "larger.onnx").write_bytes(to_onnx(student))
    assert check(tmp_path / "larger.onnx", 96).shape == student.shape
    block = student.train().stages[2][2]
    student(torch.randn(4, 3, 64, 64)).logits.square().sum().backward()
    assert block.last.norm.weight.grad.abs().max() > 0


def test_kernels_of_a_grown_student_are_as_long_as_random_ones() -> None:
    student, random = grow(PILOT, torch.randn(4, 3, 64, 64)), Student(Shape())
    for mine, theirs in zip(student_layers(student), student_layers(random), strict=True):
        mine_long, theirs_long = (layer.conv.weight.norm().item() for layer in (mine, theirs))
        assert mine_long == pytest.approx(theirs_long, rel=0.1)


def test_its_batch_norms_normalise_photos_like_those_it_was_grown_with() -> None:
    pictures = torch.randn(8, 3, 64, 64)
    student = grow(PILOT, pictures)
    with torch.no_grad():
        learning, resting = student.train()(pictures).logits, student.eval()(pictures).logits
    assert abs(learning - resting).max() < 0.1


def test_a_file_of_others_is_refused(teacher: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="no network that this program has exported"):
        grow(teacher, torch.randn(1, 3, 64, 64))
    (tmp_path / "text.onnx").write_text("no network")
    with pytest.raises(ModelProblem, match="no network that this program has exported"):
        grow(tmp_path / "text.onnx", torch.randn(1, 3, 64, 64))
    with pytest.raises(ModelProblem, match="cannot be read"):
        grow(tmp_path / "absent.onnx", torch.randn(1, 3, 64, 64))
