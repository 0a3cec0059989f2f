"""How well each descriptor finds photos of the same bird, pet or CD cover: the table that the default is chosen by."""

import csv
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.descriptors.table import one_pass
from photosearch.encode.encoder import Encoder
from photosearch.types import Backbone, Box, InputPolicy
from tests.benchmarks.setting import SHARED, row

SETS = ("birds", "pets", "cd_covers")
MANIFESTS = Path(__file__).parents[1] / "fixtures" / "models"


@dataclass(frozen=True)
class Encoded:
    """A labelled set as one network sees it: vectors (n, dimensions) by descriptor, and boxes."""

    labels: NDArray[np.str_]
    vectors: Mapping[str, NDArray[np.float32]]
    boxes: list[Box | None]
    truth: list[Box | None]


@dataclass(frozen=True)
class Labelled:
    """A photo of a labelled set."""

    path: Path
    label: str
    box: Box | None


def labelled(shared: Path, name: str) -> list[Labelled]:
    """Return the photos of a labelled set."""
    with (shared / "data" / "labelled.csv").open(newline="") as file:
        rows = [line for line in csv.DictReader(file) if line["set"] == name]
    return [
        Labelled(shared / "data" / line["path"], line["label"], _box(line["box_top_left_bottom_right"]))
        for line in rows
    ]


def encode(shared: Path, name: str, backbone: Backbone) -> Encoded:
    """Encode every photo of a labelled set with every one-pass descriptor."""
    photos = labelled(shared, name)
    ids = one_pass(list(backbone.outputs), backbone.classifier is not None)
    encoder = Encoder(backbone, InputPolicy(), ids)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda photo: encoder.encode_file(photo.path)[1], photos))
    return Encoded(
        np.array([photo.label for photo in photos]),
        {descriptor: np.stack([encoding.vectors[descriptor] for encoding in found]) for descriptor in ids},
        [encoding.box for encoding in found],
        [photo.box for photo in photos],
    )


def leave_one_out(vectors: NDArray[np.float32], labels: NDArray[np.str_]) -> tuple[float, float]:
    """Return top-1 accuracy and mean average precision over full rankings, each photo asked against all others."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    scores = unit @ unit.T
    np.fill_diagonal(scores, -np.inf)
    first, precision = [], []
    for number, label in enumerate(labels):
        right = (labels == label)[np.argsort(-scores[number], kind="stable")[:-1]]
        first.append(right[0])
        ranks = np.flatnonzero(right) + 1
        if len(ranks):
            precision.append(np.mean(np.arange(1, len(ranks) + 1) / ranks))
    return float(np.mean(first)), float(np.mean(precision))


def localisation(encoded: Encoded) -> float | None:
    """Return the share of photos whose box overlaps the true one by more than half (PCP); None without true boxes."""
    pairs = [(box, truth) for box, truth in zip(encoded.boxes, encoded.truth, strict=True) if truth is not None]
    return float(np.mean([box is not None and box.iou(truth) > 0.5 for box, truth in pairs])) if pairs else None


def main() -> None:
    """Print top-1 and mean average precision of every descriptor on every set, leave-one-out, raw vectors."""
    for reference in ("builtin", str(MANIFESTS / "mobilenetv2.toml"), str(MANIFESTS / "squeezenet1.1.toml")):
        backbone = open_backbone(load_manifest(find_manifest(reference)))
        sets = {name: encode(SHARED, name, backbone) for name in SETS}
        for descriptor in sets["birds"].vectors:
            cells = [leave_one_out(encoded.vectors[descriptor], encoded.labels) for encoded in sets.values()]
            mean = np.mean([precision for _, precision in cells])
            detail = "  ".join(f"{name} {top:.3f} / {ap:.3f}" for name, (top, ap) in zip(SETS, cells, strict=True))
            row(f"{backbone.name}: {descriptor}, mean average precision", f"{mean:.3f}", f"top-1 / mAP: {detail}")
        found = "  ".join(f"{name} {share:.3f}" for name in SETS if (share := localisation(sets[name])) is not None)
        row(f"{backbone.name}: boxes of the largest component, PCP", "", found)


def _box(text: str) -> Box | None:
    return Box(*(int(part) for part in text.split())) if text else None
