"""How much of the processors' time indexing turns into decoded and encoded photos."""

import os
import tempfile
from pathlib import Path

from PIL import Image

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.decode.read import read
from photosearch.encode.observe import observe
from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.types import InputPolicy
from tests.benchmarks.setting import finish, photos, row, seconds


def main() -> None:
    """Compare the rate of `add` with what all processors could decode and run through the network, nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        for name, sources in (("500 px", photos("labelled/birds")), ("12 megapixels", _large())):
            _compare(name, sources, Path(folder) / name)


def _large() -> list[Path]:
    """Return phone photos of 8 to 20 megapixels, each several times."""
    found = [path for path in photos("personal") if path.suffix.lower() in (".jpg", ".jpeg")]
    large = [path for path in found if 8e6 <= _pixels(path) <= 20e6]
    return (large * 8)[:120]


def _pixels(path: Path) -> int:
    with Image.open(path) as image:
        return image.width * image.height


def _compare(name: str, sources: list[Path], folder: Path) -> None:
    roots = [folder / f"root{number}" for number in range(3)]
    for root in roots:
        root.mkdir(parents=True)
        for number, source in enumerate(sources):
            (root / f"{number}{source.suffix}").symlink_to(source)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    backbone, policy = open_backbone(load_manifest(find_manifest("builtin"))), InputPolicy()

    def bare() -> None:
        for source in sources:
            picture = read(source, policy.short_side)
            observe(picture.rgb, backbone, policy, full_size=(picture.metadata.height, picture.metadata.width))

    ratios, rates = [], []
    with Library(folder / "library") as library:
        library.backbone  # noqa: B018  # loaded outside the clock, as it is for the other side
        for root in roots:
            core = seconds(bare) / len(sources)
            took = seconds(lambda: finish(add(library, [root], Cancel())))  # noqa: B023
            rates.append(len(sources) / took)
            ratios.append(rates[-1] * core / cores)
    middle = sorted(ratios)[1]
    row(
        f"ingest: {name}, of {cores} cores' worth",
        f"{middle:.2f}",
        f"{sorted(rates)[1]:.1f} photos/s; rounds {' '.join(f'{ratio:.2f}' for ratio in ratios)}",
    )
