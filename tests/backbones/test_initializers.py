import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from photosearch.backbones.initializers import initializer
from photosearch.errors import ModelProblem


def model_with(tensor: onnx.TensorProto) -> bytes:
    return helper.make_model(helper.make_graph([], "g", [], [], [tensor])).SerializeToString()


def test_weights_are_found_in_raw_and_in_packed_form(network: bytes) -> None:
    np.testing.assert_array_equal(initializer(network, "weight"), [[1, 0], [0, 1], [1, -1]])
    packed = helper.make_tensor("w", TensorProto.FLOAT, [2, 1], [3.0, -4.0])
    np.testing.assert_array_equal(initializer(model_with(packed), "w"), [[3], [-4]])


def test_half_precision_weights_become_float32(network: bytes) -> None:
    found = initializer(network, "bias")
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, [0.5, 0, 0])


def test_weights_outside_the_file_are_refused() -> None:
    tensor = numpy_helper.from_array(np.zeros(3, np.float32), "w")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "../../etc/passwd"
    with pytest.raises(ModelProblem, match="outside"):
        initializer(model_with(tensor), "w")


def test_integers_are_no_weights() -> None:
    with pytest.raises(ModelProblem, match="floating-point"):
        initializer(model_with(numpy_helper.from_array(np.zeros(3, np.int64), "w")), "w")


def test_a_file_cut_short_anywhere_gives_the_weights_or_a_clear_error(network: bytes) -> None:
    for end in range(0, len(network), 97):
        with pytest.raises(ModelProblem, match=r"damaged|no weights"):
            initializer(network[:end], "bias")
