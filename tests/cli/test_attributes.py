"""`photosearch attributes`: its shapes, its ends and its wrong uses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome
from tests.drawing import draw

Photosearch = Callable[..., Outcome]


@pytest.fixture
def added(photosearch: Photosearch, photos: Path) -> Path:
    assert photosearch("add", photos).code == 0
    return photos


def test_every_dimension_is_one_line_with_the_names_of_the_photos_that_lead_it(
    photosearch: Photosearch, added: Path
) -> None:
    answer = photosearch("attributes", "--json").json
    assert (answer["descriptor"], answer["photos"], answer["dimensions"]) == ("gem", 4, 4)
    lines = photosearch("attributes").out.splitlines()
    assert len(lines) == len(answer["tops"]) == 4
    for number, (line, top) in enumerate(zip(lines, answer["tops"], strict=True), 1):
        assert top["dimension"] == number
        assert line.split() == [str(number), *(Path(path).name for path in top["paths"])]
        assert len(top["paths"]) == 3


def test_photos_along_a_dimension_come_from_either_end_and_rank_1_has_the_most(
    photosearch: Photosearch, added: Path
) -> None:
    most = photosearch("attributes", "--along", 2, "--json").json["ranked"]
    assert [row["rank"] for row in most] == [1, 2, 3, 4]
    assert [row["value"] for row in most] == sorted((row["value"] for row in most), reverse=True)
    assert set(most[0]) == {"rank", "path", "photo_id", "value"}
    least = photosearch("attributes", "--along", 2, "--least", "-k", 2, "--json").json
    assert (least["along"], least["least"]) == (2, True)
    assert least["ranked"] == most[:1:-1]
    listed = photosearch("attributes", "--along", 2, "-k", 1).out
    assert listed.split() == ["1", f"{most[0]['value']:.3f}", most[0]["path"]]


def test_a_photo_is_told_what_it_stands_out_in(photosearch: Photosearch, added: Path) -> None:
    leader = photosearch("attributes", "--along", 2, "-k", 1, "--json").json["ranked"][0]
    answer = photosearch("attributes", leader["path"], "--json").json
    assert answer["photo"] == {"path": leader["path"], "photo_id": leader["photo_id"]}
    assert {"dimension": 2, "rank": 1, "value": leader["value"]} in answer["strongest"]
    first = answer["strongest"][0]
    said = photosearch("attributes", leader["path"], "-k", 1).out
    assert said.split() == [str(first["dimension"]), f"{first['value']:.3f}", "photo", str(first["rank"]), "of", "4"]


def test_names_with_newlines_stay_on_their_line(photosearch: Photosearch, added: Path) -> None:
    draw(added / "new\nline.jpg", 10, format="jpeg")
    photosearch("scan")
    assert len(photosearch("attributes", "--along", 1).out.splitlines()) == 5
    assert len(photosearch("attributes", "-k", 5).out.splitlines()) == 5


def test_wrong_input_is_exit_code_1_with_one_message(photosearch: Photosearch, added: Path, tmp_path: Path) -> None:
    stranger = draw(tmp_path / "stranger.jpg", 9)
    for arguments in (["--along", 0], ["--along", 99], ["--along", -1], [stranger], [tmp_path / "missing.jpg"]):
        outcome = photosearch("attributes", *arguments, "--json")
        assert (outcome.code, outcome.out) == (1, ""), arguments
        assert outcome.err.startswith("photosearch: ")
    assert photosearch("attributes", library=tmp_path / "nowhere").code == 1


@pytest.mark.parametrize("arguments", [["x.jpg", "--along", "1"], ["--least"], ["-k", "0"], ["x.jpg", "--least"]])
def test_wrong_usage_is_exit_code_2(photosearch: Photosearch, arguments: list[str]) -> None:
    outcome = photosearch("attributes", *arguments)
    assert outcome.code == 2
    assert "Usage" in outcome.err
