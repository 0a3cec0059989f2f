"""A network in whole numbers of 8 bits (static int8), whose ranges are learned from a person's own photos.

Needs the package `onnx` (the extra `models`). Layers stay floating-point numbers on the outside, and so does all that
follows them: class scores and class maps are made of the same weights as before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper
from onnx.version_converter import convert_version
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from photosearch.backbones.graph import Graph
from photosearch.backbones.manifest import Manifest
from photosearch.backbones.onnx_backbone import read_verified
from photosearch.backbones.preprocess import normalise
from photosearch.errors import ModelProblem
from photosearch.types import Rgb

OPSET = 17
"""ONNX's operators of this version know a scale for every channel."""


def quantize(manifest: Manifest, pictures: Iterable[Rgb], *, spare_bit: bool) -> bytes:
    """Return a network in int8.

    Parameters
    ----------
    pictures
        As the network would see them; about a hundred are enough.
    spare_bit
        Leave one bit of the weights free, for processors that would overflow otherwise (no VNNI).

    Raises
    ------
    ModelProblem
        The network has no file, or cannot be put into whole numbers.
    """
    if manifest.file is None:
        raise ModelProblem(f"The network {manifest.name} has no file that could be made int8.")
    original = read_verified(manifest.file, manifest.sha256, manifest.path)
    with tempfile.TemporaryDirectory(prefix="photosearch-") as name:
        folder = Path(name)
        try:
            plain = _plain(original, folder)
            after = _after(plain, list(manifest.outputs.values()))
            quantize_static(
                str(plain),
                str(folder / "int8.onnx"),
                _Reader(manifest, iter(pictures)),
                quant_format=QuantFormat.QDQ,
                per_channel=True,
                reduce_range=spare_bit,
                activation_type=QuantType.QUInt8,
                weight_type=QuantType.QInt8,
                calibrate_method=CalibrationMethod.MinMax,
                nodes_to_exclude=after,
            )
            return _with_classifier((folder / "int8.onnx").read_bytes(), original, manifest)
        except ModelProblem:
            raise
        except Exception as error:  # onnx and onnxruntime raise bare and private types
            raise ModelProblem(f"The network {manifest.name} cannot be made int8: {error}") from error


class _Reader(CalibrationDataReader):  # type: ignore[misc]  # the base has no types
    """Hands one picture after the other to the calibration."""

    def __init__(self, manifest: Manifest, pictures: Iterable[Rgb]) -> None:
        self._manifest = manifest
        self._pictures = iter(pictures)

    def get_next(self) -> dict[str, NDArray[np.float32]] | None:
        rgb = next(self._pictures, None)
        if rgb is None:
            return None
        return {self._manifest.input: normalise(rgb, self._manifest.mean, self._manifest.std)}


def _plain(original: bytes, folder: Path) -> Path:
    """Write the network with float32 weights, current operators and batch normalisation merged into convolutions."""
    model = onnx.load_from_string(original)
    halves = {tensor.name: tensor for tensor in model.graph.initializer}
    for node in list(model.graph.node):
        if node.op_type == "Cast" and node.input[0] in halves:
            value = numpy_helper.to_array(halves[node.input[0]]).astype(np.float32)
            model.graph.initializer.append(numpy_helper.from_array(value, node.output[0]))
            model.graph.node.remove(node)
    used = {name for node in model.graph.node for name in node.input}
    kept = [tensor for tensor in model.graph.initializer if tensor.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    version = max(entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx"))
    if version < OPSET:
        model = convert_version(model, OPSET)
    for number, node in enumerate(model.graph.node):
        node.name = f"n{number}"
    onnx.save(model, folder / "whole.onnx")
    quant_pre_process(str(folder / "whole.onnx"), str(folder / "plain.onnx"), skip_symbolic_shape=True)
    return folder / "plain.onnx"


def _after(path: Path, layers: list[str]) -> list[str]:
    """Return the names of the operators that no layer is made of: pooling and classifier."""
    graph = Graph(path.read_bytes(), str(path))
    needed = graph.needed(layers)
    return [node.name for node in graph.model.graph.node if not needed.intersection(node.output)]


def _with_classifier(quantized: bytes, original: bytes, manifest: Manifest) -> bytes:
    """Return the network with the initializers that its manifest names, which merging may have renamed."""
    if manifest.classifier is None:
        return quantized
    model, source = onnx.load_from_string(quantized), onnx.load_from_string(original)
    present = {tensor.name for tensor in model.graph.initializer}
    wanted = {manifest.classifier.weight, manifest.classifier.bias} - present
    model.graph.initializer.extend(tensor for tensor in source.graph.initializer if tensor.name in wanted)
    return bytes(model.SerializeToString())
