"""Oxford-IIIT pets: 7,349 photos of 37 breeds, split into training and test.

Parkhi, Vedaldi, Zisserman, Jawahar: "Cats and Dogs", CVPR 2012. ``annotations/trainval.txt``, ``annotations/test.txt``
(name, class, species, breed), ``images/NAME.jpg`` and, for the training photos, ``annotations/xmls/NAME.xml``.
"""

from __future__ import annotations

from pathlib import Path

from photosearch.evaluate.annotation import annotated_box
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import inside, lines, split


def load(root: Path) -> Benchmark:
    """Read the lists.

    Raises
    ------
    QueryProblem
        One of them is missing or wrong.
    """
    items, test = [], []
    for name, is_test in (("trainval.txt", False), ("test.txt", True)):
        for stem, label, *_ in lines(root / "annotations" / name, "the photos of a part"):
            path = inside(root / "images", f"{stem}.jpg")
            items.append(Item(path, label, annotated_box(inside(root / "annotations" / "xmls", f"{stem}.xml"))))
            test.append(is_test)
    return split("pets", root, items, test.__getitem__)
