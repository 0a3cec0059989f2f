"""Caltech-UCSD birds: 11,788 photos of 200 species, with boxes, split into training and test.

Wah, Branson, Welinder, Perona, Belongie: "The Caltech-UCSD Birds-200-2011 Dataset", 2011. ``images.txt``,
``image_class_labels.txt``, ``train_test_split.txt``, ``bounding_boxes.txt`` and ``images/``.
"""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import box_of, inside, lines, numbers, split


def load(root: Path) -> Benchmark:
    """Read the lists.

    Raises
    ------
    QueryProblem
        One of them is missing or wrong.
    """
    labels = _by_number(root / "image_class_labels.txt", "the class of every photo", 1)
    training = _by_number(root / "train_test_split.txt", "which photos are for training", 1)
    boxes = _by_number(root / "bounding_boxes.txt", "the box of every bird", 4)
    items, test = [], []
    for number, name in _by_number(root / "images.txt", "the list of photos", 1).items():
        if number not in labels.keys() & training.keys() & boxes.keys():
            raise QueryProblem(
                f"Photo {number} of {root / 'images.txt'} has no class, split or box in the other lists."
            )
        x, y, width, height = numbers(boxes[number], 4, root / "bounding_boxes.txt")
        items.append(Item(inside(root / "images", name[0]), labels[number][0], box_of(x, y, x + width, y + height)))
        test.append(training[number][0] == "0")
    return split("cub200", root, items, test.__getitem__)


def _by_number(path: Path, what: str, count: int) -> dict[str, list[str]]:
    found = {number: values for number, *values in lines(path, what)}
    for number, values in found.items():
        if len(values) != count:
            raise QueryProblem(f"{path} should hold {what}: {count} after the number {number}, not {len(values)}.")
    return found
