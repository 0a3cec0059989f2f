from collections.abc import Callable

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from photosearch.backbones.screen import screen
from photosearch.errors import ModelProblem


def changed(network: bytes, change: Callable[[onnx.ModelProto], object]) -> bytes:
    model = onnx.load_from_string(network)
    change(model)
    return bytes(model.SerializeToString())


def test_a_network_passes(network: bytes) -> None:
    screen(network, "tiny.onnx")


@pytest.mark.parametrize("content", [b"", b"no network", b"\x80" * 64, b"\xff\xd8\xff\xe0", bytes(1000), b"\x3a\x00"])
def test_what_is_no_network_is_refused(content: bytes) -> None:
    with pytest.raises(ModelProblem, match=r"no ONNX network|operators"):
        screen(content, "x.onnx")


def test_a_network_cut_short_anywhere_is_refused_or_whole(network: bytes) -> None:
    for end in range(0, len(network) - 8, 53):
        with pytest.raises(ModelProblem):
            screen(network[:end], "x.onnx")


def test_bytes_changed_anywhere_never_make_it_fail_otherwise(network: bytes) -> None:
    random = np.random.default_rng(5)
    for _ in range(300):
        broken = bytearray(network)
        for at in random.integers(0, len(broken), 4):
            broken[at] = random.integers(0, 256)
        try:
            screen(bytes(broken), "x.onnx")
        except ModelProblem:
            continue


def test_operators_of_others_are_not_loaded(network: bytes) -> None:
    def foreign_import(model: onnx.ModelProto) -> None:
        model.opset_import.append(helper.make_opsetid("evil.ops", 1))

    def foreign_node(model: onnx.ModelProto) -> None:
        model.graph.node[0].domain = "evil.ops"

    for change in (foreign_import, foreign_node):
        with pytest.raises(ModelProblem, match=r"evil\.ops.*not loaded"):
            screen(changed(network, change), "x.onnx")


def test_functions_of_the_file_itself_may_be_used(network: bytes) -> None:
    def add_function(model: onnx.ModelProto) -> None:
        node = helper.make_node("Relu", ["x"], ["y"])
        function = helper.make_function("local", "Own", ["x"], ["y"], [node], [helper.make_opsetid("", 13)])
        model.functions.append(function)
        model.opset_import.append(helper.make_opsetid("local", 1))

    screen(changed(network, add_function), "x.onnx")


def test_weights_in_another_file_are_refused(network: bytes) -> None:
    def outside(model: onnx.ModelProto) -> None:
        tensor = numpy_helper.from_array(np.zeros(3, np.float32), "w")
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        tensor.external_data.add(key="location", value="../../etc/passwd")
        model.graph.initializer.append(tensor)

    with pytest.raises(ModelProblem, match="another file"):
        screen(changed(network, outside), "x.onnx")


def test_a_graph_without_operators_is_no_network(network: bytes) -> None:
    with pytest.raises(ModelProblem, match="0 operators"):
        screen(changed(network, lambda model: model.graph.ClearField("node")), "x.onnx")
