"""Any instance search in one file: ``queries.csv`` with the columns path, box, good, ok, junk.

Paths are relative to the root. A box is "top left bottom right" in pixels, or empty. The last three columns are lists
of paths, separated by ";": good and ok photos are right, junk counts neither way. The gallery is every photo below the
root. A query is never a hit of its own.
TRECVID INS, FlickrLogos-32 and Sculptures6k are written so.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item, Protocol, Query
from photosearch.evaluate.layout import inside, photos_below
from photosearch.evaluate.table_file import box_in, rows

COLUMNS = ("path", "box", "good", "ok", "junk")


def load(root: Path) -> Benchmark:
    """Read ``queries.csv``.

    Raises
    ------
    QueryProblem
        It is missing or empty, lacks a column, or names a photo that is not there.
    """
    path = root / "queries.csv"
    asked = rows(path, "the list of queries", COLUMNS)
    if not asked:
        raise QueryProblem(f"{path} holds no queries: a line for each, with {', '.join(COLUMNS)}.")
    photos = photos_below(root, "the photos to search in")
    places = {photo: place for place, photo in enumerate(photos)}
    queries = tuple(_query(root, path, row, places) for row in asked)
    return Benchmark(f"queries of {root.name}", root, tuple(map(Item, photos)), queries, Protocol.OXFORD)


def _query(root: Path, where: Path, row: Mapping[str, str], places: Mapping[Path, int]) -> Query:
    def place(name: str) -> int:
        path = inside(root, name.strip())
        if path not in places:
            raise QueryProblem(f"{where} names {path}, which is not there.")
        return places[path]

    def listed(column: str) -> frozenset[int]:
        return frozenset(place(name) for name in row[column].split(";") if name.strip())

    own = place(row["path"])
    path = inside(root, row["path"].strip())
    junk = listed("junk") | {own}
    return Query(own, path, box_in(row["box"], where), (listed("good") | listed("ok")) - junk, junk)
