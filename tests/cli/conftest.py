"""The command line, run as a person or a script would."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from photosearch.cli.main import run
from tests.drawing import FAKE, draw


@dataclass
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def photosearch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Runs one command line in a library of its own and returns what it said."""

    def photosearch(*arguments: object, library: Path = tmp_path / "library", model: Path = FAKE) -> Outcome:
        code = run(["--library", str(library), "--model", str(model), *map(str, arguments)])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return photosearch


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for number in range(4):
        draw(folder / f"{number}.jpg", number)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing that follows is a picture")
    (folder / "notes.txt").write_text("no photo")
    return folder
