"""Small ONNX networks, drawn by hand in the shapes that people's files come in."""

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

CLASSES, CHANNELS = 7, 12


def network(
    end: str = "gemm", *, fixed: bool = False, outputs: Sequence[str] = ("logits",), channels: int = CHANNELS
) -> bytes:
    """Return a network of three convolutions: maps `half` at stride 16, `deep` at stride 32, and an end.

    Parameters
    ----------
    end
        "gemm", "matmul", "conv": averaged and classified, in the three forms that exporters write; "softmax": with one
        behind; "before": classified and then averaged, "rectified": with a rectifier between; "flat": fully connected,
        for pictures of 96 x 96; "maps": nothing.
    """
    random = np.random.default_rng(1)
    weights: dict[str, NDArray[np.float32]] = {
        "w1": random.normal(size=(8, 3, 8, 8)).astype(np.float32) / 14,
        "w2": random.normal(size=(10, 8, 2, 2)).astype(np.float32) / 6,
        "w3": random.normal(size=(channels, 10, 2, 2)).astype(np.float32) / 6,
        "bias": random.normal(size=CLASSES).astype(np.float32),
    }
    matrix = random.normal(size=(CLASSES, channels)).astype(np.float32)
    nodes = [
        helper.make_node("Conv", ["picture", "w1"], ["c1"], strides=[8, 8]),
        helper.make_node("Relu", ["c1"], ["low"]),
        helper.make_node("Conv", ["low", "w2"], ["c2"], strides=[2, 2]),
        helper.make_node("Relu", ["c2"], ["half"]),
        helper.make_node("Conv", ["half", "w3"], ["c3"], strides=[2, 2]),
        helper.make_node("Relu", ["c3"], ["deep"]),
    ]
    pool = helper.make_node("GlobalAveragePool", ["deep"], ["mean"])
    flat = helper.make_node("Flatten", ["mean"], ["vector"])
    if end in ("gemm", "softmax"):
        weights["weight"] = matrix
        nodes += [pool, flat, helper.make_node("Gemm", ["vector", "weight", "bias"], ["scores"], transB=1)]
        nodes.append(helper.make_node("Softmax" if end == "softmax" else "Identity", ["scores"], ["logits"]))
    elif end == "matmul":
        weights["weight"] = np.ascontiguousarray(matrix.T)
        nodes += [pool, flat, helper.make_node("MatMul", ["vector", "weight"], ["product"])]
        nodes.append(helper.make_node("Add", ["product", "bias"], ["logits"]))
    elif end == "conv":
        weights["weight"] = matrix[:, :, None, None]
        nodes += [pool, helper.make_node("Conv", ["mean", "weight", "bias"], ["scores"])]
        nodes.append(helper.make_node("Flatten", ["scores"], ["logits"]))
    elif end in ("before", "rectified"):
        weights["weight"] = matrix[:, :, None, None]
        nodes.append(helper.make_node("Conv", ["deep", "weight", "bias"], ["classes"]))
        nodes.append(helper.make_node("Relu" if end == "rectified" else "Identity", ["classes"], ["maps"]))
        nodes.append(helper.make_node("GlobalAveragePool", ["maps"], ["scores"]))
        nodes.append(helper.make_node("Flatten", ["scores"], ["logits"]))
    elif end == "flat":
        weights["weight"] = random.normal(size=(CLASSES, channels * 9)).astype(np.float32)
        nodes += [
            helper.make_node("Flatten", ["deep"], ["vector"]),
            helper.make_node("Gemm", ["vector", "weight", "bias"], ["logits"], transB=1),
        ]
    if end == "maps":
        del weights["bias"]
        outputs = ("deep",)
    side: list[int | str] = [96, 96] if fixed or end == "flat" else ["h", "w"]
    graph = helper.make_graph(
        nodes,
        "drawn",
        [helper.make_tensor_value_info("picture", TensorProto.FLOAT, [1, 3, *side])],
        [helper.make_empty_tensor_value_info(name) for name in outputs],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    return bytes(model.SerializeToString())


def rewritten(network: bytes, **shape: Sequence[int | str]) -> bytes:
    """Return a network whose input has another shape."""
    model = onnx.load_from_string(network)
    model.graph.input[0].CopyFrom(helper.make_tensor_value_info("picture", TensorProto.FLOAT, shape["input"]))
    return bytes(model.SerializeToString())
