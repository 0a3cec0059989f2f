"""Exports torchvision's networks and DINOv2 to ONNX, where torch is installed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.manifest_text import Value, manifest_text
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.backbones.trial import drawn
from photosearch.decode.read import read
from photosearch.errors import ModelProblem, PersonError
from photosearch.services.train import require
from photosearch.settings import data_folder
from photosearch.types import DEEP, SECOND, InputPolicy

if TYPE_CHECKING:  # the application runs without torch
    from photosearch.train.export_torchvision import Exported

NEEDED = ("torch", "torchvision", "onnx", "safetensors")
IMAGENET_CLASSES = 1000
_ELSEWHERE: Mapping[str, str] = {
    "squeezenet1.1": "SqueezeNet is not exported. See: photosearch models info squeezenet1.1",
}


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: see the options of `photosearch export`."""

    name: str
    out: Path
    weights: Path | None = None
    download: bool = False
    random: bool = False
    photo: Path | None = None
    classes: Path | None = None
    licence: str = "unknown"
    full: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    `parity` and `rounding` are the largest differences by output, as shares of its strongest value: of the file from
    torch with the same weights, and of these from the weights before they were rounded to float16. `notes` are
    sentences.
    """

    manifest: Path
    file: Path
    sha256: str
    size: int
    parity: Mapping[str, float]
    rounding: Mapping[str, float] | None
    notes: list[str]


def export(order: Order) -> Done:
    """Export a network and check that the file does what torch does; the files are only written if it does.

    Raises
    ------
    PersonError
        What the export needs is not installed; no weights are named, or they cannot be used; the check failed; the
        folder cannot be written to.
    """
    chosen = [bool(order.weights), order.download, order.random]
    if sum(chosen) != 1:
        raise PersonError(
            "Say where the weights come from: --weights FILE, --download for torchvision's own from the internet, or "
            "--random for random ones, which find nothing and are only good for trying."
        )
    require("Exporting", NEEDED)
    try:
        from photosearch.train import export_dinov2  # noqa: PLC0415  # it needs torch
        from photosearch.train.export_torchvision import Origin  # noqa: PLC0415
        from photosearch.train.export_torchvision import export as run  # noqa: PLC0415
        from photosearch.train.torchvision_networks import NETWORKS  # noqa: PLC0415
    except (ImportError, RuntimeError, OSError) as error:
        raise PersonError(
            f"torch and torchvision are installed, but do not belong together: {error}. Install both anew, in one "
            "step: pip install 'photosearch[train]'"
        ) from error
    name = _known(order.name, [*NETWORKS, export_dinov2.NAME])
    short_side = InputPolicy().short_side
    photo = read(order.photo, short_side).rgb if order.photo else drawn(short_side, short_side * 4 // 3)
    names = _names(order.classes) if order.classes else None
    weights = order.weights or (Origin.ZOO if order.download else Origin.RANDOM)
    half = not order.full
    if name == export_dinov2.NAME:
        found = export_dinov2.export(weights, photo, half=half)
    else:
        found = run(name, weights, photo, half=half)
    notes, listed = _labels(order, found, names)
    return _write(order, name, found, notes, listed)


def _known(asked: str, names: list[str]) -> str:
    """Return the name of a network that can be exported, however its words are joined."""
    for name in names:
        if name.replace("-", "_") == asked.lower().replace("-", "_"):
            return name
    raise ModelProblem(_ELSEWHERE.get(asked, f"No network {asked} can be exported. There are {', '.join(names)}."))


def _names(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelProblem(f"The class names in {path} cannot be read: {error}.") from error


def _labels(order: Order, found: Exported, names: list[str] | None) -> tuple[list[str], list[str] | None]:
    """Return sentences on the classes and their names, None where there are none."""
    if found.classes is None:
        if names is not None:
            raise ModelProblem(f"{order.name} has no classes that could be named.")
        return ["It has no classes: there are no class maps."], None
    if names is not None:
        if len(names) != found.classes:
            raise ModelProblem(f"{order.classes} holds {len(names)} names for {found.classes} classes.")
        return [f"Its {found.classes:,} classes are named by {order.classes}."], names
    if order.random or found.classes != IMAGENET_CLASSES:
        return [f"Its {found.classes:,} classes have no names. Name them with --classes FILE."], None
    # The package's list begins with a class of its own, the background, which torchvision's networks do not know.
    imagenet = _names(data_folder("models") / "imagenet-classes.txt")[1:]
    return ["Its 1,000 classes are taken for ImageNet's. If they are others, name them with --classes FILE."], imagenet


def _write(order: Order, name: str, found: Exported, notes: list[str], names: list[str] | None) -> Done:
    """Write the files, the manifest last, and open them as the application would."""
    file, manifest, listed = (order.out / f"{name}{end}" for end in (".onnx", ".toml", "-classes.txt"))
    digest = hashlib.sha256(found.model).hexdigest()
    text = manifest_text(_facts(order, name, found, digest, listed.name if names else None), found.network.comment)
    try:
        order.out.mkdir(parents=True, exist_ok=True)
        _replace(file, found.model)
        _replace(file.with_name(f"{file.name}.sha256"), f"{digest}  {file.name}\n".encode())
        if names:
            _replace(listed, "".join(f"{line}\n" for line in names).encode())
        _replace(manifest, text.encode())
    except OSError as error:
        raise PersonError(f"{order.out} cannot be written to: {error.strerror}.") from error
    open_backbone(load_manifest(manifest))
    return Done(manifest, file, digest, len(found.model), found.parity, found.rounding, notes)


def _facts(
    order: Order, name: str, found: Exported, digest: str, names: str | None
) -> dict[str, Value | Mapping[str, Value]]:
    from photosearch.train.onnx_graph import BIAS, INPUT, LOGITS, WEIGHT  # noqa: PLC0415  # it needs onnx

    network = found.network
    licence = "BSD-3-Clause (torchvision; learned from ImageNet, which has terms of its own)"
    facts: dict[str, Value | Mapping[str, Value]] = {
        "name": name,
        "title": network.title + (" with random weights" if order.random else ""),
        "licence": licence if order.download else order.licence,
        "source": f"{found.source}; exported by photosearch",
        "file": {"name": f"{name}.onnx", "sha256": digest},
        "input": {"name": INPUT, "mean": network.mean, "std": network.std},
        "layers": {role: role for role in (DEEP, SECOND) if role in found.outputs},
    }
    if found.classes is not None:
        named: Mapping[str, Value] = {"names": names} if names else {}
        facts["classifier"] = {"logits": LOGITS, "weight": WEIGHT, "bias": BIAS, **named}
    return facts


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.replace(path)
