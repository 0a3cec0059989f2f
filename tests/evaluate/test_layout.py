from pathlib import Path

import pytest

from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Item
from photosearch.evaluate.layout import box_of, expected, inside, lines, numbers, photos_below, split
from photosearch.types import Box


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../x.jpg", "a/../../x.jpg", "..\\x.jpg", "C:/x.jpg", "C:x.jpg", "a/C:/x.jpg", "\\\\host\\x"],
)
def test_no_list_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryProblem, match="leaves the data set's folder"):
        inside(tmp_path, name)


@pytest.mark.parametrize("name", ["", ".", "./", "a\0.jpg"])
def test_what_names_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(QueryProblem, match="no name of a file"):
        inside(tmp_path, name)


def test_photos_are_files_that_are_not_hidden_in_order_of_their_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "folder.jpg").mkdir()
    for name in ("c.JPG", "b/a.png", "._c.jpg", "notes.txt"):
        (tmp_path / name).touch()
    assert photos_below(tmp_path, "the photos") == [tmp_path / "b" / "a.png", tmp_path / "c.JPG"]


def test_names_with_folders_stay_inside(tmp_path: Path) -> None:
    assert inside(tmp_path, "a/b c.jpg") == tmp_path / "a" / "b c.jpg"


def test_what_is_missing_is_named_with_what_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match=r"images.txt is missing: the list of photos"):
        expected(tmp_path / "images.txt", "the list of photos")
    with pytest.raises(QueryProblem, match="holds no photos"):
        photos_below(tmp_path, "the photos")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryProblem, match="cannot be read as a list"):
        lines(tmp_path / "binary.txt", "a list")


def test_numbers_are_numbers_and_as_many_as_there_should_be(tmp_path: Path) -> None:
    assert numbers(["1", "2.5"], 2, tmp_path) == [1, 2.5]
    with pytest.raises(QueryProblem, match="should hold numbers"):
        numbers(["one"], 1, tmp_path)
    with pytest.raises(QueryProblem, match="4 numbers in a line, not 2"):
        numbers(["1", "2"], 4, tmp_path)
    for endless in ("nan", "inf", "-inf", "1e999"):
        with pytest.raises(QueryProblem, match="finite numbers"):
            numbers([endless], 1, tmp_path)


def test_a_box_in_x_y_order_becomes_rows_and_columns() -> None:
    assert box_of(10.4, 20.6, 110, 220) == Box(21, 10, 220, 110)
    assert box_of(5, 5, 5, 5).area == 1
    assert box_of(-3, -0.6, 4, 5) == Box(0, 0, 5, 4)
    assert box_of(-9, -9, -5, -5) == Box(0, 0, 1, 1)


def test_a_split_without_training_or_test_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryProblem, match="training and test"):
        split("x", tmp_path, [Item(tmp_path / "a.jpg", "a")], lambda _: True)
