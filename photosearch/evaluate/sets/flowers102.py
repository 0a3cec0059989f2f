"""Oxford flowers: 8,189 photos of 102 kinds, split into training, validation and test.

Nilsback, Zisserman: "Automated Flower Classification over a Large Number of Classes", ICVGIP 2008. ``imagelabels.mat``,
``setid.mat`` and ``jpg/image_NNNNN.jpg``. Training and validation photos are the gallery.
"""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import inside, split
from photosearch.evaluate.matlab import integers


def load(root: Path) -> Benchmark:
    """Read the lists.

    Raises
    ------
    QueryProblem
        One of them is missing or wrong.
    """
    labels = integers(root / "imagelabels.mat", "labels")
    test = set(integers(root / "setid.mat", "tstid"))
    known = {*integers(root / "setid.mat", "trnid"), *integers(root / "setid.mat", "valid"), *test}
    ids = sorted(known)
    for number in (*ids[:1], *ids[-1:]):
        if not 1 <= number <= len(labels):
            raise QueryProblem(f"{root / 'setid.mat'} names photo {number}; imagelabels.mat has {len(labels)} labels.")
    items = [Item(inside(root / "jpg", f"image_{n:05d}.jpg"), str(labels[n - 1])) for n in ids]
    return split("flowers102", root, items, lambda place: ids[place] in test)
