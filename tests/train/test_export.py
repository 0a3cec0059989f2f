"""The exported file does what the student does."""

import onnxruntime
import pytest
import torch

from photosearch.train.export import to_onnx
from photosearch.train.network import Shape, Student

pytestmark = pytest.mark.torch
OUTPUTS = ["deep", "second", "logits"]


@pytest.fixture
def student() -> Student:
    """A student whose batch norms have seen something."""
    torch.manual_seed(3)
    student = Student(Shape((8, 16), (16, 24, 32, 48), 32, 10))
    with torch.no_grad():
        for _ in range(20):
            student(torch.randn(8, 3, 64, 64))
    return student.eval()


@pytest.mark.parametrize("size", [(2, 3, 64, 96), (1, 3, 112, 144)])
def test_the_file_equals_the_student(student: Student, size: tuple[int, ...]) -> None:
    pictures = torch.randn(size)
    with torch.no_grad():
        expected = student(pictures)
    for half, tolerance in ((False, 1e-4), (True, 1e-2)):
        session = onnxruntime.InferenceSession(to_onnx(student, half=half))
        for mine, theirs in zip(expected, session.run(OUTPUTS, {"input": pictures.numpy()}), strict=True):
            assert abs(mine.numpy() - theirs).max() < tolerance * max(1.0, float(mine.abs().max()))


def test_float16_halves_the_file(student: Student) -> None:
    assert len(to_onnx(student)) < 0.6 * len(to_onnx(student, half=False))
