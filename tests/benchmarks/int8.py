"""Networks in int8, through the whole application: install, add, quantize and evaluate, before and after in one table.

Every step is the command that a person gives. Ranges are learned from photos of the pool, which holds none of the
labelled ones. Speeds are of whole looks at photos (network and descriptor, decoding left out) by both networks in turn.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from photosearch.backbones.manifest import find_manifest, load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.backbones.processor import described
from photosearch.decode.read import read
from photosearch.encode.encoder import Encoder
from photosearch.types import InputPolicy
from tests.benchmarks.methods import labelled
from tests.benchmarks.retrieval import MANIFESTS, SETS
from tests.benchmarks.setting import SHARED, photos

LOOKS = 60
"""Photos that both networks look at in turn."""
BROUGHT = ("mobilenetv2", "squeezenet1.1")


def command(*words: object) -> dict[str, Any]:
    """Run the application and return what it answers; the program ends where it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "photosearch", *map(str, words)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"photosearch {' '.join(map(str, words))}: {done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout) if "--json" in words else {}
    return answer


def install(name: str, folder: Path) -> str:
    """Install a reference network with its manifest beside it, and its file again as one of a person's own."""
    for source in (SHARED / "models" / f"{name}.onnx", MANIFESTS / f"{name}.toml"):
        (folder / source.name).write_bytes(source.read_bytes())
    command("models", "install", "--file", folder / f"{name}.onnx")
    own = command(
        "models", "add", folder / f"{name}.onnx", "--name", f"own-{name}", "--overlay", folder / "seen.png", "--yes",
        "--json",
    )  # fmt: skip
    print(f"{name}: installed; as a network of one's own: {' '.join(own['notes'])}", flush=True)
    return name


def speeds(old: str, new: str, descriptor: str) -> tuple[float, float, float, float]:
    """Return photos a second of two networks, the ratio by the clock, and that of the time of the processor alone."""
    encoders = [
        Encoder(open_backbone(load_manifest(find_manifest(name))), InputPolicy(), [descriptor]) for name in (old, new)
    ]
    clock: list[tuple[float, float]] = []
    work: list[tuple[float, float]] = []
    for number, path in enumerate(photos("labelled/birds", "*.jpg")[:LOOKS]):
        picture = read(path, InputPolicy().short_side)
        taken: dict[int, tuple[float, float]] = {}
        for side in (0, 1) if number % 2 else (1, 0):
            started, worked = time.perf_counter(), time.thread_time()
            encoders[side].encode(picture)
            taken[side] = time.perf_counter() - started, time.thread_time() - worked
        clock.append((taken[0][0], taken[1][0]))
        work.append((taken[0][1], taken[1][1]))
    per_second = [1 / statistics.median(pair[side] for pair in clock) for side in (0, 1)]
    ratios = [statistics.median(a / b for a, b in pairs) for pairs in (clock, work)]
    return per_second[0], per_second[1], ratios[0], ratios[1]


def scores(root: Path, descriptor: str, networks: list[str], work: Path) -> list[tuple[float, float]]:
    """Return top-1 and mAP of networks on a folder of folders, in the order of the networks."""
    models = [word for name in networks for word in ("--model", find_manifest(name))]
    found = command("evaluate", "folders", "--root", root, "--methods", descriptor, *models, "--work", work, "--json")
    rows = {row["network"]: row["scores"] for row in found["rows"]}
    return [(rows[name]["top1"], rows[name]["mAP"]) for name in networks]


def main() -> None:
    """Print one table."""
    with tempfile.TemporaryDirectory(prefix="photosearch-") as name:
        folder = Path(name)
        os.environ["PHOTOSEARCH_MODEL_DIR"] = str(folder / "home")
        os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
        brought = folder / "brought"
        brought.mkdir()
        roots = [folder / "sets" / each for each in SETS]
        for each in SETS:
            labelled(each, folder / "sets")
        print(f"The processor: {described()}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.", flush=True)
        lines = []
        for network in ["builtin", *(install(each, brought) for each in BROUGHT)]:
            made = command("models", "quantize", network, "--photos", SHARED / "data" / "pool", "--yes", "--json")
            descriptor = str(made["descriptor"])
            before, after, ratio, work = speeds(network, made["name"], descriptor)
            pairs = [scores(root, descriptor, [network, made["name"]], folder / "work") for root in roots]
            means = [sum(pair[side][1] for pair in pairs) / len(pairs) for side in (0, 1)]
            cells = [
                f"{network}, `{descriptor}`", f"{made['kept']} of {made['layers']}",
                f"{before:.1f} → {after:.1f}", f"{ratio:.2f} ({work:.2f})",
                *(f"{old[0]:.3f} / {old[1]:.3f} → {new[0]:.3f} / {new[1]:.3f}" for old, new in pairs),
                f"{100 * (means[1] / means[0] - 1):+.1f} %", f"{made['agreement']:.0%}",
            ]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
            print(lines[-1], f"load {os.getloadavg()[0]:.1f}", flush=True)
        head = [
            "network", "layers left in float32", "photos/s, one thread: float32 → int8", "ratio (of processor time)",
            *(f"{each}: top-1 / mAP" for each in SETS), "mean mAP", "same top 10",
        ]  # fmt: skip
        print("\n".join(["", f"| {' | '.join(head)} |", f"|{'---|' * len(head)}", *lines]), flush=True)
