"""An ONNX file, written node by node: which weight is called what, and how it is kept, is ours to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
OPSET, IR_VERSION = 17, 8
INPUT, DEEP_OUTPUT, SECOND_OUTPUT, LOGITS = "input", "deep", "second", "logits"
CLASSIFIER = "classifier"
WEIGHT, BIAS = f"{CLASSIFIER}.weight", f"{CLASSIFIER}.bias"
"""What the classifier's weights are called in a file, whichever precision they are kept in."""


class OnnxGraph:
    """Collects nodes and weights; names of results are counted.

    Parameters
    ----------
    half
        Keep weights as float16, cast to float32 when the file is loaded: half the size, arithmetic as before.
    """

    def __init__(self, *, half: bool) -> None:
        self._half = half
        self._nodes: list[onnx.NodeProto] = []
        self._weights: dict[str, onnx.TensorProto] = {}

    def node(self, kind: str, inputs: list[str], name: str | None = None, **attributes: Any) -> str:
        """Add a node and return the name of its result."""
        name = name or f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def weight(self, name: str, values: Array) -> str:
        """Add weights that are kept as float16 if the graph's are; return the name under which they are float32."""
        if not self._half:
            return self.exact(name, values)
        cast = f"{name}_f32"
        if name not in self._weights:
            self._weights[name] = numpy_helper.from_array(values.astype(np.float16), name)
            self.node("Cast", [name], cast, to=TensorProto.FLOAT)
        return cast

    def exact(self, name: str, values: NDArray[Any]) -> str:
        """Add values that are kept as they are, and return their name."""
        self._weights.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def model(self, outputs: Mapping[str, Sequence[str | int | None]]) -> bytes:
        """Return the file, checked: takes (n, 3, h, w), and gives outputs of these shapes, whose names are sizes."""
        given = [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["n", 3, "h", "w"])]
        made = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in outputs.items()]
        graph = helper.make_graph(self._nodes, "photosearch", given, made, list(self._weights.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="photosearch")
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        content: bytes = model.SerializeToString()
        return content
