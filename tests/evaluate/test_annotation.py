from pathlib import Path

import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.annotation import LARGEST, annotated_box
from photosearch.types import Box

BOX = "<xmin>10</xmin><ymin>20</ymin><xmax>30</xmax><ymax>50</ymax>"
ENTITY = '<!DOCTYPE x [<!ENTITY a "10">]>'


def annotation(box: str) -> str:
    return f"<annotation><object><name>x</name><bndbox>{box}</bndbox></object></annotation>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "n01_1.xml"


def test_columns_and_rows_are_told_apart(path: Path) -> None:
    path.write_text(annotation(BOX))
    assert annotated_box(path) == Box(20, 10, 50, 30)


def test_of_several_things_the_first_is_the_main_one(path: Path) -> None:
    other = BOX.replace("30", "99")
    objects = "".join(f"<object><bndbox>{box}</bndbox></object>" for box in (BOX, other))
    path.write_text(f"<annotation>{objects}</annotation>")
    assert annotated_box(path) == Box(20, 10, 50, 30)


def test_a_photo_without_an_annotation_has_no_box(path: Path) -> None:
    assert annotated_box(path) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_never_expanded_in_whatever_encoding(path: Path, encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    text = declared + ENTITY + annotation(BOX.replace("10", "&a;"))
    path.write_bytes(text.encode(encoding))
    with pytest.raises(QueryProblem, match=r"n01_1\.xml"):
        annotated_box(path)


def test_an_annotation_is_read_as_utf_8_whatever_it_says_of_itself(path: Path) -> None:
    text = '<?xml version="1.0" encoding="cp500"?>' + annotation(BOX)
    path.write_text(text)
    assert annotated_box(path) == Box(20, 10, 50, 30)
    path.write_bytes(b'<?xml version="1.0" encoding="cp500"?>' + (ENTITY + annotation(BOX)).encode("cp500"))
    with pytest.raises(QueryProblem, match=r"n01_1\.xml"):
        annotated_box(path)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (annotation("<xmin>10</xmin>"), "should hold numbers"),
        (annotation(BOX.replace("10", "ten")), "should hold numbers"),
        (annotation(BOX.replace("10", "nan")), "finite numbers"),
        (annotation(BOX.replace("10", "&undefined;")), "no annotation"),
        ("<annotation/>", "4 numbers in a line, not 0"),
        ("no annotation", "no annotation"),
        ("", "no annotation"),
        (" " * (LARGEST + 1), "too large"),
    ],
)
def test_a_broken_annotation_is_named(path: Path, content: str, complaint: str) -> None:
    path.write_text(content)
    with pytest.raises(QueryProblem, match=rf"n01_1\.xml.*{complaint}"):
        annotated_box(path)


def test_a_folder_is_no_annotation(path: Path) -> None:
    path.mkdir()
    with pytest.raises(QueryProblem, match="cannot be read as an annotation"):
        annotated_box(path)
