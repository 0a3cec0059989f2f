"""Starts a student from an exported file of our own, such as the one that came before it.

Batch norms are folded in such a file. They are put back with the statistics of photos in such a way that the student
does what the file does: scale and offset undo the normalisation. Training then goes on as if it had never stopped.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from photosearch.errors import ModelProblem
from photosearch.train.network import Convolution, Shape, Student
from photosearch.train.onnx_graph import LOGITS

Array = NDArray[np.float32]


def grow(file: Path, pictures: Tensor) -> Student:
    """Return a student that does what an exported file does.

    Parameters
    ----------
    file
        A network of this architecture, of any width.
    pictures
        Normalised input, (n, 3, height, width), whose statistics the batch norms start from.

    Raises
    ------
    ModelProblem
        The file cannot be read, or is no network of this architecture.
    """
    try:
        convolutions, weight, bias = _read(onnx.load(str(file)))
        student = Student(_shape(convolutions, weight))
        layers = list(student_layers(student))
        for layer, (kernel, offset) in zip(layers, convolutions, strict=True):
            if tuple(kernel.shape) != tuple(layer.conv.weight.shape):
                raise ValueError(f"a layer has the shape {kernel.shape}, not {tuple(layer.conv.weight.shape)}")
            _load(layer, kernel, offset)
    except OSError as error:
        raise ModelProblem(f"The network {file} cannot be read: {error.strerror}.") from error
    except Exception as error:  # onnx raises what protocol buffers raise
        raise ModelProblem(f"{file} is no network that this program has exported: {error}.") from error
    with torch.no_grad():
        student.classifier.weight.copy_(torch.from_numpy(weight))
        student.classifier.bias.copy_(torch.from_numpy(bias))
    _calibrate(student, layers, pictures)
    return student


def student_layers(student: Student) -> Iterator[Convolution]:
    """Yield the convolutions in the order in which an exported file has them."""
    yield from (layer for layer in student.stem if isinstance(layer, Convolution))
    for stage in student.stages:
        for block in stage:
            yield block.first
            yield block.last
            if isinstance(block.shortcut, Convolution):
                yield block.shortcut
    yield student.head


def _read(model: onnx.ModelProto) -> tuple[list[tuple[Array, Array]], Array, Array]:
    """Return weight and bias of every convolution in the graph's order, and those of the classifier."""
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    casts = {node.output[0]: node.input[0] for node in model.graph.node if node.op_type == "Cast"}

    def value(name: str) -> Array:
        return np.array(values[casts.get(name, name)], np.float32)

    convolutions = [(value(n.input[1]), value(n.input[2])) for n in model.graph.node if n.op_type == "Conv"]
    [linear] = [node for node in model.graph.node if node.op_type == "Gemm" and node.output[0] == LOGITS]
    return convolutions, value(linear.input[1]), value(linear.input[2])


def _shape(convolutions: list[tuple[Array, Array]], classifier: Array) -> Shape:
    """Return the widths that the convolutions have: a stage begins where a shortcut (1 x 1) follows two of 3 x 3."""
    widths = [kernel.shape[0] for kernel, _ in convolutions]
    shortcuts = [kernel.shape[0] for kernel, _ in convolutions[:-1] if kernel.shape[2] == 1]
    stages = (widths[2], *(width for width in shortcuts if width != widths[2]))
    return Shape((widths[0], widths[1]), stages, widths[-1], classifier.shape[0])


def _load(layer: Convolution, kernel: Array, offset: Array) -> None:
    with torch.no_grad():
        layer.conv.weight.copy_(torch.from_numpy(kernel))
        layer.norm.bias.copy_(torch.from_numpy(offset))


def _calibrate(student: Student, layers: list[Convolution], pictures: Tensor) -> None:
    """Give every batch norm the statistics of its input, and a scale and an offset that undo them."""

    def measure(norm: nn.Module, given: tuple[Tensor, ...]) -> None:
        assert isinstance(norm, nn.BatchNorm2d)  # noqa: S101  # hooks are told no more than that it is a module
        assert norm.running_mean is not None  # noqa: S101
        assert norm.running_var is not None  # noqa: S101
        variance, mean = torch.var_mean(given[0], dim=(0, 2, 3), correction=0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        norm.weight.copy_(torch.sqrt(variance + norm.eps))
        norm.bias.add_(mean)

    hooks = [layer.norm.register_forward_pre_hook(measure) for layer in layers]
    student.eval()
    with torch.no_grad():
        student(pictures)
    for hook in hooks:
        hook.remove()
    student.train()
