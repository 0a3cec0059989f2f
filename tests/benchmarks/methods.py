"""Every method on birds, pets and CD covers, with every network: the tables in `methods.md`, which this writes.

What is learned is learned from unrelated photos; visual words from the searched photos, as in the papers.
The photos are copied into folders, one for each label, so that they are a data set as anybody may have it.
"""

import csv
import os
import shutil
import tempfile
from pathlib import Path

from photosearch.descriptors.table import KNOWN, WORD_METHODS
from photosearch.evaluate.benchmark import Benchmark
from photosearch.evaluate.report import as_markdown
from photosearch.jobs import Cancel
from photosearch.services.evaluate import TRUE_BOX, Question, evaluate, read_set
from tests.benchmarks.retrieval import MANIFESTS, SETS
from tests.benchmarks.setting import SHARED
from tests.drawing import finish

TARGET = Path(__file__).with_suffix(".md")
COMMAND = ".venv/bin/python -m tests.benchmarks methods"

SECOND_STAGES = (
    Question(["avg", "max", "scda"], expand=3),
    Question(["avg", "max", "scda"], expand=10, alpha=3),
    Question(["avg", "max", "scda"], augment=5, alpha=3),
)
"""What is done with the best hits: AQE, alphaQE and DBA."""
CLOSER = {
    "cd_covers": (
        Question(["avg"], reach=109),
        Question(["avg", "blcf"], look="windows", reach=20),
        Question(["avg", "rmac"], look="rmac_search", reach=20),
    ),
    "pets": (Question(["avg"], look="cam_ona", reach=50), Question(["blcf"], look="windows", reach=50)),
}
"""The closer looks, where they fit: mostly at the same thing found again."""
WORDS = Question([*WORD_METHODS])
EXPANDED_WORDS = Question(["blcf"], expand=10)


def labelled(name: str, folder: Path) -> Benchmark:
    """Return a labelled set as a folder of folders, with its boxes."""
    root, boxes = folder / name, ["path,box"]
    with (SHARED / "data" / "labelled.csv").open(newline="") as file:
        for line in csv.DictReader(file):
            if line["set"] == name:
                source = SHARED / "data" / line["path"]
                target = root / line["label"] / source.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
                if line["box_top_left_bottom_right"]:
                    boxes.append(f"{line['label']}/{source.name},{line['box_top_left_bottom_right']}")
    (root / "boxes.csv").write_text("\n".join(boxes) + "\n")
    return read_set("folders", root)


def main() -> None:
    """Print the tables, and write them to `methods.md`."""
    os.environ.setdefault("PHOTOSEARCH_MODEL_DIR", str(SHARED / "models"))
    models = [None, *(str(MANIFESTS / f"{name}.toml") for name in ("mobilenetv2", "squeezenet1.1"))]
    parts = [f"# Every method, measured\n\nWritten by `{COMMAND}`; scores are leave-one-out, best first by mAP.\n"]
    with tempfile.TemporaryDirectory() as folder:
        unrelated = read_set("folders", SHARED / "data" / "pool")
        for name in SETS:
            question = Question([*KNOWN, TRUE_BOX], fit_on=unrelated)
            benchmark = labelled(name, Path(folder))
            report = finish(evaluate(benchmark, question, models, Path(folder) / "work", Cancel()))
            parts.append(as_markdown(report))
            print(parts[-1], flush=True)
            for more in (WORDS, EXPANDED_WORDS, *SECOND_STAGES, *CLOSER.get(name, ())):
                asked = models if more is WORDS else [None]
                report = finish(evaluate(benchmark, more, asked, Path(folder) / "work", Cancel()))
                parts.append(as_markdown(report))
                print(parts[-1], flush=True)
    TARGET.write_text("\n".join(parts), encoding="utf-8")
