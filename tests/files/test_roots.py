import os
from pathlib import Path

import pytest

from photosearch.errors import FolderProblem
from photosearch.files.roots import check_root, is_online, relate


def test_a_root_is_real_and_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "link").symlink_to("photos")
    monkeypatch.chdir(tmp_path)
    assert check_root(Path("link")) == check_root(tmp_path / "photos" / ".." / "photos") == tmp_path / "photos"


def test_what_cannot_be_a_root_is_refused_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file.jpg").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("file.jpg", "missing", "loop"):
        with pytest.raises(FolderProblem, match=name):
            check_root(tmp_path / name)

    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(FolderProblem, match="Permission denied"):
        check_root(tmp_path)


def test_an_empty_folder_is_offline_only_where_files_are_expected(tmp_path: Path) -> None:
    assert is_online(tmp_path, expected=False)
    assert not is_online(tmp_path, expected=True)
    (tmp_path / "x").touch()
    assert is_online(tmp_path, expected=True)
    assert not is_online(tmp_path / "missing", expected=False)
    assert not is_online(tmp_path / "x", expected=False)


def test_folders_lie_inside_around_and_apart() -> None:
    roots = [Path("/a/b"), Path("/c")]
    assert relate(Path("/a/b"), roots).covered_by == Path("/a/b")
    assert relate(Path("/a/b/x"), roots).covered_by == Path("/a/b")
    assert relate(Path("/a"), roots).covers == (Path("/a/b"),)
    assert relate(Path("/"), roots).covers == (Path("/a/b"), Path("/c"))
    apart = relate(Path("/a/bc"), roots)
    assert (apart.covered_by, apart.covers) == (None, ())
