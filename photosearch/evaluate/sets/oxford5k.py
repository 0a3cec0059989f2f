"""Oxford buildings: 5,062 photos, 55 queries with boxes, eleven landmarks.

Philbin, Chum, Isard, Sivic, Zisserman: "Object Retrieval with Large Vocabularies and Fast Spatial Matching", CVPR 2007.
``images/*.jpg`` (or the photos beside the lists) and ``gt_files/NAME_query.txt``, ``_good``, ``_ok``, ``_junk``.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import box_of, lines, numbers, photos_below

PREFIX = "oxc1_"
"""Stands before the names of photos in the lists of queries."""


def load(root: Path) -> Benchmark:
    """Read the photos and the lists.

    Raises
    ------
    QueryProblem
        A list is missing or wrong, or a photo that it names is not there.
    """
    return landmarks("oxford5k", root, frozenset())


def landmarks(name: str, root: Path, corrupt: Collection[str]) -> Benchmark:
    """Read lists of the Oxford form; corrupt photos, named without their endings, are left out everywhere."""
    photos = [path for path in photos_below(root, "the photos of the data set") if path.stem not in corrupt]
    places = {path.stem: place for place, path in enumerate(photos)}
    folder = next(
        (root / part for part in ("gt_files", "gt_files_170407", ".") if any((root / part).glob("*_query.txt"))), None
    )
    if folder is None:
        raise QueryProblem(f"{root / 'gt_files'} is missing: the lists NAME_query.txt, _good, _ok and _junk.")
    queries = tuple(_query(path, photos, places, corrupt) for path in sorted(folder.glob("*_query.txt")))
    return Benchmark(name, root, tuple(map(Item, photos)), queries, Protocol.OXFORD)


def _query(path: Path, photos: list[Path], places: dict[str, int], corrupt: Collection[str]) -> Query:
    stem, *corners = lines(path, "a query")[0]
    own = _place(stem.removeprefix(PREFIX), places, path)

    def listed(kind: str) -> frozenset[int]:
        file = path.with_name(path.name.replace("_query.txt", f"_{kind}.txt"))
        names = [line[0] for line in lines(file, f"the {kind} photos of a query")]
        return frozenset(_place(name, places, file) for name in names if name not in corrupt)

    # The query's own photo is among the good ones and is not left out: that is how the official scores are made.
    return Query(None, photos[own], box_of(*numbers(corners, 4, path)), listed("good") | listed("ok"), listed("junk"))


def _place(name: str, places: dict[str, int], where: Path) -> int:
    if name not in places:
        raise QueryProblem(f"{where} names the photo {name}, which is not there.")
    return places[name]
