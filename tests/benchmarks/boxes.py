"""Searching for a part: CD covers by boxes that were drawn by hand, and how well what is found is located.

The boxes of 33 photos, one of each cover, are in `tests/fixtures/cd_cover_boxes.csv`.
"""

import csv
import os
import tempfile
from pathlib import Path

import numpy as np

from photosearch.evaluate.scores import average_precision
from photosearch.jobs import Cancel
from photosearch.services.closer_looks import PlaceByPlace
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.types import Box
from tests.benchmarks.setting import SHARED, row
from tests.drawing import finish

PHOTOS = SHARED / "data" / "labelled" / "cd_covers"
BOXES = Path(__file__).parents[1] / "fixtures" / "cd_cover_boxes.csv"


def drawn() -> dict[str, Box]:
    """Return the boxes by the photos' names."""
    with BOXES.open(newline="") as file:
        return {
            line["photo"]: Box(*(int(line[side]) for side in ("top", "left", "bottom", "right")))
            for line in csv.DictReader(file)
        }


def cover(name: str) -> str:
    """Return which cover a photo of some name shows."""
    return name[:2]


def main() -> None:
    """Compare boxed with whole queries by mean average precision, and located with whole hits by IoU."""
    os.environ.setdefault("PHOTOSEARCH_MODEL_DIR", str(SHARED / "models"))
    boxes = drawn()
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "library") as library:
        finish(add(library, [PHOTOS], Cancel()))
        names = sorted(path.name for path in PHOTOS.iterdir())
        for descriptor in ("max", "scda", "gem", "crow", "avg"):
            scores = {"whole": [], "boxed": []}
            for name, box in boxes.items():
                for kind, asked in (("whole", PHOTOS / name), ("boxed", Asked(PHOTOS / name, box))):
                    hits = finish(find(library, asked, len(names), descriptor=descriptor)).hits
                    others = [Path(hit.path).name for hit in hits if Path(hit.path).name != name]
                    scores[kind].append(average_precision(np.array([cover(o) == cover(name) for o in others])))
            whole, boxed = (float(np.mean(found)) for found in scores.values())
            row(
                f"boxes: mAP of {descriptor}, boxed - whole queries",
                f"{boxed - whole:+.3f}",
                f"{boxed:.3f}, {whole:.3f}",
            )
        located, untouched = [], []
        look = PlaceByPlace(library, keep=len(names))
        for name in names:
            compare = look.prepare(PHOTOS / name)
            for other in boxes:
                if other != name and cover(other) == cover(name):
                    sighting = compare(PHOTOS / other)
                    located.append(sighting.box.iou(boxes[other]))
                    untouched.append(Box(0, 0, 960, 1280).iou(boxes[other]))
        everything = finish(find(library, PHOTOS / names[0], len(names))).hits
        known = [(hit.box, boxes[Path(hit.path).name]) for hit in everything if Path(hit.path).name in boxes]
        subject = [found.iou(truth) for found, truth in known if found is not None]
        gain, both = np.mean(located) - np.mean(untouched), f"{np.mean(located):.3f}, {np.mean(untouched):.3f}"
        row("boxes: mean IoU with the cover, best place - whole photo", f"{gain:+.3f}", both)
        row("boxes: mean IoU of the main object with the cover", f"{np.mean(subject):.3f}", f"{len(subject)} photos")


if __name__ == "__main__":
    main()
