"""Networks as they run fastest on this machine: measured on request, kept in the cache."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from photosearch.backbones.manifest import Manifest, find_manifest, load_manifest
from photosearch.backbones.processor import described
from photosearch.backbones.runtime import Speed, fastest_session, measure, remember
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from photosearch.settings import cache_folder

SECONDS = 10.0

__all__ = ["SECONDS", "Speed", "described", "fastest", "measure_network"]


def _folder() -> Path:
    return cache_folder() / "networks"


def measure_network(reference: str, cancel: Cancel, seconds: float = SECONDS) -> Generator[Progress, None, list[Speed]]:
    """Measure a network with every execution provider that is installed, and use the best from now on.

    Returns
    -------
    list of Speed
        Best first; what was cancelled changes nothing.

    Raises
    ------
    ModelProblem
        There is no such network, none can run it, or the cache cannot be written to.
    """
    manifest = load_manifest(find_manifest(reference))
    speeds = yield from measure(manifest, seconds, cancel)
    if cancel.cancelled:
        return speeds
    if not speeds or speeds[0].problem is not None:
        raise ModelProblem(f"Nothing here can run the network {manifest.name}: {speeds[0].problem if speeds else ''}")
    remember(manifest, speeds[0].provider, _folder())
    return speeds


def fastest(manifest: Manifest, model: bytes, threads: int) -> object:
    """Open a network as it was found fastest, as ever where that was not measured."""
    return fastest_session(manifest, model, threads, _folder())
