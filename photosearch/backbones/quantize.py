"""A network in whole numbers of 8 bits (static int8), whose ranges are learned from a person's own photos.

Needs the package `onnx` (the extra `models`). Layers stay floating-point numbers on the outside, and so does all that
follows them: class scores and class maps are made of the same weights as before.

What a layer loses in whole numbers differs a hundredfold within one network, so that each is tried alone, and those
that lose most stay as they are. (Per-layer sensitivity: Krishnamoorthi, "Quantizing deep convolutional networks for
efficient inference", 2018, which also has weights scaled by channel.)
"""

from __future__ import annotations

import tempfile
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import numpy_helper
from onnx.version_converter import convert_version
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantType
from onnxruntime.quantization.calibrate import create_calibrator
from onnxruntime.quantization.qdq_quantizer import QDQQuantizer
from onnxruntime.quantization.registry import QDQRegistry
from onnxruntime.quantization.shape_inference import quant_pre_process

from photosearch.backbones.graph import Graph
from photosearch.backbones.manifest import Manifest
from photosearch.backbones.onnx_backbone import open_session, read_verified
from photosearch.backbones.preprocess import normalise
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from photosearch.types import Rgb

OPSET = 17
"""ONNX's operators of this version know a scale for every channel."""
TRIED = 4
"""Photos that every layer is tried on."""
LOSS = 0.4
"""How far maps may move, as a share of their length, before layers stay in floating-point numbers: what layers lose
each is taken to add up as independent errors do."""
WEIGHTY = ("Conv", "Gemm", "MatMul")
"""Operators whose weights become whole numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class Quantized:
    """A network in int8. Of its `layers` with weights the `kept` most sensitive ones are as they were."""

    network: bytes
    layers: int
    kept: int


def quantize(
    manifest: Manifest, pictures: Sequence[Rgb], cancel: Cancel, *, spare_bit: bool
) -> Generator[Progress, None, Quantized | None]:
    """Make a network int8; None when cancelled.

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
        try:
            yield Progress("Learning ranges", 0, 0)
            maker = _Maker(manifest, original, pictures, Path(name), spare_bit=spare_bit)
            losses: dict[str, float] = {}
            for done, layer in enumerate(maker.layers):
                if cancel.cancelled:
                    return None
                yield Progress("Trying layers", done, len(maker.layers))
                losses[layer] = maker.loss(layer)
            kept = too_lossy(losses)
            network = _with_classifier(maker.made(kept), original, manifest)
        except ModelProblem:
            raise
        except Exception as error:  # onnx and onnxruntime raise bare and private types
            raise ModelProblem(f"The network {manifest.name} cannot be made int8: {error}") from error
    return Quantized(network, len(losses), len(kept))


def too_lossy(losses: Mapping[str, float], limit: float = LOSS) -> list[str]:
    """Return the fewest layers without which the others together lose no more than a limit, the worst first."""
    order = sorted(losses, key=lambda layer: -losses[layer])
    left = [float(np.sqrt(sum(losses[layer] ** 2 for layer in order[count:]))) for count in range(len(order) + 1)]
    return order[: next(count for count, loss in enumerate(left) if loss <= limit)]


class _Maker:
    """Makes int8 networks with one set of ranges, and tells what single layers lose."""

    def __init__(
        self, manifest: Manifest, original: bytes, pictures: Sequence[Rgb], folder: Path, *, spare_bit: bool
    ) -> None:
        self._manifest = manifest
        self._spare_bit = spare_bit
        self._plain = _plain(original, folder)
        self._after = _after(self._plain, list(manifest.outputs.values()))
        calibrator = create_calibrator(
            self._plain,
            augmented_model_path=str(folder / "augmented.onnx"),
            calibrate_method=CalibrationMethod.MinMax,
            extra_options={"symmetric": False},
        )
        calibrator.collect_data(_Reader(manifest, pictures))
        self._ranges = calibrator.compute_data()
        nodes = onnx.load(self._plain).graph.node
        self._nodes = [node.name for node in nodes if node.name not in self._after]
        self.layers = [node.name for node in nodes if node.name in self._nodes and node.op_type in WEIGHTY]
        self._tried = [self._planes(rgb) for rgb in pictures[:: max(1, len(pictures) // TRIED)][:TRIED]]
        self._truth = self._maps(self._plain.read_bytes())

    def made(self, kept: Sequence[str]) -> bytes:
        """Return the network in int8 but for some of its nodes."""
        quantizer = QDQQuantizer(
            onnx.load(self._plain),
            per_channel=True,
            reduce_range=self._spare_bit,
            weight_qType=QuantType.QInt8,
            activation_qType=QuantType.QUInt8,
            tensors_range=self._ranges,
            nodes_to_quantize=[],
            nodes_to_exclude=[*self._after, *kept],
            op_types_to_quantize=list(QDQRegistry),
            extra_options={},
        )
        quantizer.quantize_model()
        return bytes(quantizer.model.model.SerializeToString())

    def loss(self, layer: str) -> float:
        """Return how far the maps move, as a share of their length, when this layer alone is in whole numbers."""
        found = self._maps(self.made([node for node in self._nodes if node != layer]))
        moved = [np.linalg.norm(a - b) / np.linalg.norm(a) for a, b in zip(self._truth, found, strict=True)]
        return float(np.mean(moved))

    def _maps(self, network: bytes) -> list[NDArray[np.float32]]:
        """Return all maps of every photo that is tried, each layer's of length 1, in one row."""
        session: onnxruntime.InferenceSession = open_session(str(self._manifest.file), network, 1)
        outputs = list(self._manifest.outputs.values())
        seen = (session.run(outputs, given) for given in self._tried)
        return [np.concatenate([(maps / max(np.linalg.norm(maps), 1e-12)).ravel() for maps in all_]) for all_ in seen]

    def _planes(self, rgb: Rgb) -> dict[str, Any]:
        return {self._manifest.input: normalise(rgb, self._manifest.mean, self._manifest.std)}


class _Reader(CalibrationDataReader):  # type: ignore[misc]  # the base has no types
    """Hands one picture after the other to the calibration."""

    def __init__(self, manifest: Manifest, pictures: Sequence[Rgb]) -> None:
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
