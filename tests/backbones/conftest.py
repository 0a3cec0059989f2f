"""A tiny network, drawn by hand, and its manifest."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

CLASSES, CHANNELS = 3, 2


@pytest.fixture
def network() -> bytes:
    """A 32-pixel average as two channels (red, green), and a classifier on their means."""
    take = np.zeros((CHANNELS, 3, 32, 32), np.float32)
    take[0, 0] = take[1, 1] = 1 / 1024
    weight = np.array([[1, 0], [0, 1], [1, -1]], np.float32)
    bias = np.array([0.5, 0, 0], np.float16)
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["input", "take"], ["sum"], strides=[32, 32]),
            helper.make_node("Relu", ["sum"], ["features"]),
            helper.make_node("ReduceMean", ["features"], ["mean"], axes=[2, 3], keepdims=0),
            helper.make_node("Cast", ["bias"], ["bias32"], to=TensorProto.FLOAT),
            helper.make_node("Gemm", ["mean", "weight", "bias32"], ["logits"], transB=1),
        ],
        "tiny",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, None, None])],
        [
            helper.make_tensor_value_info("features", TensorProto.FLOAT, [1, CHANNELS, None, None]),
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, CLASSES]),
        ],
        [numpy_helper.from_array(value, name) for value, name in ((take, "take"), (weight, "weight"), (bias, "bias"))],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model.SerializeToString()


@pytest.fixture
def write_manifest(tmp_path: Path, network: bytes) -> Callable[..., Path]:
    """Writes the network and a manifest, of which single lines can be replaced."""

    def write(**changes: str) -> Path:
        (tmp_path / "tiny.onnx").write_bytes(network)
        lines = {
            "name": 'name = "tiny"',
            "file": '[file]\nname = "tiny.onnx"',
            "sha256": f'sha256 = "{hashlib.sha256(network).hexdigest()}"',
            "input": '[input]\nname = "input"',
            "mean": "mean = [0, 0, 0]",
            "std": "std = [255, 255, 255]",
            "layers": '[layers]\ndeep = "features"',
            "classifier": '[classifier]\nlogits = "logits"\nweight = "weight"\nbias = "bias"',
        }
        path = tmp_path / "tiny.toml"
        path.write_text("\n".join((lines | changes).values()) + "\n", encoding="utf-8")
        return path

    return write
