"""A teacher and photos that are drawn: training is tested without any data of others."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from tests.drawing import draw

CLASSES = 10
collect_ignore_glob = [] if find_spec("torch") else ["test_*.py"]  # where the extra train is not installed


@pytest.fixture(scope="session")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of two random convolutions and a random classifier, with its manifest."""
    random = np.random.default_rng(5)

    def weight(name: str, *shape: int) -> onnx.TensorProto:
        scale = np.sqrt(2 / np.prod(shape[1:]))
        return numpy_helper.from_array((scale * random.standard_normal(shape)).astype(np.float32), name)

    weights = [weight("a", 12, 3, 8, 8), weight("b", 24, 12, 4, 4), weight("c", CLASSES, 24), weight("d", CLASSES)]
    nodes = [
        helper.make_node("Conv", ["input", "a"], ["x"], kernel_shape=[8, 8], strides=[8, 8]),
        helper.make_node("Relu", ["x"], ["y"]),
        helper.make_node("Conv", ["y", "b"], ["z"], kernel_shape=[4, 4], strides=[4, 4]),
        helper.make_node("Relu", ["z"], ["deep"]),
        helper.make_node("ReduceMean", ["deep"], ["mean"], axes=[2, 3], keepdims=0),
        helper.make_node("Gemm", ["mean", "c", "d"], ["logits"], transB=1),
    ]
    given = [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["n", 3, "h", "w"])]
    made = [
        helper.make_tensor_value_info("deep", TensorProto.FLOAT, ["n", 24, "r", "c"]),
        helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", CLASSES]),
    ]
    graph = helper.make_graph(nodes, "drawn", given, made, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    file = tmp_path_factory.mktemp("teacher") / "drawn.onnx"
    file.write_bytes(model.SerializeToString())
    file.with_suffix(".toml").write_text(
        f'name = "drawn"\n[file]\nname = "drawn.onnx"\nsha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}"\n'
        "[input]\nmean = [127.5, 127.5, 127.5]\nstd = [127.5, 127.5, 127.5]\n"
        '[layers]\ndeep = "deep"\n[classifier]\nlogits = "logits"\nweight = "c"\nbias = "d"\n'
    )
    return file


@pytest.fixture(scope="session")
def drawn_photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty drawn photos, a text and a broken photo."""
    folder = tmp_path_factory.mktemp("drawn photos")
    for number in range(40):
        draw(folder / f"{number}.png", number)
    (folder / "notes.txt").write_text("no photo")
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 and no more")
    return folder
