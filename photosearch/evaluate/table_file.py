"""Lists that a person writes by hand: comma-separated values with a head line."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from photosearch.errors import QueryProblem
from photosearch.evaluate.layout import expected, numbers
from photosearch.types import Box


def rows(path: Path, what: str, columns: Sequence[str]) -> list[dict[str, str]]:
    """Return the rows of a table by the names of its columns; what is left out at the end of a row is empty.

    Raises
    ------
    QueryProblem
        The file is missing or no such table, lacks a column, or a row has more cells than there are columns.
    """
    try:
        # Spreadsheets put a byte order mark in front.
        with expected(path, what).open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file, restval="", strict=True)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            found = list(reader)
            last = reader.line_num
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise QueryProblem(f"{path} cannot be read as a table: {error}.") from error
    if missing:
        raise QueryProblem(f"{path} lacks the columns {', '.join(missing)}.")
    if any(None in row for row in found):
        raise QueryProblem(f"{path} ({last} lines) has a row with more cells than columns; quote names with commas.")
    return found


def box_in(text: str, where: Path) -> Box | None:
    """Return the box of a cell, "top left bottom right" in pixels, None where it is empty.

    Raises
    ------
    QueryProblem
        It is no box, or one without any pixels.
    """
    if not text.strip():
        return None
    box = Box(*(round(number) for number in numbers(text.split(), 4, where)))
    if box.top < 0 or box.left < 0 or not box.area:
        raise QueryProblem(f"{where} should hold boxes as top left bottom right, not {text!r}.")
    return box
