"""Oxford buildings: 5,062 photos, 55 queries with boxes, eleven landmarks.

Philbin, Chum, Isard, Sivic, Zisserman: "Object Retrieval with Large Vocabularies and Fast Spatial Matching", CVPR 2007.
The archives hold photos and the lists ``NAME_query.txt``, ``_good``, ``_ok`` and ``_junk`` without folders; unpack each
into any folder below the root, such as ``images`` and ``gt_files``.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import box_of, is_hidden, lines, numbers, photos_below

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
    if len(places) < len(photos):
        twice = next(path for place, path in enumerate(photos) if places[path.stem] != place)
        raise QueryProblem(f"{root} holds {photos[places[twice.stem]]} and {twice}: each photo may be there once.")
    lists = sorted(path for path in root.rglob("*_query.txt") if not is_hidden(path, root))
    folders = sorted({path.parent for path in lists})
    if not folders:
        raise QueryProblem(f"{root / 'gt_files'} is missing: the lists NAME_query.txt, _good, _ok and _junk.")
    if len(folders) > 1:
        raise QueryProblem(f"{folders[0]} and {folders[1]} both hold lists NAME_query.txt: one data set at a time.")
    queries = tuple(_query(path, photos, places, corrupt) for path in lists)
    return Benchmark(name, root, tuple(map(Item, photos)), queries, Protocol.OXFORD)


def _query(path: Path, photos: list[Path], places: dict[str, int], corrupt: Collection[str]) -> Query:
    found = lines(path, "a query")
    if len(found) != 1:
        raise QueryProblem(f"{path} should hold one line with a photo and its box, not {len(found)}.")
    stem, *corners = found[0]
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
