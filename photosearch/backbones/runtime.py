"""How a network is run fastest on this machine: which of onnxruntime's execution providers, and its optimised graph.

Both are measured once, on request, and kept in the cache under the network's checksum, onnxruntime's version and the
processor, so that another machine or version measures anew. What is damaged or gone is never an error: the network is
run from its own file then.
"""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections.abc import Generator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import onnxruntime

from photosearch.backbones.manifest import Manifest
from photosearch.backbones.onnx_backbone import CPU, open_session, read_verified
from photosearch.backbones.preprocess import normalise
from photosearch.backbones.processor import described
from photosearch.backbones.trial import drawn
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress

PROVIDERS = (
    CPU,
    "OpenVINOExecutionProvider",
    "CUDAExecutionProvider",
    "CoreMLExecutionProvider",
    "DmlExecutionProvider",
)
"""Those that may be used, where their packages are installed. Of others, Azure's sends pictures elsewhere."""
SIZE = 320, 448
"""The picture that is looked at: a photo at its usual size."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Photos a second with one execution provider and one thread; `problem` says why it cannot be used, if so."""

    provider: str
    per_second: float
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What was found fastest. `graph` is the checksum of the optimised graph, None where there is none."""

    provider: str
    graph: str | None = None


def measure(
    manifest: Manifest, seconds: float, cancel: Cancel, providers: Sequence[str] | None = None
) -> Generator[Progress, None, list[Speed]]:
    """Look at a drawn picture with every provider that is installed, in turn, and return their speeds, best first.

    Raises
    ------
    ModelProblem
        The network has no file, or cannot be run at all.
    """
    model, sessions, speeds = _model(manifest), {}, []
    for provider in providers if providers is not None else installed():
        try:
            sessions[provider] = open_session(str(manifest.file), model, 1, provider)
        except ModelProblem as problem:
            speeds.append(Speed(provider, 0.0, str(problem)))
    planes = normalise(drawn(*SIZE), manifest.mean, manifest.std)
    outputs = list(manifest.outputs.values())
    taken: dict[str, list[float]] = {provider: [] for provider in sessions}
    for session in sessions.values():
        session.run(outputs, {manifest.input: planes})  # the first run pays for the start
    begun = time.perf_counter()
    while sessions and not cancel.cancelled and (left := seconds - (time.perf_counter() - begun)) > 0:
        for provider, session in sessions.items():
            started = time.perf_counter()
            session.run(outputs, {manifest.input: planes})
            taken[provider].append(time.perf_counter() - started)
        yield Progress("Measuring", round(seconds - left), round(seconds), remaining=left)
    for provider, times in taken.items():
        if times:
            speeds.append(Speed(provider, 1 / sorted(times)[len(times) // 2]))
    return sorted(speeds, key=lambda speed: -speed.per_second)


def remember(manifest: Manifest, provider: str, folder: Path) -> Choice:
    """Keep what was found fastest, and, for the processor, the network's optimised graph.

    Raises
    ------
    ModelProblem
        The cache cannot be written to.
    """
    name = _key(manifest.sha256)
    graph = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if provider == CPU:
            part = folder / f"{name}.onnx.part"
            open_session(str(manifest.file), _model(manifest), 1, provider, optimised=part)
            graph = hashlib.sha256(part.read_bytes()).hexdigest()
            part.replace(folder / f"{name}.onnx")
        part = folder / f"{name}.json.part"
        part.write_text(json.dumps(asdict(Choice(provider, graph))), encoding="utf-8")
        part.replace(folder / f"{name}.json")
    except OSError as error:
        raise ModelProblem(f"The cache {folder} cannot be written to: {error.strerror}.") from error
    return Choice(provider, graph)


def fastest_session(manifest: Manifest, model: bytes, threads: int, folder: Path) -> onnxruntime.InferenceSession:
    """Open a network as it was found fastest, and as ever where that was not measured, or fails.

    Raises
    ------
    ModelProblem
        The network cannot be run at all.
    """
    name, file = _key(manifest.sha256), str(manifest.file)
    try:
        choice = Choice(**json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        if choice.provider in installed():
            if choice.graph is None:
                return open_session(file, model, threads, choice.provider)
            graph = (folder / f"{name}.onnx").read_bytes()
            if hashlib.sha256(graph).hexdigest() == choice.graph:
                return open_session(file, graph, threads, choice.provider, ready=True)
    except (OSError, ValueError, TypeError, ModelProblem):
        pass  # never measured, damaged, or of another build: its own file will do
    return open_session(file, model, threads)


def installed() -> list[str]:
    """Return the execution providers that are here, of those that may be used."""
    here = onnxruntime.get_available_providers()
    return [provider for provider in PROVIDERS if provider in here]


def _model(manifest: Manifest) -> bytes:
    if manifest.file is None:
        raise ModelProblem(f"The network {manifest.name} has no file whose speed could be measured.")
    return read_verified(manifest.file, manifest.sha256, manifest.path)


def _key(sha256: str) -> str:
    machine = f"{onnxruntime.__version__} {platform.system()} {platform.processor()} {described()}"
    return f"{sha256[:16]}-{hashlib.sha256(machine.encode()).hexdigest()[:16]}"
