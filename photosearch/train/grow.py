"""Starts a student from an exported file of our own, such as the one that came before it.

Batch norms are folded in such a file. They are put back with the statistics of photos in such a way that the student
does what the file does: scale and offset undo the normalisation. Every channel's kernel gets the length that a random
one has, so that steps are as large beside all of them. Training then goes on as if it had never stopped.

A stage may get more blocks than the file has: they add nothing until they have learned to. Chen, Goodfellow, Shlens:
"Net2Net: Accelerating Learning via Knowledge Transfer", ICLR 2016. What is left out of the file, see `prune.py`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor, nn

from photosearch.errors import ModelProblem
from photosearch.train.network import Block, Convolution, Shape, Student
from photosearch.train.onnx_graph import LOGITS
from photosearch.train.prune import narrow, shorten

Array = NDArray[np.float32]


def grow(
    file: Path, pictures: Tensor, blocks: Sequence[int] | None = None, stem: tuple[int, int] | None = None
) -> Student:
    """Return a student that does what an exported file does, or nearly so where it is to be smaller.

    Parameters
    ----------
    file
        A network of this architecture, of any width.
    pictures
        Normalised input, (n, 3, height, width), whose statistics the batch norms start from.
    blocks
        How many blocks the stages get; None: as many as the file has. Of fewer, the last ones are left out.
    stem
        How many channels the stem's layers get; None: as many as the file has. Of its first layer, those are left out
        that count least.

    Raises
    ------
    ModelProblem
        The file cannot be read, is no network of this architecture, or cannot get these blocks or channels.
    """
    try:
        convolutions, weight, bias = _read(onnx.load(str(file)))
        shape = _shape(convolutions, weight)
        student = Student(shape)
        for layer, (kernel, offset) in zip(student_layers(student), convolutions, strict=True):
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
    if stem is not None:
        narrow(student, stem, pictures)
    if blocks is not None:
        shorten(student, blocks)
    layers = list(student_layers(student))
    scales = [_rescale(layer) for layer in layers]
    fresh = [] if blocks is None else _extend(student, blocks)
    _calibrate(student, [*zip(layers, scales, strict=True)], fresh, pictures)
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
    """Return the shape that the convolutions have: the first block of a stage ends in a shortcut, which is 1 x 1."""
    widths = [kernel.shape[0] for kernel, _ in convolutions]
    stages: list[int] = []
    blocks: list[int] = []
    place = 2
    while place < len(convolutions) - 1:
        shortcut = place + 2 < len(convolutions) - 1 and convolutions[place + 2][0].shape[2] == 1
        if shortcut or not stages:
            stages.append(widths[place])
            blocks.append(0)
        blocks[-1] += 1
        place += 3 if shortcut else 2
    return Shape((widths[0], widths[1]), tuple(stages), widths[-1], classifier.shape[0], tuple(blocks))


def _load(layer: Convolution, kernel: Array, offset: Array) -> None:
    with torch.no_grad():
        layer.conv.weight.copy_(torch.from_numpy(kernel))
        layer.norm.bias.copy_(torch.from_numpy(offset))


@torch.no_grad()
def _rescale(layer: Convolution) -> Tensor:
    """Give every channel's kernel the length of a random one; return by what each was multiplied."""
    kernel = layer.conv.weight
    length = kernel.flatten(1).norm(dim=1)
    usual = math.sqrt(2 * kernel.shape[1] / kernel.shape[0])  # of `kaiming_normal_` by fan_out
    scale = torch.where(length > 0, usual / length.clamp(min=1e-12), 1.0)
    kernel.mul_(scale[:, None, None, None])
    return scale


def _extend(student: Student, blocks: Sequence[int]) -> list[Block]:
    """Append new blocks to the stages; return them."""
    added = []
    for stage, width, new in zip(student.stages, student.shape.stages, blocks, strict=True):
        assert isinstance(stage, nn.Sequential)  # noqa: S101  # ModuleList does not say of what
        while len(stage) < new:
            stage.append(Block(width, width, 1))
            added.append(stage[-1])
    student.shape = replace(student.shape, blocks=tuple(blocks))
    return added


def _calibrate(
    student: Student, layers: list[tuple[Convolution, Tensor]], fresh: list[Block], pictures: Tensor
) -> None:
    """Give every batch norm the statistics of its input, and a scale and an offset that undo them and the scaling."""
    scales = {layer.norm: scale for layer, scale in layers}

    def measure(norm: nn.Module, given: tuple[Tensor, ...]) -> None:
        assert isinstance(norm, nn.BatchNorm2d)  # noqa: S101  # hooks are told no more than that it is a module
        assert norm.running_mean is not None  # noqa: S101
        assert norm.running_var is not None  # noqa: S101
        variance, mean = torch.var_mean(given[0], dim=(0, 2, 3), correction=0)
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)
        if norm in scales:
            norm.weight.copy_(torch.sqrt(variance + norm.eps) / scales[norm])
            norm.bias.add_(mean / scales[norm])

    for block in fresh:
        nn.init.zeros_(block.last.norm.weight)
    norms = [*scales, *(norm for block in fresh for norm in (block.first.norm, block.last.norm))]
    hooks = [norm.register_forward_pre_hook(measure) for norm in norms]
    student.eval()
    with torch.no_grad():
        student(pictures)
    for hook in hooks:
        hook.remove()
    student.train()
