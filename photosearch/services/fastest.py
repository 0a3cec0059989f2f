"""Networks as they run fastest on this machine: measured on request, kept in the cache."""

from __future__ import annotations

import os
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

from photosearch.backbones.manifest import Manifest, find_manifest, load_manifest
from photosearch.backbones.processor import described
from photosearch.backbones.providers import CPU, PROVIDERS, installed, short
from photosearch.backbones.runtime import Record, Speed, fastest_session, measure, record, recorded
from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel, Progress
from photosearch.settings import cache_folder

SECONDS = 10.0

__all__ = [
    "CPU", "PROVIDERS", "SECONDS", "Record", "Speed", "choose", "described", "fastest", "keep_rate", "known",
    "measure_network", "runs_with", "short",
]  # fmt: skip


def _folder() -> Path:
    return cache_folder() / "networks"


def measure_network(
    reference: str, cancel: Cancel, seconds: float = SECONDS, wanted: str | None = None
) -> Generator[Progress, None, list[Speed]]:
    """Measure a network with every execution provider that is installed, and use the best from now on.

    Parameters
    ----------
    wanted
        Use this provider instead of the best, where it can be used.

    Returns
    -------
    list of Speed
        Best first; what was cancelled changes nothing.

    Raises
    ------
    ModelProblem
        There is no such network, none can run it, the wanted one cannot, or the cache cannot be written to.
    """
    manifest = load_manifest(find_manifest(reference))
    if wanted is not None and wanted not in installed():
        here = ", ".join(short(provider) for provider in installed())
        raise ModelProblem(f"{short(wanted)} is not installed here. There is {here}.")
    speeds = yield from measure(manifest, seconds, cancel, workers=os.cpu_count() or 1)
    if cancel.cancelled:
        return speeds
    if not speeds or speeds[0].problem is not None:
        raise ModelProblem(f"Nothing here can run the network {manifest.name}: {speeds[0].problem if speeds else ''}")
    chosen = next(speed for speed in speeds if wanted in (None, speed.provider))
    if chosen.problem is not None:
        raise ModelProblem(f"{short(chosen.provider)} cannot run the network {manifest.name}: {chosen.problem}")
    found = Record(chosen.provider, by_hand=wanted is not None, speeds=tuple(speeds), rate=known(manifest.sha256).rate)
    record(manifest.sha256, found, _folder())
    return speeds


def choose(reference: str, wanted: str | None) -> Record:
    """Let a network be run by one of the providers that were measured, None for the fastest, from its next start on.

    Raises
    ------
    ModelProblem
        There is no such network, it was not measured, or the provider cannot run it.
    """
    manifest = load_manifest(find_manifest(reference))
    found = known(manifest.sha256)
    able = [speed for speed in found.speeds if speed.problem is None and speed.provider in installed()]
    chosen = next((speed for speed in able if wanted in (None, speed.provider)), None)
    if chosen is None:
        what = "Nothing" if wanted is None else short(wanted)
        raise ModelProblem(f"{what} was measured with the network {manifest.name} here. Measure its speed first.")
    # How many photos a second are seen, all told, is another number with another provider.
    rate = found.rate if chosen.provider == found.provider else 0.0
    found = replace(found, provider=chosen.provider, by_hand=wanted is not None, note="", rate=rate)
    record(manifest.sha256, found, _folder())
    return found


def known(sha256: str) -> Record:
    """Return what was measured of a network on this machine, an empty record where nothing was."""
    return recorded(sha256, _folder())


def runs_with(found: Record) -> str:
    """Return the provider that runs a network here: the one chosen, and the processor where that is not installed."""
    return found.provider if found.provider in installed() else CPU


def keep_rate(sha256: str, rate: float) -> None:
    """Remember how many photos a second were looked at with a network, all told.

    Raises
    ------
    ModelProblem
        The cache cannot be written to.
    """
    record(sha256, replace(known(sha256), rate=rate), _folder())


def fastest(manifest: Manifest, model: bytes, threads: int) -> object:
    """Open a network as it was found fastest, as ever where that was not measured."""
    return fastest_session(manifest, model, threads, _folder(), os.cpu_count() or 1)
