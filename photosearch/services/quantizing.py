"""A network in int8: made from the person's own photos, and compared with the old one on them before it is used."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.backbones.install import Facts, Files, changing, check_name, put
from photosearch.backbones.manifest import Manifest, find_manifest, load_manifest
from photosearch.backbones.manifest_text import Value
from photosearch.backbones.onnx_backbone import OnnxBackbone, open_backbone
from photosearch.backbones.preprocess import resample
from photosearch.backbones.processor import described, multiplies_int8
from photosearch.decode.read import read
from photosearch.encode.encoder import Encoder
from photosearch.errors import ModelProblem, UnreadablePhoto
from photosearch.files.walk import Listing, walk
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.library import Library
from photosearch.settings import model_home
from photosearch.types import InputPolicy, Picture

LEARNED, COMPARED = 100, 100
"""Photos that ranges are learned from, and others that both networks are compared on, at most."""
FEWEST = 24
"""Photos below which neither ranges nor rankings mean anything."""
TOP = 10
"""How many of the most alike photos are compared."""
ENDING = "-int8"


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """A network in int8 beside the one that it was made of, not installed yet.

    Of its `layers` with weights the `kept` most sensitive ones are as they were.
    `faster` is how many times as many photos a second it looks at, decoding left out: the median over `photos` photos
    that both looked at in turn; `low` and `high` are the quartiles. `agreement` is the share of the ten most alike
    photos by `descriptor` that both name, on average; `first` the share of photos whose most alike one is the same.
    """

    name: str
    network: bytes
    of: Manifest
    layers: int
    kept: int
    learned_from: int
    photos: int
    faster: float
    low: float
    high: float
    descriptor: str
    agreement: float
    first: float
    processor: str


def quantize_network(
    reference: str, photos: Path | Sequence[Path], cancel: Cancel, seed: int = 0
) -> Generator[Progress, None, Made | None]:
    """Make a network int8 and compare it with the one it was made of; None when cancelled.

    Parameters
    ----------
    photos : Path or sequence of Path
        Photos of the person's, or a folder that holds them at any depth; some are drawn by lot.

    Raises
    ------
    ModelProblem
        The network cannot be made int8, the package onnx is not installed, or there are too few photos.
    """
    try:
        from photosearch.backbones.quantize import quantize  # noqa: PLC0415  # it needs the package onnx
    except ImportError as error:
        raise ModelProblem("Making networks int8 needs the package onnx: pip install 'photosearch[models]'") from error
    manifest = load_manifest(find_manifest(reference))
    pictures = yield from _pictures(photos, cancel, seed)
    if pictures is None:
        return None
    half = min(LEARNED, len(pictures) // 2)
    seen = [resample(picture.rgb, InputPolicy()) for picture in pictures[:half]]
    whole = yield from quantize(manifest, seen, cancel, spare_bit=not multiplies_int8())
    if whole is None:
        return None
    with Library(model_home() / "no library", str(manifest.path)) as library:
        descriptor = library.default_descriptor
    old = open_backbone(manifest)
    new = OnnxBackbone(manifest, whole.network, 1)
    encoders = Encoder(old, InputPolicy(), [descriptor]), Encoder(new, InputPolicy(), [descriptor])
    result = yield from _compare(encoders, descriptor, pictures[half:], cancel)
    if result is None:
        return None
    ratios, overlap, first = result
    low, high = np.percentile(ratios, [25, 75])
    return Made(
        name=check_name(f"{manifest.name}{ENDING}"),
        network=whole.network,
        of=manifest,
        layers=whole.layers,
        kept=whole.kept,
        learned_from=half,
        photos=len(pictures) - half,
        faster=float(np.median(ratios)),
        low=float(low),
        high=float(high),
        descriptor=descriptor,
        agreement=overlap,
        first=first,
        processor=described(),
    )


def accept(made: Made) -> Manifest:
    """Install a network in int8, beside the one that it was made of.

    Raises
    ------
    ModelProblem
        It cannot be written.
    """
    old, home = made.of, model_home()
    linear = old.classifier
    facts: Facts = {
        "title": f"{old.title}, int8",
        "licence": old.licence,
        "quality": _measured(made),
        "source": f"{old.source}; made int8 with the ranges of {made.learned_from} photos",
        **({"descriptor": old.descriptor} if old.descriptor else {}),
        "input": {"name": old.input, "mean": list(old.mean), "std": list(old.std)},
        "layers": dict(old.outputs),
    }
    if linear is not None:
        entries: dict[str, Value] = {
            "logits": linear.logits,
            "weight": linear.weight,
            "bias": linear.bias,
            "centre": linear.centre,
        }
        facts = {**facts, "classifier": entries}
    names = linear.names.read_text(encoding="utf-8") if linear and linear.names else None
    with changing(home):
        return load_manifest(put(home, made.name, Files(made.network, names), facts, f"Made of sha256 {old.sha256}."))


def _measured(made: Made) -> str:
    return (
        f"Measured on {made.photos} photos with {made.processor}: {made.faster:.2f} times as fast as {made.of.title}; "
        f"of the {TOP} most alike photos by {made.descriptor}, {made.agreement:.0%} are the same."
    )


def agreement(old: NDArray[np.float32], new: NDArray[np.float32], top: int = TOP) -> tuple[float, float]:
    """Return the share of the most alike photos that two networks both name, and of photos with the same first.

    Parameters
    ----------
    old, new : ndarray of float32, (photos, dimensions)
        Vectors of the same photos; every photo is asked for among all others.
    """
    best = []
    for vectors in (old, new):
        rows = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        likeness = rows @ rows.T
        np.fill_diagonal(likeness, -np.inf)
        best.append(np.argsort(-likeness, axis=1, kind="stable")[:, : min(top, len(vectors) - 1)])
    shared = [len(np.intersect1d(a, b)) / len(a) for a, b in zip(*best, strict=True)]
    return float(np.mean(shared)), float(np.mean(best[0][:, 0] == best[1][:, 0]))


def _compare(
    encoders: tuple[Encoder, Encoder], descriptor: str, pictures: Sequence[Picture], cancel: Cancel
) -> Generator[Progress, None, tuple[list[float], float, float] | None]:
    """Let both look at every photo in turn, so that what else the machine does slows both alike."""
    vectors: tuple[list[NDArray[np.float32]], list[NDArray[np.float32]]] = ([], [])
    ratios = []
    pace = Pace("Comparing", total=len(pictures))
    for encoder in encoders:
        encoder.encode(pictures[0])  # the first look pays for the start
    for number, picture in enumerate(pictures):
        if cancel.cancelled:
            return None
        taken = [0.0, 0.0]
        for side in (0, 1) if number % 2 else (1, 0):
            started = time.perf_counter()
            vectors[side].append(encoders[side].encode(picture).vectors[descriptor])
            taken[side] = time.perf_counter() - started
        ratios.append(taken[0] / taken[1])
        pace.step()
        if pace.due():
            yield pace.report()
    return ratios, *agreement(np.stack(vectors[0]), np.stack(vectors[1]))


def _paths(folder: Path) -> list[Path]:
    root = folder.resolve()
    if not root.is_dir():
        raise ModelProblem(f"{folder} is no folder. Name one that holds photos of yours.")
    listings = [each for each in walk(root) if isinstance(each, Listing)]
    return [root / os.fsdecode(found.relative) for each in listings for found in each.found()]


def _pictures(
    photos: Path | Sequence[Path], cancel: Cancel, seed: int
) -> Generator[Progress, None, list[Picture] | None]:
    """Return pictures of photos, drawn by lot; None when cancelled."""
    paths = sorted(_paths(photos) if isinstance(photos, Path) else photos)
    random.Random(seed).shuffle(paths)  # noqa: S311  # a lot, not a secret
    pictures: list[Picture] = []
    pace = Pace("Reading photos", total=min(len(paths), LEARNED + COMPARED))
    for path in paths:
        if cancel.cancelled:
            return None
        if len(pictures) == LEARNED + COMPARED:
            break
        try:
            pictures.append(read(path, InputPolicy().short_side))
        except UnreadablePhoto:
            continue
        pace.step()
        if pace.due():
            yield pace.report()
    if len(pictures) < FEWEST:
        where = f"{photos} holds" if isinstance(photos, Path) else "There are"
        raise ModelProblem(f"{where} {len(pictures)} photos, and at least {FEWEST} are needed.")
    return pictures
