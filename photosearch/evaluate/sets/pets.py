"""Oxford-IIIT pets: 7,349 photos of 37 breeds, split into training and test.

Parkhi, Vedaldi, Zisserman, Jawahar: "Cats and Dogs", CVPR 2012. ``annotations/trainval.txt``, ``annotations/test.txt``
(name, class, species, breed), ``images/NAME.jpg`` and ``annotations/trimaps/NAME.png``, in which 1 is the animal, 2
what is behind it and 3 neither. Boxes are those of the animals in the trimaps: ``annotations/xmls`` has only heads.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from photosearch.decode.read import read
from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import inside, lines, split
from photosearch.types import Box

ANIMAL = 1
"""What a trimap's pixels on the animal hold."""


def load(root: Path) -> Benchmark:
    """Read the lists and the trimaps.

    Raises
    ------
    QueryProblem
        One of the lists is missing or wrong, or a trimap is damaged.
    """
    items, test = [], []
    for name, is_test in (("trainval.txt", False), ("test.txt", True)):
        where = root / "annotations" / name
        for stem, *values in lines(where, "the photos of a part"):
            if not values:
                raise QueryProblem(f"{where} should hold a class after {stem}.")
            trimap = inside(root / "annotations" / "trimaps", f"{stem}.png")
            items.append(Item(inside(root / "images", f"{stem}.jpg"), values[0], _box(trimap)))
            test.append(is_test)
    # Trimaps are pictures too, but none to search in.
    return split("pets", root / "images", items, test.__getitem__)


def _box(trimap: Path) -> Box | None:
    """Return the box of an animal, None where there is no trimap, or none in it."""
    if not trimap.exists():
        return None
    try:
        animal = read(trimap).rgb[:, :, 0] == ANIMAL
    except UnreadablePhoto as error:
        raise QueryProblem(f"{trimap} cannot be read as a trimap: {error}.") from error
    rows, columns = np.flatnonzero(animal.any(axis=1)), np.flatnonzero(animal.any(axis=0))
    return Box(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1) if len(rows) else None
