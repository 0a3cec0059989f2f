"""Searching for the main object of pets, and for what is behind it, beside their true outlines.

The program itself searches: with whole pictures, and with a stencil of the true outline as a person could draw it.
"""

import csv
import os
import tempfile
from pathlib import Path

import cv2
import numpy as np

from photosearch.descriptors.selection import fitted_mask
from photosearch.evaluate.scores import average_precision
from photosearch.jobs import Cancel
from photosearch.services.drawn_mask import raster
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.mix import aims
from photosearch.services.query import Asked, Stencil
from tests.benchmarks.setting import SHARED, row
from tests.drawing import finish

DATA = SHARED / "data"
BACKGROUND = 2
"""What a trimap calls a pixel that does not show the pet."""


def main() -> None:
    """Compare queries by their automatic main object, by the true one, and by what is behind, leave-one-out."""
    os.environ.setdefault("PHOTOSEARCH_MODEL_DIR", str(SHARED / "models"))
    with (DATA / "labelled.csv").open(newline="") as file:
        pets = [line for line in csv.DictReader(file) if line["set"] == "pets"]
    labels = {DATA / line["path"]: line["label"] for line in pets}
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library") as library:
        finish(add(library, [DATA / "labelled" / "pets"], Cancel()))
        (subject,) = aims(library.lacking)["subject"]

        def scores(descriptor: str, outlined: bool) -> tuple[float, float]:
            first, precision = [], []
            for line in pets:
                path = DATA / line["path"]
                outline = cv2.imread(str(DATA / line["trimap"]), cv2.IMREAD_GRAYSCALE) != BACKGROUND
                drawn = Stencil.of(fitted_mask(outline, raster(outline.shape)))
                asked = Asked(path, stencil=drawn if outlined else None)
                hits = finish(find(library, asked, len(pets), descriptor=descriptor)).hits
                right = np.array([labels[Path(h.path)] == line["label"] for h in hits if Path(h.path) != path])
                first.append(right[0])
                precision.append(average_precision(right))
            return float(np.mean(first)), float(np.mean(precision))

        found, true, behind = scores(subject, False), scores(subject, True), scores("background", False)
    for name, (one, other) in (("true outline - automatic", (true, found)), ("subject - background", (found, behind))):
        row(
            f"subjects: top-1 of pets, {name}",
            f"{100 * (one[0] - other[0]):+.1f} points",
            f"{one[0]:.3f} / {one[1]:.3f}, {other[0]:.3f} / {other[1]:.3f} (top-1 / mAP by {subject})",
        )
