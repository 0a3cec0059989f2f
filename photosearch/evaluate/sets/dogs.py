"""Stanford dogs: 20,580 photos of 120 breeds, with boxes, split into training and test.

Khosla, Jayadevaprakash, Yao, Fei-Fei: "Novel Dataset for Fine-Grained Image Categorization", CVPR Workshops 2011.
``train_list.mat`` and ``test_list.mat`` (in ``lists/`` or beside it), ``Images/BREED/NAME.jpg`` and
``Annotation/BREED/NAME``.
"""

from __future__ import annotations

from pathlib import Path

from photosearch.evaluate.annotation import annotated_box
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import inside, split
from photosearch.evaluate.matlab import cells


def load(root: Path) -> Benchmark:
    """Read the lists.

    Raises
    ------
    QueryProblem
        One of them is missing or wrong.
    """
    items, test = [], []
    folder = root / "lists" if (root / "lists").is_dir() else root
    for name, is_test in (("train_list.mat", False), ("test_list.mat", True)):
        for relative in cells(folder / name, "file_list"):
            annotation = inside(root / "Annotation", relative.removesuffix(".jpg"))
            items.append(Item(inside(root / "Images", relative), relative.split("/")[0], annotated_box(annotation)))
            test.append(is_test)
    return split("dogs", root, items, test.__getitem__)
