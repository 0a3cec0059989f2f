"""What the tests of the house rules share."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def modules(root: Path) -> list[str]:
    """The names of all modules of the package."""
    files = (path.relative_to(root).with_suffix("") for path in sorted((root / "photosearch").rglob("*.py")))
    return [".".join(file.parts).removesuffix(".__init__") for file in files]


@pytest.fixture
def drawn_pictures(tmp_path: Path) -> Path:
    """A folder with two pictures of stripes and two of discs."""
    folder = tmp_path / "drawn pictures"
    folder.mkdir()
    for number in (1, 2):
        stripes = np.full((240, 320, 3), 255, np.uint8)
        stripes[:, :: 24 + number] = stripes[:, 1 :: 24 + number] = (180, 60, 20)
        discs = np.full((240, 320, 3), 30, np.uint8)
        for column in range(40, 320, 80):
            cv2.circle(discs, (column, 100 + 20 * number), 30, (40, 200, 250), -1)
        cv2.imwrite(str(folder / f"stripes-{number}.png"), stripes)
        cv2.imwrite(str(folder / f"discs-{number}.png"), discs)
    return folder


@pytest.fixture
def python_without(root: Path, tmp_path: Path) -> Callable[[Sequence[str], str], "subprocess.CompletedProcess[str]"]:
    """Run code in a new Python, from an empty folder, in which importing the named libraries fails."""

    def run(absent: Sequence[str], code: str) -> "subprocess.CompletedProcess[str]":
        blocked = f"import sys\nsys.modules.update(dict.fromkeys({list(absent)!r}))\n"
        environment = {**os.environ, "PYTHONPATH": str(root)}
        command = [sys.executable, "-W", "error", "-c", blocked + code]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    return run


@pytest.fixture
def search(drawn_pictures: Path) -> str:
    """Code that indexes the drawn pictures and prints, as its last line, what looks like the first one with stripes."""
    question = drawn_pictures / "stripes-1.png"
    return f"""
from photosearch.cli.main import run
assert run(["--library", "library", "--json", "add", {str(drawn_pictures)!r}]) == 0
raise SystemExit(run(["--library", "library", "--json", "find", {str(question)!r}, "-k", "2"]))
"""


@pytest.fixture(scope="session")
def found() -> Callable[["subprocess.CompletedProcess[str]"], list[str]]:
    """Return the names of the photos in the JSON object that a search printed as its last line."""

    def names(done: "subprocess.CompletedProcess[str]") -> list[str]:
        assert done.returncode == 0, done.stderr
        return [Path(hit["path"]).name for hit in json.loads(done.stdout.splitlines()[-1])["hits"]]

    return names
