import hashlib
from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx import numpy_helper

from photosearch.backbones import quantize as module
from photosearch.backbones.manifest import Manifest, load_manifest
from photosearch.backbones.manifest_text import manifest_text
from photosearch.backbones.onnx_backbone import OnnxBackbone, open_backbone
from photosearch.backbones.quantize import Quantized, quantize, too_lossy
from photosearch.jobs import Cancel
from photosearch.types import DEEP
from tests import networks
from tests.drawing import finish

RANDOM = np.random.default_rng(0)
PICTURES = [RANDOM.integers(0, 256, (96, 128, 3), np.uint8) for _ in range(12)]


def uneven() -> bytes:
    """Return a network of which one inner channel is a thousand times as strong as the others, to no effect."""
    model = onnx.load_from_string(networks.network("gemm", outputs=("deep", "half", "logits")))
    for tensor in model.graph.initializer:
        values = numpy_helper.to_array(tensor).copy()
        if tensor.name == "w1":
            values[0] *= 1000
        elif tensor.name == "w2":
            values[:, 0] /= 1000
        tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
    return bytes(model.SerializeToString())


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    network = uneven()
    (tmp_path / "uneven.onnx").write_bytes(network)
    facts = {
        "name": "uneven",
        "file": {"name": "uneven.onnx", "sha256": hashlib.sha256(network).hexdigest()},
        "input": {"name": "picture", "mean": [127.5, 127.5, 127.5], "std": [64, 64, 64]},
        "layers": {"deep": "deep", "second": "half"},
    }
    (tmp_path / "uneven.toml").write_text(manifest_text(facts))  # type: ignore[arg-type]
    return load_manifest(tmp_path / "uneven.toml")


def deep(network: bytes, manifest: Manifest) -> NDArray[np.float32]:
    return OnnxBackbone(manifest, network, 1).run(PICTURES[-1]).maps[DEEP].ravel()


def test_layers_that_lose_most_stay_in_floating_point(manifest: Manifest, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = open_backbone(manifest).run(PICTURES[-1]).maps[DEEP].ravel()
    made = finish(quantize(manifest, PICTURES[:8], Cancel(), spare_bit=True))
    assert isinstance(made, Quantized)
    assert (made.layers, 0 < made.kept < 3) == (3, True)
    monkeypatch.setattr(module, "too_lossy", lambda _losses: [])
    whole = finish(quantize(manifest, PICTURES[:8], Cancel(), spare_bit=True))
    near, far = (np.linalg.norm(deep(each.network, manifest) - wanted) for each in (made, whole))
    assert near < 0.4 * np.linalg.norm(wanted) < far
    initializers = onnx.load_from_string(made.network).graph.initializer
    types = {numpy_helper.to_array(tensor).dtype for tensor in initializers if len(tensor.dims) == 4}
    assert types == {np.dtype(np.int8), np.dtype(np.float32)}


def test_the_worst_are_left_out_until_the_others_lose_little_enough() -> None:
    losses = {"a": 0.3, "b": 0.4, "c": 0.02, "d": 0.0}
    assert too_lossy(losses, 0.6) == []
    assert too_lossy(losses, 0.49) == ["b"]  # 0.3 and 0.4 together are 0.5
    assert too_lossy(losses, 0.3) == ["b", "a"]  # 0.3 and 0.02 are a little more than 0.3
    assert too_lossy(losses, 0) == ["b", "a", "c"]
    assert too_lossy({}) == []


def test_it_stops_between_layers(manifest: Manifest) -> None:
    cancel = Cancel()
    job = quantize(manifest, PICTURES[:4], cancel, spare_bit=False)
    stages = [next(job).stage, next(job).stage]
    assert stages == ["Learning ranges", "Trying layers"]
    cancel.cancel()
    assert finish(job) is None
