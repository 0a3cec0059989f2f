"""How a network is run fastest on this machine: by which of onnxruntime's execution providers.

That is measured once, on request, and kept in the cache under the network's checksum, onnxruntime's version and the
processor, so that another machine or version measures anew. What is damaged or gone is never an error: the network is
run by the processor then, and the record says why. onnxruntime's optimised graph is not kept: opening a network from
one was measured, and saved next to nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import math
import platform
import time
from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.backbones.manifest import Manifest
from photosearch.backbones.onnx_backbone import open_session, read_verified
from photosearch.backbones.preprocess import normalise
from photosearch.backbones.processor import described
from photosearch.backbones.providers import CPU, LIMIT, apart, installed, run_all, short, started
from photosearch.backbones.trial import drawn
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress

if TYPE_CHECKING:
    import onnxruntime

log = logging.getLogger(__name__)

SIZES = ((320, 448), (448, 320), (320, 320), (320, 512))
"""The pictures that are looked at: photos in their usual shapes, as some providers prepare for every shape anew."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Photos a second with one execution provider; `problem` says why it cannot be used, if so.

    `apart` is how far its maps are from the processor's, see `providers.apart`.
    """

    provider: str
    per_second: float
    problem: str | None = None
    apart: float = 0.0


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a network on this machine.

    `provider` is what runs it, "" where that was never measured, and `by_hand` whether a person chose it. `note` says
    why another provider than the one chosen runs it, "" where it does. `rate` is how many photos a second were looked
    at, decoding and descriptors included, 0 where that was never measured.
    """

    provider: str = ""
    by_hand: bool = False
    speeds: tuple[Speed, ...] = ()
    note: str = ""
    rate: float = 0.0


def measure(
    manifest: Manifest, seconds: float, cancel: Cancel, providers: Sequence[str] | None = None, workers: int = 1
) -> Generator[Progress, None, list[Speed]]:
    """Look at drawn pictures with every provider that is installed, in turn, and return their speeds, best first.

    Those that fail, or whose maps are not the processor's, come last with their problem.

    Parameters
    ----------
    workers
        How many pictures are looked at at a time.

    Raises
    ------
    ModelProblem
        The network has no file, or the processor cannot run it.
    """
    model, sessions, speeds = _model(manifest), {}, list[Speed]()
    outputs = [*manifest.outputs.values(), *([manifest.classifier.logits] if manifest.classifier else [])]
    pictures = [{manifest.input: normalise(drawn(*size), manifest.mean, manifest.std)} for size in SIZES]
    with ThreadPoolExecutor(workers, thread_name_prefix="measure") as pool:
        yield Progress("Measuring", 0, round(seconds))
        truth = run_all(open_session(str(manifest.file), model, 1), CPU, outputs, pictures, pool)
        distance = dict[str, float]()
        for provider in providers if providers is not None else installed():
            try:
                session = open_session(str(manifest.file), model, 1, provider, workers=workers)
                started(session, provider)
                distance[provider] = apart(truth, run_all(session, provider, outputs, pictures, pool))
                if distance[provider] > LIMIT:
                    share = f"by {distance[provider]:.1%} of the strongest value, where {LIMIT:.1%} is allowed"
                    how = share if math.isfinite(distance[provider]) else "in size, or are not finite numbers"
                    raise ModelProblem(f"Its maps differ from the processor's {how}: photos would be found otherwise.")
                sessions[provider] = session
            except ModelProblem as problem:
                speeds.append(Speed(provider, 0.0, str(problem), distance.get(provider, 0.0)))
        taken: dict[str, list[float]] = {provider: [] for provider in sessions}
        batch = pictures * workers
        begun = time.perf_counter()
        while sessions and not cancel.cancelled and (left := seconds - (time.perf_counter() - begun)) > 0:
            for provider, session in sessions.items():
                at = time.perf_counter()
                run_all(session, provider, outputs, batch, pool)
                taken[provider].append(time.perf_counter() - at)
            yield Progress("Measuring", round(seconds - left), round(seconds), remaining=left)
    for provider, times in taken.items():
        if times:
            middle = sorted(times)[len(times) // 2]
            speeds.append(Speed(provider, len(batch) / middle, apart=distance[provider]))
    return sorted(speeds, key=lambda speed: -speed.per_second)


def recorded(sha256: str, folder: Path) -> Record:
    """Return what is known of a network on this machine; what is damaged is as if it had never been measured."""
    try:
        found = json.loads((folder / f"{_key(sha256)}.json").read_text(encoding="utf-8"))
        speeds = tuple(Speed(**speed) for speed in found.pop("speeds", ()))
        return Record(**found, speeds=speeds)
    except (OSError, ValueError, TypeError, AttributeError):
        return Record()


def record(sha256: str, found: Record, folder: Path) -> None:
    """Keep what is known of a network.

    Raises
    ------
    ModelProblem
        The cache cannot be written to.
    """
    name = _key(sha256)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{name}.json.part"
        part.write_text(json.dumps(asdict(found)), encoding="utf-8")
        part.replace(folder / f"{name}.json")
    except OSError as error:
        raise ModelProblem(f"The cache {folder} cannot be written to: {error.strerror}.") from error


def fastest_session(
    manifest: Manifest, model: bytes, threads: int, folder: Path, workers: int = 1
) -> onnxruntime.InferenceSession:
    """Open a network as it was found fastest, and as ever where that was not measured, or fails.

    A provider that fails is not tried again before the next measurement: the record then says why.

    Raises
    ------
    ModelProblem
        The network cannot be run at all.
    """
    file, known = str(manifest.file), recorded(manifest.sha256, folder)
    if known.provider != CPU and known.provider in installed():
        try:
            session = open_session(file, model, threads, known.provider, workers=workers)
            started(session, known.provider)
            picture = {manifest.input: normalise(drawn(*SIZES[0]), manifest.mean, manifest.std)}
            with ThreadPoolExecutor(1) as pool:
                run_all(session, known.provider, list(manifest.outputs.values()), [picture], pool)
        except ModelProblem as problem:
            _give_up(manifest, known, str(problem), folder)
        else:
            return session
    return open_session(file, model, threads)


def _give_up(manifest: Manifest, known: Record, problem: str, folder: Path) -> None:
    """Keep, and say, that a provider has failed and the processor runs the network."""
    note = f"{short(known.provider)} was chosen and has failed, so that the processor runs it: {problem}"
    log.warning("%s: %s", manifest.title, note)
    with contextlib.suppress(ModelProblem):  # where it cannot be kept, it is tried again next time
        record(manifest.sha256, replace(known, provider=CPU, note=note), folder)


def _model(manifest: Manifest) -> bytes:
    if manifest.file is None:
        raise ModelProblem(f"The network {manifest.name} has no file whose speed could be measured.")
    return read_verified(manifest.file, manifest.sha256, manifest.path)


def _key(sha256: str) -> str:
    import onnxruntime  # noqa: PLC0415  # a slow import, when there is a network to run

    machine = f"{onnxruntime.__version__} {platform.system()} {platform.processor()} {described()}"
    return f"{sha256[:16]}-{hashlib.sha256(machine.encode()).hexdigest()[:16]}"
