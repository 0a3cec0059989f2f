"""The built-in network beside its teacher and the network that it grew from: the table in `models/builtin.md`.

All look at photos of `labelled`, which none has learned from, at a short side of 320; scores are leave-one-out.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.descriptors.selection import component_box, main_object
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.encode.observe import observe
from photosearch.types import DEEP, Backbone, InputPolicy
from tests.benchmarks.retrieval import MANIFESTS, SETS, Encoded, labelled, leave_one_out, localisation
from tests.benchmarks.setting import SHARED, paired, row

DESCRIBED = ("scda", "crow", "avg", "max")
POLICY = InputPolicy()


@dataclass(frozen=True)
class Seen(Encoded):
    """A labelled set as one network sees it, with the class that it finds most likely in every photo."""

    classes: NDArray[np.int64]


def see(shared: Path, name: str, backbone: Backbone, described: Sequence[str] = DESCRIBED) -> Seen:
    """Look at every photo of a labelled set."""
    photos = labelled(shared, name)

    def look(path: Path) -> tuple[list[NDArray[np.float32]], tuple[int, int], NDArray[np.bool_], int]:
        rgb = read(path).rgb
        seen = observe(rgb, backbone, POLICY)
        vectors = [DESCRIPTORS[each].compute(seen) for each in described]
        best = -1 if seen.logits is None else int(seen.logits.argmax())
        return vectors, rgb.shape[:2], main_object(seen.maps[DEEP]), best

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(look, [photo.path for photo in photos]))
    boxes = [(component_box(component), component.shape, size) for _, size, component, _ in found]
    return Seen(
        np.array([photo.label for photo in photos]),
        {each: np.stack([vectors[n] for vectors, *_ in found]) for n, each in enumerate(described)},
        [None if cells is None else cells.scaled(grid, size) for cells, grid, size in boxes],
        [photo.box for photo in photos],
        np.array([best for *_, best in found]),
    )


def main() -> None:
    """Print scores, boxes, agreement of the likeliest class, and what each network costs."""
    os.environ.setdefault("PHOTOSEARCH_MODEL_DIR", str(SHARED / "models"))
    references = {"built-in": "builtin", "pilot": "pilot", "teacher": str(MANIFESTS / "mobilenetv2.toml")}
    networks = {name: open_backbone(load_manifest(find_manifest(reference))) for name, reference in references.items()}
    found = {name: {each: see(SHARED, each, network) for each in SETS} for name, network in networks.items()}
    for name, sets in found.items():
        for descriptor in DESCRIBED:
            cells = [leave_one_out(seen.vectors[descriptor], seen.labels) for seen in sets.values()]
            detail = "  ".join(f"{each} {top:.3f} / {ap:.3f}" for each, (top, ap) in zip(SETS, cells, strict=True))
            row(f"{name}: {descriptor}, mean average precision", f"{np.mean([ap for _, ap in cells]):.3f}", detail)
        boxes = {each: share for each, seen in sets.items() if (share := localisation(seen)) is not None}
        row(f"{name}: boxes, PCP", "", "  ".join(f"{each} {share:.3f}" for each, share in boxes.items()))
        if name != "teacher":
            alike = np.concatenate([seen.classes == found["teacher"][each].classes for each, seen in sets.items()])
            row(f"{name}: likeliest class is the teacher's", f"{alike.mean():.3f}", f"{len(alike)} photos")
    picture = np.random.default_rng(0).integers(0, 255, (320, 416, 3), np.uint8)
    for name in ("built-in", "pilot"):
        mine, theirs = paired(lambda n=name: networks[n].run(picture), lambda: networks["teacher"].run(picture), 40)
        ratio = f"{mine / theirs:.2f}"
        row(f"{name}: forward pass / the teacher's", ratio, f"{mine * 1e3:.1f} and {theirs * 1e3:.1f} ms, one thread")
