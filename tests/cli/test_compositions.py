from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

Photosearch = Callable[..., Outcome]


@pytest.fixture
def added(photosearch: Photosearch, photos: Path) -> Path:
    assert photosearch("add", photos).code == 0
    return photos


def test_photos_are_listed_with_their_words_and_json_tells_how_many(photosearch: Photosearch, added: Path) -> None:
    answer = photosearch("compositions", "--json").json
    assert (answer["count"], answer["wanted"]) == (4, [])
    assert {Path(row["path"]).name for row in answer["photos"]} == {f"{n}.jpg" for n in range(4)}
    lines = photosearch("compositions").out.splitlines()
    for line, row in zip(lines, answer["photos"], strict=True):
        assert line == f"{', '.join(row['composition']):<14}  {row['path']}"


def test_wanted_words_narrow_the_list_and_all_words_together_hold_every_photo(
    photosearch: Photosearch, added: Path
) -> None:
    all_of_them = {row["path"] for row in photosearch("compositions", "--json").json["photos"]}
    seen: set[str] = set()
    for word in ("left", "centred", "right", "none"):
        for row in photosearch("compositions", "--is", word, "--json").json["photos"]:
            assert word in row["composition"]
            seen.add(row["path"])
    assert seen == all_of_them
    together = photosearch("compositions", "--is", "left", "--is", "right", "--is", "centred", "--is", "none", "--json")
    assert together.json["count"] == 4


def test_more_than_are_shown_are_counted(photosearch: Photosearch, added: Path) -> None:
    outcome = photosearch("compositions", "-k", 1)
    assert outcome.out.splitlines()[-1] == "1 of 4 photos; show more with -k."


def test_nothing_found_and_wrong_use_are_said(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    outcome = photosearch("compositions", "--is", "sideways")
    assert outcome.code == 2
    assert "fills" in outcome.err
    outcome = photosearch("compositions", library=tmp_path / "nowhere")
    assert outcome.code == 1
    assert outcome.err.startswith("photosearch: ")
    outcome = photosearch("compositions", "--is", "small", "--is", "fills", "--is", "none", "--json")
    if outcome.json["count"] == 0:
        said = photosearch("compositions", "--is", "small", "--is", "fills", "--is", "none").out
        assert said == "No photo is composed like that. Ask for less.\n"
