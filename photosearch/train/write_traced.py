"""From torch's operations to ONNX's: those that torchvision's networks for classification consist of."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, fx, nn
from torch.nn import functional
from torchvision.ops.stochastic_depth import stochastic_depth

from photosearch.errors import ModelProblem
from photosearch.train.export import array
from photosearch.train.onnx_graph import INPUT, OnnxGraph

EXACT = "exact."
"""Before the names of numbers that stand in formulas."""


def write_traced(network: fx.GraphModule, example: Mapping[str, Tensor], *, half: bool) -> bytes:
    """Return a traced network as an ONNX file with dynamic batch, height and width.

    Parameters
    ----------
    example
        What it gives for some picture: the outputs' names and sizes.

    Raises
    ------
    ModelProblem
        It holds an operation that is not known here.
    """
    return _Writer(network, half=half).written(example)


class _Writer(OnnxGraph):
    """Writes one operation after the other; `names` are those of the results."""

    def __init__(self, network: fx.GraphModule, *, half: bool) -> None:
        super().__init__(half=half)
        self.network = network
        self.names: dict[fx.Node, str] = {}
        self.outputs: dict[fx.Node, str] = {}

    def written(self, example: Mapping[str, Tensor]) -> bytes:
        nodes = list(self.network.graph.nodes)
        [results] = nodes[-1].args
        self.outputs = {node: name for name, node in results.items()}
        for node in nodes[:-1]:
            self.names[node] = self.write(node)
        return self.model({name: _shape(name, values) for name, values in example.items()})

    def write(self, node: fx.Node) -> str:
        """Write what stands for one operation of torch and return its result's name."""
        name = self.outputs.get(node)
        if node.op == "placeholder":
            return INPUT
        if node.op == "get_attr":
            return self.exact(str(node.target), array(operator.attrgetter(str(node.target))(self.network)))
        if node.op == "call_module":
            module = self.network.get_submodule(str(node.target))
            made = _MODULES.get(type(module))
            known = made is not None
            result = made(self, _Call(name, str(node.target), node, module)) if made else ""
        else:
            written = _CALLS.get(node.target)
            known = written is not None
            result = written(self, _Call(name, "", node, None)) if written else ""
        if not known:
            raise ModelProblem(f"The network holds {node.format_node()}, which the export cannot write as ONNX.")
        return result

    def text(self, value: Any) -> str:
        """Return the name of what an operation is given: another's result, or a number."""
        if isinstance(value, fx.Node):
            return self.names[value]
        return self.number(float(value))

    def number(self, value: float) -> str:
        return self.exact(f"{EXACT}{value!r}", np.array(value, np.float32))


@dataclass(frozen=True, slots=True)
class _Call:
    """An operation: its output's name, if it is one, where its weights are, and its layer, None for a function."""

    name: str | None
    target: str
    node: fx.Node
    layer: Any

    @property
    def given(self) -> Any:
        """What it is given first."""
        return self.node.args[0]

    def argument(self, position: int, name: str, default: Any = None) -> Any:
        """Return an argument that may be given by position or name."""
        return self.node.args[position] if len(self.node.args) > position else self.node.kwargs.get(name, default)


def _convolution(to: _Writer, call: _Call) -> str:
    layer: nn.Conv2d = call.layer
    if layer.padding_mode != "zeros" or isinstance(layer.padding, str):
        raise ModelProblem(f"The convolution {call.target} is padded in a way that the export cannot write.")
    inputs = [to.text(call.given), to.weight(f"{call.target}.weight", array(layer.weight))]
    if layer.bias is not None:
        inputs.append(to.weight(f"{call.target}.bias", array(layer.bias)))
    return to.node(
        "Conv",
        inputs,
        call.name,
        kernel_shape=list(layer.kernel_size),
        strides=list(layer.stride),
        pads=[*layer.padding, *layer.padding],
        dilations=list(layer.dilation),
        group=layer.groups,
    )


def _linear(to: _Writer, call: _Call) -> str:
    """Write a linear layer: on vectors, or, in ConvNeXt, on the last axis of maps, for which MatMul is needed."""
    layer: nn.Linear = call.layer
    weight, given = to.weight(f"{call.target}.weight", array(layer.weight)), to.text(call.given)
    bias = to.weight(f"{call.target}.bias", array(layer.bias))
    if call.name is not None:
        return to.node("Gemm", [given, weight, bias], call.name, transB=1)
    upright = to.node("Transpose", [weight], perm=[1, 0])
    return to.node("Add", [to.node("MatMul", [given, upright]), bias])


def _batch_norm(to: _Writer, call: _Call) -> str:
    layer: nn.BatchNorm2d = call.layer
    parts = ("weight", "bias", "running_mean", "running_var")
    inputs = [to.exact(f"{call.target}.{part}", array(getattr(layer, part))) for part in parts]
    return to.node("BatchNormalization", [to.text(call.given), *inputs], call.name, epsilon=layer.eps)


def _layer_norm(to: _Writer, call: _Call) -> str:
    layer: nn.LayerNorm = call.layer
    inputs = [to.exact(f"{call.target}.{part}", array(getattr(layer, part))) for part in ("weight", "bias")]
    return to.node("LayerNormalization", [to.text(call.given), *inputs], call.name, axis=-1, epsilon=layer.eps)


