"""What more views buy: the networks that a run with --keep has left, scored; ``python -m tests.benchmarks.course RUN``.

Prints top-1 and mean average precision of SCDA, leave-one-out, and writes them to `course.csv` in the run's folder. Of
networks that have seen nearly as much only one is taken. Networks from the middle of a run were learning fast when they
were kept: a run that ended there would have done better. The last one is there twice, as it is kept on the disk
(float16) and in float32.

With a table and a picture instead of a run (``course.csv PICTURE.svg``) it draws the figures over the views.
`course.csv` beside this program is that of the built-in network, in all runs that have led to it.
"""

import csv
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.onnx_backbone import open_backbone
from photosearch.types import Backbone
from tests.benchmarks.builtin import see
from tests.benchmarks.growth_picture import Panel, drawn
from tests.benchmarks.retrieval import SETS, leave_one_out
from tests.benchmarks.setting import SHARED, row

APART = 1.3
"""How many times as many views the next network that is scored has seen."""
FIGURES = [f"{each} {measure}" for each in SETS for measure in ("top-1", "mAP")]


def kept(run: Path) -> dict[int, Path]:
    """Return the networks that a run has left, by views, few of them: the first, the last, and some between."""
    every = {int(found[1]): path for path in run.glob("*.onnx") if (found := re.search(r"-(\d+)$", path.stem))}
    if not every:
        sys.exit(f"There is no network in {run} that photosearch train distill --keep would have left.")
    chosen = [max(every)]
    for views in sorted(every, reverse=True):
        if views * APART <= chosen[-1]:
            chosen.append(views)
    return {views: every[views] for views in sorted({*chosen, min(every)})}


def scores(network: Backbone) -> dict[str, float]:
    """Return top-1 and mean average precision on every set, by set and measure."""
    found = {}
    for name in SETS:
        seen = see(SHARED, name, network, ("scda",))
        found[f"{name} top-1"], found[f"{name} mAP"] = leave_one_out(seen.vectors["scda"], seen.labels)
    return found


def score(run: Path) -> None:
    """Score the networks of a run."""
    [manifest] = [load_manifest(path) for path in run.glob("*.toml")]

    def said(name: str, path: Path) -> dict[str, float]:
        network = open_backbone(replace(manifest, file=path, sha256=sha256(path.read_bytes()).hexdigest()))
        found = scores(network)
        detail = "  ".join(f"{each} {found[f'{each} top-1']:.4f} / {found[f'{each} mAP']:.4f}" for each in SETS)
        row(name, f"{np.mean([found[f'{each} mAP'] for each in SETS]):.4f}", detail)
        return found

    figures = {views: said(f"after {views:,} views", path) for views, path in kept(run).items()}
    assert manifest.file is not None
    said("the network itself (float16)", manifest.file)
    with (run / "course.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["views", *FIGURES])
        table.writerows([views, *(f"{found[each]:.3f}" for each in FIGURES)] for views, found in figures.items())


def draw(table: Path, picture: Path) -> None:
    """Draw the figures of a table over the views."""
    with table.open(encoding="utf-8") as file:
        figures = {int(line["views"]): {each: float(line[each]) for each in FIGURES} for line in csv.DictReader(file)}
    panels = [
        Panel(
            f"{each.replace('_', ' ')} by SCDA",
            each,
            "over views",
            None,
            0.9 * min(row[each] for row in figures.values()),
        )
        for each in FIGURES
    ]
    picture.write_text(drawn(panels, figures), encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Score a run, or draw a table."""
    given = [Path(argument) for argument in arguments]
    if len(given) == 2:
        draw(*given)
    elif len(given) == 1:
        score(*given)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
