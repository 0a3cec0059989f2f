"""What an exported network comes with: its manifest and its model card."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from photosearch.train.curves import PICTURE
from photosearch.train.losses import PARTS
from photosearch.train.onnx_graph import BIAS, DEEP_OUTPUT, INPUT, LOGITS, SECOND_OUTPUT, WEIGHT
from photosearch.train.plan import Plan


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card says beside the plan. `losses` are the means at the end, by part; `agreement` see `Agreement`.

    `learned` is which share of the weights this run learned; the rest are those of the network that it began from.
    """

    teacher: str
    teacher_sha256: str
    photos: int
    skipped: int
    views: int
    minutes: float
    parameters: int
    hardware: str
    losses: Mapping[str, float]
    agreement: float
    learned: float = 1.0


def write(plan: Plan, model: bytes, facts: Facts) -> Path:
    """Write network, manifest and card to the plan's folder; return the manifest. The network is there first."""
    paths = {suffix: plan.out / f"{plan.name}{suffix}" for suffix in (".onnx", ".toml", ".md")}
    _replace(paths[".onnx"], model)
    _replace(paths[".toml"], manifest(plan.name, model, facts.teacher).encode())
    _replace(paths[".md"], card(plan, model, facts).encode())
    return paths[".toml"]


def keep(plan: Plan, model: bytes, views: int) -> None:
    """Write a network under a name that no later one gets."""
    _replace(plan.out / f"{plan.name}-{views}.onnx", model)


def manifest(name: str, model: bytes, teacher: str) -> str:
    """Return the manifest of an exported network, TOML."""
    teacher = teacher.replace("\\", " ").replace('"', "'")
    return f"""name = "{name}"
title = "Photosearch {name}"
licence = "Apache-2.0"
source = "Distilled by photosearch train distill; teacher: {teacher}"
descriptor = "scda"

[file]
name = "{name}.onnx"
sha256 = "{hashlib.sha256(model).hexdigest()}"

[input]
name = "{INPUT}"
mean = [127.5, 127.5, 127.5]
std = [127.5, 127.5, 127.5]

[layers]
deep = "{DEEP_OUTPUT}"
second = "{SECOND_OUTPUT}"

[classifier]
logits = "{LOGITS}"
weight = "{WEIGHT}"
bias = "{BIAS}"
centre = true
"""


def card(plan: Plan, model: bytes, facts: Facts) -> str:
    """Return the model card, Markdown."""
    begun = f"`{plan.start.name}`, an earlier network of ours" if plan.start else "random weights"
    if facts.learned < 1:
        begun += f"; of every weight {facts.learned:.0%} is what was learned, the rest what it was before"
    rows = "\n".join(f"| {name} | {getattr(plan.weights, name):g} | {facts.losses[name]:.4f} |" for name in PARTS)
    return f"""# {plan.name}
A network for finding similar photos: {facts.parameters:,} parameters, {len(model):,} bytes with float16 weights.

- Teacher: {facts.teacher} (sha256 {facts.teacher_sha256}). None of its weights are in this network.
- Begun from {begun}.
- Learned from {facts.photos:,} unlabelled photos ({facts.skipped:,} files were no readable photos), in {facts.views:,}
  views and {facts.minutes:.0f} minutes, on {facts.hardware}.
- Input: RGB, x / 127.5 - 1, any size. Outputs: `deep` at stride 32 and `second` at stride 16, rectified; `logits`.

| part of the loss | weight | at the end |
|---|---|---|
{rows}

Of the photos that the teacher finds nearest to one that was not learned from, {facts.agreement:.1%} are this network's.

![losses over views]({PICTURE})
"""


def hardware(device: str, threads: int) -> str:
    """Return what a run was made on."""
    return device if device != "cpu" else f"{threads} threads of a CPU ({platform.machine()})"


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(path.name + ".new")
    new.write_bytes(content)
    new.replace(path)
