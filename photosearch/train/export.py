"""From the student to an ONNX file: batch norms folded into the convolutions, weights kept as float16.

The graph is written node by node: it holds eight kinds of nodes, and which weight is called what is ours to say.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from photosearch.train.network import Block, Convolution, Student
from photosearch.train.onnx_graph import BIAS, DEEP_OUTPUT, INPUT, LOGITS, SECOND_OUTPUT, WEIGHT, Array, OnnxGraph


def to_onnx(student: Student, *, half: bool = True) -> bytes:
    """Return the student as an ONNX file with dynamic batch, height and width; outputs deep, second and logits.

    Parameters
    ----------
    half
        Keep weights as float16, cast to float32 when the file is loaded: half the size, arithmetic as before.
    """
    graph = _Graph(half=half)
    maps = INPUT
    for number, layer in enumerate(student.stem):
        maps = graph.relu(graph.convolution(maps, layer, f"stem.{number}"))
    maps = graph.node("MaxPool", [maps], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    last = len(student.stages) - 1
    for number, stage in enumerate(student.stages):
        for place, block in enumerate(stage):
            name = SECOND_OUTPUT if number == last - 1 and place == len(stage) - 1 else None
            maps = graph.block(maps, block, f"stages.{number}.{place}", name)
    deep = graph.relu(graph.convolution(maps, student.head, "head"), DEEP_OUTPUT)
    pooled = graph.node("ReduceMean", [deep], axes=[2, 3], keepdims=0)
    weight = graph.weight(WEIGHT, array(student.classifier.weight))
    bias = graph.weight(BIAS, array(student.classifier.bias))
    graph.node("Gemm", [pooled, weight, bias], LOGITS, transB=1)
    shape = student.shape
    return graph.model(
        {
            LOGITS: ["n", shape.classes],
            DEEP_OUTPUT: ["n", shape.deep, "deep_rows", "deep_columns"],
            SECOND_OUTPUT: ["n", shape.stages[-2], "second_rows", "second_columns"],
        }
    )


def folded(layer: Convolution) -> tuple[Array, Array]:
    """Return weight and bias of the one convolution that does what a convolution and its batch norm do."""
    weight, bias = fold(layer.conv, layer.norm)
    return array(weight), array(bias)


def fold(conv: torch.nn.Conv2d, norm: torch.nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Return weight and bias, float64, of the one convolution that does what both do."""
    if norm.running_mean is None or norm.running_var is None:
        raise ValueError("a batch norm without running statistics cannot be folded")
    scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
    weight = conv.weight.double() * scale[:, None, None, None]
    before = 0.0 if conv.bias is None else conv.bias.double()
    return weight, norm.bias.double() + (before - norm.running_mean.double()) * scale


def array(values: Tensor) -> Array:
    """Return a tensor's values as float32."""
    return np.asarray(values.detach().cpu().float().numpy(), np.float32)


class _Graph(OnnxGraph):
    """Knows the student's parts."""

    def relu(self, maps: str, name: str | None = None) -> str:
        return self.node("Relu", [maps], name)

    def convolution(self, maps: str, layer: Convolution, name: str) -> str:
        weight, bias = folded(layer)
        kernel, stride = layer.conv.kernel_size[0], layer.conv.stride[0]
        inputs = [maps, self.weight(f"{name}.weight", weight), self.weight(f"{name}.bias", bias)]
        sides, steps, pads = [kernel] * 2, [stride] * 2, [kernel // 2] * 4
        return self.node("Conv", inputs, kernel_shape=sides, strides=steps, pads=pads)

    def block(self, maps: str, block: Block, name: str, output: str | None) -> str:
        inner = self.relu(self.convolution(maps, block.first, f"{name}.first"))
        inner = self.convolution(inner, block.last, f"{name}.last")
        shortcut = maps
        if isinstance(block.pool, torch.nn.AvgPool2d):
            shortcut = self.node("AveragePool", [maps], kernel_shape=[2, 2], strides=[2, 2], ceil_mode=1)
        if isinstance(block.shortcut, Convolution):
            shortcut = self.convolution(shortcut, block.shortcut, f"{name}.shortcut")
        return self.relu(self.node("Add", [inner, shortcut]), output)
