"""A folder of folders: each sub-folder is a class. Every photo is asked with against all others.

Boxes may be given in ``boxes.csv`` with the columns path and box ("top left bottom right" in pixels).
"""

from __future__ import annotations

from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Benchmark, Item
from photosearch.evaluate.layout import inside, leave_one_out, photos_below
from photosearch.evaluate.table_file import box_in, rows
from photosearch.types import Box


def load(root: Path) -> Benchmark:
    """Read the folders below a root.

    Raises
    ------
    QueryProblem
        There are no sub-folders with photos, or the boxes are wrong or those of other photos.
    """
    photos = [path for path in photos_below(root, "a folder with one sub-folder a class") if path.parent != root]
    if not photos:
        raise QueryProblem(f"{root} has photos but no sub-folders: each sub-folder is a class.")
    boxes = _boxes(root)
    absent = sorted(boxes.keys() - set(photos))
    if absent:
        raise QueryProblem(f"{root / 'boxes.csv'} names {absent[0]}, which is not there.")
    items = [Item(path, path.relative_to(root).parts[0], boxes.get(path)) for path in photos]
    return leave_one_out(f"folders of {root.name}", root, items)


def _boxes(root: Path) -> dict[Path, Box | None]:
    path = root / "boxes.csv"
    if not path.exists():
        return {}
    return {inside(root, row["path"].strip()): box_in(row["box"], path) for row in rows(path, "", ["path", "box"])}
