"""From the student to an ONNX file: batch norms folded into the convolutions, weights kept as float16.

The graph is written node by node: it holds eight kinds of nodes, and which weight is called what is ours to say.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor

from photosearch.train.network import Block, Convolution, Student

Array = NDArray[np.float32]
OPSET, IR_VERSION = 17, 8
INPUT, DEEP_OUTPUT, SECOND_OUTPUT, LOGITS = "input", "deep", "second", "logits"
CLASSIFIER = "classifier"


def weight_names(*, half: bool) -> tuple[str, str]:
    """Return what the classifier's weight and bias are called in a file of float16 or float32."""
    suffix = "_f16" if half else ""
    return f"{CLASSIFIER}.weight{suffix}", f"{CLASSIFIER}.bias{suffix}"


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
    weight = graph.weight(f"{CLASSIFIER}.weight", array(student.classifier.weight))
    bias = graph.weight(f"{CLASSIFIER}.bias", array(student.classifier.bias))
    graph.node("Gemm", [pooled, weight, bias], LOGITS, transB=1)
    model: bytes = graph.model(student.shape.deep, student.shape.stages[-2], student.shape.classes).SerializeToString()
    return model


def folded(layer: Convolution) -> tuple[Array, Array]:
    """Return weight and bias of the one convolution that does what a convolution and its batch norm do."""
    norm = layer.norm
    if norm.running_mean is None or norm.running_var is None:
        raise ValueError("a batch norm without running statistics cannot be folded")
    scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + norm.eps)
    weight = layer.conv.weight.double() * scale[:, None, None, None]
    return array(weight), array(norm.bias.double() - norm.running_mean.double() * scale)


def array(values: Tensor) -> Array:
    """Return a tensor's values as float32."""
    return np.asarray(values.detach().cpu().float().numpy(), np.float32)


class _Graph:
    """Collects nodes and weights; names of results are counted."""

    def __init__(self, *, half: bool) -> None:
        self._half = half
        self._nodes: list[onnx.NodeProto] = []
        self._weights: list[onnx.TensorProto] = []

    def node(self, kind: str, inputs: list[str], name: str | None = None, **attributes: Any) -> str:
        name = name or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def relu(self, maps: str, name: str | None = None) -> str:
        return self.node("Relu", [maps], name)

    def weight(self, name: str, values: Array) -> str:
        if not self._half:
            self._weights.append(numpy_helper.from_array(values, name))
            return name
        self._weights.append(numpy_helper.from_array(values.astype(np.float16), f"{name}_f16"))
        return self.node("Cast", [f"{name}_f16"], name, to=TensorProto.FLOAT)

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

    def model(self, deep: int, second: int, classes: int) -> onnx.ModelProto:
        shapes: dict[str, list[str | int | None]] = {
            LOGITS: ["n", classes],
            DEEP_OUTPUT: ["n", deep, "deep_rows", "deep_columns"],
            SECOND_OUTPUT: ["n", second, "second_rows", "second_columns"],
        }
        given = [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["n", 3, "h", "w"])]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self._nodes, "photosearch", given, made, self._weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="photosearch")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model
