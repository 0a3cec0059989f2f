"""Any instance search in one file: ``queries.csv`` with the columns path, box, good, ok, junk.

Paths are relative to the root. A box is "top left bottom right" in pixels, or empty. The last three columns are lists
of paths, separated by ";": good and ok photos are right, junk counts neither way. The gallery is every photo below the
root.
TRECVID INS, FlickrLogos-32 and Sculptures6k are written so.
"""

from __future__ import annotations

import csv
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import expected, inside, numbers, photos_below
from photosearch.types import Box

COLUMNS = ("path", "box", "good", "ok", "junk")


def load(root: Path) -> Benchmark:
    """Read ``queries.csv``.

    Raises
    ------
    QueryProblem
        It is missing, lacks a column, or names a photo that is not there.
    """
    path = expected(root / "queries.csv", "the list of queries")
    photos = photos_below(root, "the photos to search in")
    places = {photo: place for place, photo in enumerate(photos)}
    with path.open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise QueryProblem(f"{path} lacks the columns {', '.join(missing)}.")
        queries = tuple(_query(root, path, row, places) for row in reader)
    return Benchmark(f"queries of {root.name}", root, tuple(map(Item, photos)), queries, Protocol.OXFORD)


def _query(root: Path, where: Path, row: dict[str, str], places: dict[Path, int]) -> Query:
    def listed(column: str) -> frozenset[int]:
        paths = [inside(root, name.strip()) for name in (row[column] or "").split(";") if name.strip()]
        absent = [path for path in paths if path not in places]
        if absent:
            raise QueryProblem(f"{where} names {absent[0]}, which is not there.")
        return frozenset(places[path] for path in paths)

    path = inside(root, row["path"])
    box = Box(*(round(number) for number in numbers(row["box"].split(), 4, where))) if row["box"] else None
    own = places.get(path)
    junk = listed("junk") | ({own} if own is not None else frozenset())
    return Query(own, path, box, listed("good") | listed("ok"), junk)