def _layer_norm_function(to: _Writer, call: _Call) -> str:
    inputs = [to.text(call.given), *(to.text(call.argument(at, name)) for at, name in ((2, "weight"), (3, "bias")))]
    return to.node("LayerNormalization", inputs, call.name, axis=-1, epsilon=call.argument(4, "eps", 1e-5))


def _plain(kind: str) -> Callable[[_Writer, _Call], str]:
    """Return what writes an operation that is one of ONNX's, with nothing to say about it."""
    return lambda to, call: to.node(kind, [to.text(call.given)], call.name)


def _both(kind: str) -> Callable[[_Writer, _Call], str]:
    return lambda to, call: to.node(kind, [to.text(value) for value in call.node.args], call.name)


def _nothing(to: _Writer, call: _Call) -> str:
    return to.text(call.given)


def _relu6(to: _Writer, call: _Call) -> str:
    return to.node("Clip", [to.text(call.given), to.number(0.0), to.number(6.0)], call.name)


def _silu(to: _Writer, call: _Call) -> str:
    given = to.text(call.given)
    return to.node("Mul", [given, to.node("Sigmoid", [given])], call.name)


def _gelu(to: _Writer, call: _Call) -> str:
    """Write x / 2 * (1 + erf(x / sqrt 2)): ONNX has it as one operator only since its version 20."""
    given = to.text(call.given)
    share = to.node("Erf", [to.node("Div", [given, to.number(math.sqrt(2))])])
    half = to.node("Mul", [given, to.number(0.5)])
    return to.node("Mul", [half, to.node("Add", [share, to.number(1.0)])], call.name)


def _pooled(to: _Writer, call: _Call, kind: str, **more: int) -> str:
    """Write pooling, told by a layer or by a function's arguments."""
    if call.layer is not None:
        facts = [call.layer.kernel_size, call.layer.stride, call.layer.padding]
        ceil = call.layer.ceil_mode
    else:
        facts = [call.argument(1, "kernel_size"), call.argument(2, "stride"), call.argument(3, "padding", 0)]
        ceil = call.argument(99, "ceil_mode", default=False)
    kernel, stride, pad = (_pair(facts[0] if value is None else value) for value in facts)
    # With a stride of 1 nothing is left over that could be rounded up.
    rounding = int(ceil and max(stride) > 1)
    given = [to.text(call.given)]
    return to.node(
        kind, given, call.name, kernel_shape=kernel, strides=stride, pads=[*pad, *pad], ceil_mode=rounding, **more
    )


def _max_pool(to: _Writer, call: _Call) -> str:
    return _pooled(to, call, "MaxPool")


def _average_pool(to: _Writer, call: _Call) -> str:
    return _pooled(to, call, "AveragePool", count_include_pad=1)


def _mean(to: _Writer, call: _Call) -> str:
    axes = list(call.argument(1, "dim"))
    return to.node("ReduceMean", [to.text(call.given)], call.name, axes=axes, keepdims=0)


def _global_mean(to: _Writer, call: _Call) -> str:
    if _pair(call.layer.output_size) != [1, 1]:
        raise ModelProblem(f"{call.target} averages to {call.layer.output_size} cells; the export knows only one.")
    return to.node("GlobalAveragePool", [to.text(call.given)], call.name)


def _permute(to: _Writer, call: _Call) -> str:
    axes = call.node.args[1:]
    order = list(axes[0]) if isinstance(axes[0], list | tuple) else list(axes)
    return to.node("Transpose", [to.text(call.given)], call.name, perm=order)


def _concatenate(to: _Writer, call: _Call) -> str:
    axis = call.argument(1, "dim", 0)
    return to.node("Concat", [to.text(value) for value in call.given], call.name, axis=axis)


def _pair(value: int | tuple[int, int]) -> list[int]:
    return [value, value] if isinstance(value, int) else list(value)


def _shape(name: str, values: Tensor) -> list[str | int | None]:
    sides: list[str | int | None] = ["n", values.shape[1]]
    return sides if values.ndim == 2 else [*sides, f"{name}_rows", f"{name}_columns"]


_MODULES: Mapping[type, Callable[[_Writer, _Call], str]] = {
    nn.Conv2d: _convolution,
    nn.Linear: _linear,
    nn.BatchNorm2d: _batch_norm,
    nn.LayerNorm: _layer_norm,
    nn.ReLU: _plain("Relu"),
    nn.ReLU6: _relu6,
    nn.SiLU: _silu,
    nn.GELU: _gelu,
    nn.Sigmoid: _plain("Sigmoid"),
    nn.MaxPool2d: _max_pool,
    nn.AvgPool2d: _average_pool,
    nn.AdaptiveAvgPool2d: _global_mean,
    nn.Dropout: _nothing,
    nn.Identity: _nothing,
}
_CALLS: Mapping[object, Callable[[_Writer, _Call], str]] = {
    operator.add: _both("Add"),
    operator.iadd: _both("Add"),
    operator.mul: _both("Mul"),
    torch.cat: _concatenate,
    torch.permute: _permute,
    functional.relu: _plain("Relu"),
    functional.max_pool2d: _max_pool,
    functional.avg_pool2d: _average_pool,
    functional.layer_norm: _layer_norm_function,
    stochastic_depth: _nothing,
    "mean": _mean,
    "permute": _permute,
}
