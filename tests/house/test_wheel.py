"""The wheel alone is the whole program: installed into an empty environment, it finds photos."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, root], check=True)
    [built] = folder.glob("photosearch-*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_holds_models_and_resources(root: Path, wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "models", "resources"], cwd=root, capture_output=True, check=True
    )
    data = {f"photosearch/{name}" for name in tracked.stdout.decode().split("\0") if name}
    assert "photosearch/models/builtin.onnx" in data
    assert data - set(zipfile.ZipFile(wheel).namelist()) == set()


@pytest.mark.slow
def test_the_wheel_holds_neither_tests_nor_set_up(wheel: Path) -> None:
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.startswith("photosearch")} == set()


@pytest.mark.slow
def test_the_installed_wheel_finds_photos(
    root: Path,
    wheel: Path,
    drawn_pictures: Path,
    tmp_path: Path,
    found: Callable[["subprocess.CompletedProcess[str]"], list[str]],
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PHOTOSEARCH"))}
    # The set-up has compiled hnswlib once; without its wheel pip does it again, for any processor of this kind.
    environment |= {"HNSWLIB_NO_NATIVE": "1"}
    links = ["--find-links", root / "build" / "wheels"] if (root / "build" / "wheels").is_dir() else []
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "empty"], check=True)
    programs = tmp_path / "empty" / "bin"
    install = [programs / "python", "-m", "pip", "install", "--quiet", "--no-compile", *links, wheel]
    subprocess.run(install, check=True, env=environment)

    def photosearch(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        command = [programs / "photosearch", "--library", "library", "--json", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    added = photosearch("add", drawn_pictures)
    assert added.returncode == 0, added.stderr
    hits = found(photosearch("find", drawn_pictures / "stripes-1.png", "-k", "2"))
    assert hits == ["stripes-1.png", "stripes-2.png"]
