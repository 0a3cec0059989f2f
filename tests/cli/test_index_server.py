"""The option --index-server, and what stands for it in the environment."""

from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.cli.main import run
from tests.cli.conftest import Outcome
from tests.drawing import FAKE

Photosearch = Callable[..., Outcome]


def test_photos_are_found_through_a_server_of_the_environment(
    photosearch: Photosearch, photos: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")
    monkeypatch.setattr("photosearch.services.index_server.DEADLINE", 60.0)
    monkeypatch.setenv("PHOTOSEARCH_INDEX_SERVER", str(tmp_path / "index.db"))
    assert photosearch("add", photos).err == ""
    answer = photosearch("--json", "find", photos / "2.jpg")
    assert (answer.code, answer.err, answer.json["notes"]) == (0, "", [])
    assert len(answer.json["hits"]) == 4
    assert (tmp_path / "index.db").is_dir()


def test_a_server_that_cannot_be_used_costs_a_note_and_no_photo(photosearch: Photosearch, photos: Path) -> None:
    photosearch("add", photos)
    answer = photosearch("--index-server", "studio", "find", photos / "2.jpg")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 4
    assert "This is no address of an index server." in answer.err
    assert "This machine searched without it." in answer.err


@pytest.mark.parametrize("verb", [[], ["gui"]])
def test_the_window_is_told_which_server_to_use(tmp_path: Path, verb: list[str]) -> None:
    opened: list[tuple[object, ...]] = []

    def window(*arguments: object) -> int:
        opened.append(arguments)
        return 0

    folder = ["--library", str(tmp_path), "--model", str(FAKE)]
    for option in ([], ["--index-server", "http://studio:19530"]):
        assert run([*folder, *option, *verb], window) == 0
    assert [arguments[3] for arguments in opened] == [None, "http://studio:19530"]
