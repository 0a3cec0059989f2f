import hashlib
import sys

import numpy as np
import onnxruntime
import pytest

from photosearch.backbones.fit import Fitted, Recipe, fit
from photosearch.backbones.initializers import initializer
from photosearch.backbones.preprocess import normalise
from photosearch.backbones.trial import drawn
from photosearch.errors import ModelProblem
from photosearch.types import DEEP, SECOND
from tests.networks import CHANNELS, CLASSES, network, rewritten

FIND = Recipe(classifier={})


def run(model: bytes, names: list[str], height: int = 96, width: int = 96) -> list[np.ndarray]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    picture = normalise(drawn(height, width), FIND.mean, FIND.std)
    return [result[0] for result in session.run(names, {"picture": picture})]


def class_scores(fitted: Fitted) -> tuple[np.ndarray, np.ndarray]:
    """Return the network's logits, and those that the classifier found makes of the mean of the deep maps."""
    linear = fitted.tables["classifier"]
    deep, logits = run(fitted.network, [str(fitted.tables["layers"][DEEP]), str(linear["logits"])], 128, 96)
    weight = initializer(fitted.network, str(linear["weight"])).reshape(CLASSES, CHANNELS)
    return logits.reshape(-1), weight @ deep.mean(axis=(1, 2)) + initializer(fitted.network, str(linear["bias"]))


@pytest.mark.parametrize("end", ["gemm", "matmul", "conv", "softmax", "before"])
def test_layers_and_classifier_are_found_in_every_form_that_exporters_write(end: str) -> None:
    fitted = fit(network(end), "x.onnx", FIND)
    assert fitted.tables["layers"] == {DEEP: "deep", SECOND: "half"}
    np.testing.assert_allclose(*class_scores(fitted), atol=1e-4)


def test_a_rectifier_behind_the_classifier_is_told() -> None:
    fitted = fit(network("rectified"), "x.onnx", FIND)
    assert fitted.tables["layers"][DEEP] == "deep"
    assert any("class maps are those before it" in note for note in fitted.notes)


@pytest.mark.parametrize("end", ["gemm", "softmax", "maps"])
def test_added_outputs_change_nothing_that_the_network_computes(end: str) -> None:
    original = network(end)
    fitted = fit(original, "x.onnx", FIND)
    (before,) = run(network("gemm", outputs=["half"]), ["half"])
    np.testing.assert_array_equal(run(fitted.network, ["half"])[0], before)
    assert fitted.original == hashlib.sha256(original).hexdigest()
    assert fitted.network != original


def test_a_file_that_has_all_its_outputs_stays_as_it_is() -> None:
    original = network("conv", outputs=["logits", "deep", "half"])
    assert fit(original, "x.onnx", FIND).network == original


def test_fully_connected_layers_go_and_pictures_of_any_size_come_in() -> None:
    fitted = fit(network("flat"), "x.onnx", FIND)
    assert fitted.tables["layers"] == {DEEP: "deep", SECOND: "half"}
    assert "classifier" not in fitted.tables
    assert run(fitted.network, ["deep"], 192, 256)[0].shape == (CHANNELS, 6, 8)
    assert len(fitted.network) < len(network("flat"))


def test_a_fixed_size_that_the_graph_does_not_need_is_set_free() -> None:
    fitted = fit(network("gemm", fixed=True), "x.onnx", FIND)
    assert any("now it takes any" in note for note in fitted.notes)
    assert run(fitted.network, ["deep"], 64, 160)[0].shape == (CHANNELS, 2, 5)
    np.testing.assert_allclose(*class_scores(fitted), atol=1e-4)


def test_named_layers_are_taken_and_names_that_are_not_there_are_told() -> None:
    fitted = fit(network("gemm"), "x.onnx", Recipe(layers={DEEP: "half", SECOND: "low"}, classifier={}))
    assert fitted.tables["layers"] == {DEEP: "half", SECOND: "low"}
    assert "classifier" not in fitted.tables  # it belongs to other maps
    with pytest.raises(ModelProblem, match=r"no layer conv5_3.*deep"):
        fit(network("gemm"), "x.onnx", Recipe(layers={DEEP: "conv5_3"}))
    with pytest.raises(ModelProblem, match="vector is no feature map"):
        fit(network("gemm"), "x.onnx", Recipe(layers={DEEP: "vector"}))


@pytest.mark.parametrize(
    ("shape", "complaint"),
    [
        ([1, 1, "h", "w"], "not pictures"),
        ([1, "h", "w", 3], "not pictures"),
        ([1, 3], "not pictures"),
    ],
)
def test_a_network_that_takes_no_pictures_is_refused(shape: list[int | str], complaint: str) -> None:
    with pytest.raises(ModelProblem, match=f"{complaint}|cannot be run"):
        fit(rewritten(network("gemm"), input=shape), "x.onnx", FIND)


def test_another_input_than_the_manifest_says_is_refused() -> None:
    with pytest.raises(ModelProblem, match=r"no input data.*it has picture"):
        fit(network("gemm"), "x.onnx", Recipe(input="data"))


def test_without_the_package_for_graphs_outputs_are_enough_and_inner_layers_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "photosearch.backbones.graph", raising=False)
    monkeypatch.setitem(sys.modules, "onnx", None)
    fitted = fit(network("gemm", outputs=["logits", "half", "deep"]), "x.onnx", FIND)
    assert fitted.tables["layers"] == {DEEP: "deep", SECOND: "half"}
    for model, recipe in ((network("gemm"), Recipe(layers={DEEP: "deep"})), (network("gemm", fixed=True), FIND)):
        with pytest.raises(ModelProblem, match=r"pip install 'photosearch\[models\]'"):
            fit(model, "x.onnx", recipe)
    with pytest.raises(ModelProblem, match="No output is a feature map"):
        fit(network("gemm"), "x.onnx", FIND)
