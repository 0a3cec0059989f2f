from pathlib import Path

import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.table_file import box_in, rows
from photosearch.types import Box


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "queries.csv"


def test_rows_have_columns_in_any_order_and_what_is_left_out_is_empty(path: Path) -> None:
    path.write_text('box,path,more\n1 2 3 4,"a, b.jpg",x\n,c.jpg\n\n')
    found = rows(path, "the queries", ["path", "box"])
    assert [(row["path"], row["box"]) for row in found] == [("a, b.jpg", "1 2 3 4"), ("c.jpg", "")]


def test_a_byte_order_mark_of_a_spreadsheet_is_no_part_of_a_name(path: Path) -> None:
    path.write_text("path\ngrün.jpg\n", encoding="utf-8-sig")
    assert rows(path, "the queries", ["path"]) == [{"path": "grün.jpg"}]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "lacks the columns path, box"),
        (b"path\na.jpg\n", "lacks the columns box"),
        (b"path,box\na, b.jpg,1 2 3 4\n", "more cells than columns"),
        (b"path,box\n\xff,\n", "cannot be read as a table"),
        (b'path,box\n"a.jpg,\n', "cannot be read as a table"),
    ],
)
def test_what_is_no_such_table_is_named(path: Path, content: bytes, complaint: str) -> None:
    path.write_bytes(content)
    with pytest.raises(QueryProblem, match=rf"queries\.csv.*{complaint}"):
        rows(path, "the queries", ["path", "box"])


def test_a_missing_table_and_a_folder_are_named(path: Path) -> None:
    with pytest.raises(QueryProblem, match=r"queries\.csv is missing: the queries"):
        rows(path, "the queries", ["path"])
    path.mkdir()
    with pytest.raises(QueryProblem, match=r"queries\.csv cannot be read as a table"):
        rows(path, "the queries", ["path"])


def test_a_box_is_top_left_bottom_right_and_may_be_left_out(path: Path) -> None:
    assert box_in("1 2 30.4 40", path) == Box(1, 2, 30, 40)
    assert box_in(" ", path) is None


@pytest.mark.parametrize("text", ["1 2 3", "1 2 3 4 5", "a b c d", "0 0 inf 9", "9 9 1 1", "5 5 5 9", "-1 0 5 5"])
def test_what_is_no_box_is_refused(path: Path, text: str) -> None:
    with pytest.raises(QueryProblem, match=r"queries\.csv should hold"):
        box_in(text, path)
