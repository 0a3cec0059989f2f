"""Modules stay small, and have names that say what is in them."""

from collections.abc import Iterator
from pathlib import Path

LIMIT = 400


def python_files(root: Path) -> Iterator[Path]:
    for folder in ("photosearch", "packaging", "tests"):
        yield from (root / folder).rglob("*.py")


def test_no_module_has_more_than_400_lines(root: Path) -> None:
    sizes = {path.relative_to(root): len(path.read_text().splitlines()) for path in python_files(root)}
    assert len(sizes) > 10
    assert {path: lines for path, lines in sizes.items() if lines > LIMIT} == {}


def test_no_module_is_called_utils(root: Path) -> None:
    assert [
        path for path in python_files(root) if {"util", "utils", "helpers", "misc"} & {path.stem, *path.parts}
    ] == []


def test_every_folder_of_the_package_is_a_package(root: Path) -> None:
    folders = {path.parent for path in (root / "photosearch").rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").is_file()] == []


def test_the_main_window_only_assembles(root: Path) -> None:
    lines = (root / "photosearch" / "ui" / "main_window.py").read_text(encoding="utf-8").count("\n")
    assert lines < 200
