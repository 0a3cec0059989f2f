"""Networks that a person can have: built in, installed, or in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.backbones.catalogue import Entry, catalogue, find_entry
from photosearch.backbones.manifest import is_built_in, known_networks, load_manifest
from photosearch.errors import ModelProblem

BUILT_IN, INSTALLED, AVAILABLE = "built in", "installed", "available"


@dataclass(frozen=True, slots=True)
class Offer:
    """A network as a person is offered it.

    `state` is BUILT_IN, INSTALLED or AVAILABLE; `size` is that of its file in bytes, None where it is not known; `how`
    says how a person comes by it, "" where it is here; `problem` says why it cannot be used, None if it can; `quality`
    how well photos are found with it, "" where nobody has measured that.
    """

    name: str
    title: str
    licence: str
    source: str
    state: str
    size: int | None
    layers: Mapping[str, str]
    class_maps: bool
    preprocessing: str
    sha256: str | None
    how: str = ""
    address: str | None = None
    problem: str | None = None
    quality: str = ""


def offers() -> list[Offer]:
    """Return every network that is here or in the catalogue: those that are here first."""
    here = known_networks()
    found = [_here(name, path) for name, path in here.items()]
    return found + [_offer(entry) for entry in catalogue() if entry.name not in here]


def offer(name: str) -> Offer:
    """Return one network.

    Raises
    ------
    ModelProblem
        There is none of this name.
    """
    here = known_networks()
    return _here(name, here[name]) if name in here else _offer(find_entry(name))


def _here(name: str, path: Path) -> Offer:
    state = BUILT_IN if is_built_in(name) else INSTALLED
    try:
        manifest = load_manifest(path)
    except ModelProblem as problem:
        return Offer(name, name, "", "", state, None, {}, False, "", None, problem=str(problem))  # noqa: FBT003
    return Offer(
        name=name,
        title=manifest.title,
        licence=manifest.licence,
        source=manifest.source,
        state=state,
        size=None if manifest.file is None else manifest.file.stat().st_size,
        layers=manifest.outputs,
        class_maps=manifest.has_classifier,
        preprocessing=manifest.preprocessing,
        sha256=manifest.sha256,
        quality=manifest.quality,
    )


def _offer(entry: Entry) -> Offer:
    return Offer(
        name=entry.name,
        title=entry.title,
        licence=entry.licence,
        source=entry.source,
        state=AVAILABLE,
        size=entry.size,
        layers=entry.layers,
        class_maps=entry.classifier is not None,
        preprocessing=f"mean {entry.mean} std {entry.std}",
        sha256=entry.sha256,
        how=entry.how,
        address=entry.address,
        quality=entry.quality,
    )
