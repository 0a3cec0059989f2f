from collections.abc import Callable
from pathlib import Path
from typing import Any

Photosearch = Callable[..., Any]


def test_a_library_goes_into_a_file_and_comes_back_somewhere_else(
    photosearch: Photosearch, photos: Path, tmp_path: Path
) -> None:
    photosearch("add", photos)
    written = photosearch("backup", tmp_path / "x.zip")
    assert (written.code, written.err) == (0, "")
    assert f"{tmp_path / 'x.zip'}: " in written.out
    assert photosearch("backup", tmp_path / "x.zip", "--json").json["bytes"] == (tmp_path / "x.zip").stat().st_size
    for again, outcome in (
        (tmp_path / "a", photosearch("restore", tmp_path / "x.zip", "--library", tmp_path / "a")),
        (tmp_path / "b", photosearch("restore", tmp_path / "x.zip", library=tmp_path / "b")),
    ):
        assert (outcome.code, outcome.out) == (0, f"The library is in {again}.\n")
        assert photosearch("find", photos / "2.jpg", "--json", library=again).json["hits"]


def test_a_library_that_is_in_the_way_and_a_file_that_is_no_backup_are_wrong_input(
    photosearch: Photosearch, photos: Path, tmp_path: Path
) -> None:
    photosearch("add", photos)
    photosearch("backup", tmp_path / "x.zip")
    assert photosearch("restore", tmp_path / "x.zip").code == 1
    assert photosearch("restore", photos / "0.jpg", library=tmp_path / "b").code == 1
    assert photosearch("backup", photos / "0.jpg").code == 1
