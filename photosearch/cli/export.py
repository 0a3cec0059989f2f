"""`photosearch export NAME --out DIR`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from photosearch.cli.output import Context, json_option
from photosearch.services.export import Order
from photosearch.services.export import export as run

_FILE = click.Path(path_type=Path)


@click.command()
@click.argument("name")
@click.option("--out", required=True, type=_FILE, metavar="DIR", help="Where the ONNX file and its manifest go.")
@click.option("--weights", type=_FILE, metavar="FILE", help="Its weights, .pth or .safetensors; no program is run.")
@click.option("--download", is_flag=True, help="Let torchvision fetch its own weights from the internet.")
@click.option("--random", is_flag=True, help="Random weights, only for trying.")
@click.option("--photo", type=_FILE, metavar="FILE", help="Check on this photo too; by default on a drawn one.")
@click.option("--classes", type=_FILE, metavar="FILE.txt", help="Its classes' names, one a line.")
@click.option("--licence", default="unknown", help="Under which licence you have the weights.")
@click.option("--full", is_flag=True, help="Keep weights as float32: twice the size.")
@json_option
@click.pass_obj
def export(
    context: Context,
    name: str,
    out: Path,
    weights: Path | None,
    download: bool,
    random: bool,
    photo: Path | None,
    classes: Path | None,
    licence: str,
    full: bool,
) -> None:
    """Make an ONNX file of NAME, and check it; needs pip install 'photosearch[train]'.

    NAME is one of torchvision's networks, as the catalogue calls them, or dinov2_vits14.
    """
    done = run(Order(name, out, weights, download, random, photo, classes, licence, full))
    for note in done.notes:
        context.say(note)
    context.say(f"Largest difference from torch, as a share of the strongest value: {_told(done.parity)}.")
    if done.rounding is not None:
        context.say(f"Rounding the weights to float16 moved outputs by: {_told(done.rounding)}.")
    context.say(f"{done.file}: {done.size:,} bytes, sha256 {done.sha256}")
    context.say(f"Install it: photosearch models install --file {done.manifest}")
    context.answer({**asdict(done), "manifest": str(done.manifest), "file": str(done.file)})


def _told(apart: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1e}" for name, value in apart.items())
