"""A network in an ONNX file, run by onnxruntime."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.backbones.fake import FakeBackbone
from photosearch.backbones.initializers import initializer
from photosearch.backbones.manifest import ClassifierEntry, Manifest
from photosearch.backbones.preprocess import normalise
from photosearch.backbones.providers import CPU, ONE_AT_A_TIME, options
from photosearch.errors import ModelProblem, ProgramError
from photosearch.types import Activations, Backbone, Classifier, Rgb, Vector

if TYPE_CHECKING:
    import onnxruntime

OpenSession: TypeAlias = "Callable[[Manifest, bytes, int], onnxruntime.InferenceSession]"
"""Opens the network of a manifest, given its bytes, with so many threads."""


def open_backbone(manifest: Manifest, threads: int = 1, opener: OpenSession | None = None) -> Backbone:
    """Load the network of a manifest.

    Parameters
    ----------
    threads
        How many threads one forward pass may use. 1 is best for throughput when several workers share the session.
    opener
        How its session is opened, by default by the processor from its own file.

    Raises
    ------
    ModelProblem
        The file cannot be read, is not the one that the manifest describes, or lacks a layer that it names.
    """
    if manifest.file is None:
        return FakeBackbone(manifest.name)
    return OnnxBackbone(manifest, read_verified(manifest.file, manifest.sha256, manifest.path), threads, opener)


class OnnxBackbone:
    """One session, shared by all threads."""

    def __init__(self, manifest: Manifest, model: bytes, threads: int, opener: OpenSession | None = None) -> None:
        self._manifest = manifest
        file = str(manifest.file)
        self._session = opener(manifest, model, threads) if opener else open_session(file, model, threads)
        entry = manifest.classifier
        self._outputs = [*manifest.outputs.values(), *([entry.logits] if entry else [])]
        check_names(self._session, file, manifest.path, manifest.input, self._outputs)
        alone = self._session.get_providers()[0] in ONE_AT_A_TIME
        self._turn: AbstractContextManager[object] = threading.Lock() if alone else nullcontext()
        self._classifier = _classifier(entry, model) if entry else None

    @property
    def name(self) -> str:
        """The manifest's name."""
        return self._manifest.name

    @property
    def sha256(self) -> str:
        """The checksum of the network file."""
        return self._manifest.sha256

    @property
    def outputs(self) -> Mapping[str, str]:
        """The name of the output for every role."""
        return self._manifest.outputs

    @property
    def preprocessing(self) -> str:
        """Mean and standard deviation of the input."""
        return self._manifest.preprocessing

    @property
    def classifier(self) -> Classifier | None:
        """Its linear classifier, None where it has none."""
        return self._classifier

    def run(self, rgb: Rgb) -> Activations:
        """Run the network over a picture, (height, width, 3), as it is.

        Raises
        ------
        ProgramError
            The runtime refuses it.
        """
        planes = normalise(rgb, self._manifest.mean, self._manifest.std)
        try:
            with self._turn:
                results = self._session.run(self._outputs, {self._manifest.input: planes})
        except Exception as error:  # onnxruntime raises bare and private types
            raise ProgramError(
                f"The network {self.name} failed on {rgb.shape[0]} x {rgb.shape[1]} pixels: {error}"
            ) from error
        maps = dict(zip(self.outputs, (result[0] for result in results), strict=False))
        return Activations(maps, _pooled(results[-1][0]) if self._manifest.classifier else None)


def _pooled(logits: NDArray[np.float32]) -> Vector:
    """Return logits (classes,), averaged over positions where the network leaves them as maps."""
    return logits.reshape(len(logits), -1).mean(axis=1) if logits.ndim > 1 else logits


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelProblem(f"The network file {path} cannot be read: {error.strerror}.") from error


def read_verified(file: Path, sha256: str, manifest: Path) -> bytes:
    """Return a network file's bytes. What is checked is what is loaded: they are read once.

    Raises
    ------
    ModelProblem
        The file cannot be read, or its checksum is not the manifest's.
    """
    model = _read(file)
    found = hashlib.sha256(model).hexdigest()
    if found != sha256:
        raise ModelProblem(
            f"The network file {file} is not the one that {manifest} describes (its sha256 is {found}, not {sha256}). "
            "It is damaged or another version: fetch it again."
        )
    return model


def open_session(
    file: str,
    model: bytes,
    threads: int,
    provider: str = CPU,
    *,
    workers: int = 1,
) -> onnxruntime.InferenceSession:
    """Load a network that lies whole in these bytes; `file` is where they come from.

    Parameters
    ----------
    provider
        The execution provider that is asked first; what it cannot do is done by the processor.
    workers
        How many photos such a provider will be given at a time.

    Raises
    ------
    ModelProblem
        They are no network, or some of its weights lie in another file, which no checksum covers.
    """
    import onnxruntime  # noqa: PLC0415  # a slow import, when there is a network to run

    settings = onnxruntime.SessionOptions()
    settings.intra_op_num_threads = threads
    settings.inter_op_num_threads = 1
    # Photos come in many shapes; a pattern or an arena for each would only grow (onnxruntime issues 5796, 11118).
    settings.enable_mem_pattern = False
    settings.enable_cpu_mem_arena = False
    # A spinning worker takes time from the window and from its neighbours.
    settings.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Weights outside the file would be taken, unchecked, from the working directory. A file as their folder holds none.
    settings.add_session_config_entry("session.model_external_initializers_file_folder_path", file)
    settings.log_severity_level = 3
    try:
        if provider == CPU:
            return onnxruntime.InferenceSession(model, settings, providers=[CPU])
        told = [(provider, dict(options(provider, workers))), (CPU, {})]
        return onnxruntime.InferenceSession(model, settings, providers=told)
    except Exception as error:  # onnxruntime raises bare and private types
        raise ModelProblem(f"The network file {file} cannot be run: {error}") from error


def check_names(
    session: onnxruntime.InferenceSession, file: str, manifest: Path, input_name: str, outputs: Sequence[str]
) -> None:
    """Check that a network has the input and the outputs that its manifest names.

    Raises
    ------
    ModelProblem
        It lacks one.
    """
    given = {output.name for output in session.get_outputs()}
    missing = [name for name in outputs if name not in given]
    if missing:
        raise ModelProblem(
            f"The network {file} has no output {', '.join(missing)}, which {manifest} names; "
            f"it has {', '.join(sorted(given))}."
        )
    if input_name not in {given.name for given in session.get_inputs()}:
        raise ModelProblem(f"The network {file} has no input {input_name}, which {manifest} names.")


def _classifier(entry: ClassifierEntry, model: bytes) -> Classifier:
    weights, bias = initializer(model, entry.weight), initializer(model, entry.bias)
    weights = weights.reshape(len(weights), -1)
    count = len(weights)
    if bias.shape != (count,):
        raise ModelProblem(f"The classifier {entry.weight} has {count} classes, and its bias {entry.bias} {bias.size}.")
    if entry.names is None:
        names = tuple(f"class {number}" for number in range(count))
    else:
        names = tuple(_read(entry.names).decode("utf-8", "replace").splitlines())
    if len(names) != count:
        raise ModelProblem(f"{entry.names} holds {len(names)} names for {count} classes; one is needed on every line.")
    if entry.centre:
        weights, bias = weights - weights.mean(axis=0), bias - bias.mean()
    return Classifier(weights, bias, names)
