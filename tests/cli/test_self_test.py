"""`photosearch self-test`: its shapes and its ends."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from photosearch.cli import self_test as verb
from photosearch.cli.self_test import _next
from photosearch.services.self_test import Measured, SelfTest
from tests.cli.conftest import Outcome
from tests.drawing import draw

Photosearch = Callable[..., Outcome]


@pytest.fixture
def pairs(photosearch: Photosearch, tmp_path: Path) -> Path:
    """A library of two folders of three photos."""
    for number in range(6):
        draw(tmp_path / "photos" / str(number // 3) / f"{number}.png", number)
    assert photosearch("add", tmp_path / "photos").code == 0
    return tmp_path / "photos"


def made_up(default: str = "gem", **options: Any) -> SelfTest:
    rows = [Measured("blcf", 1.0, 0.9, 4, 0.0), Measured("avg", 1.0, 0.8, 4, 0.0)]
    return SelfTest(rows, default, "fake", 4, 2, "2026-01-02T03:04:05+00:00", **options)


def test_the_table_the_best_method_and_the_place_of_the_report_are_said(
    photosearch: Photosearch, pairs: Path, tmp_path: Path
) -> None:
    outcome = photosearch("self-test")
    assert outcome.code == 0
    (report,) = (tmp_path / "library" / "reports").glob("*.md")
    assert str(report) in outcome.out
    assert report.read_text() in outcome.out
    assert "The best is `" in outcome.out


def test_json_is_one_object_with_a_row_for_every_method(photosearch: Photosearch, pairs: Path) -> None:
    answer = photosearch("self-test", "--json").json
    assert (answer["photos"], answer["folders"], answer["default"], answer["stopped"]) == (6, 2, "gem", False)
    assert answer["best"] == answer["offered"] == answer["rows"][0]["method"]
    assert set(answer["rows"][0]) == {"method", "top1", "mAP", "queries", "seconds_per_query"}
    assert (answer["adopted"], answer["warning"]) == (None, None)
    assert Path(answer["report"]).exists()


def test_adopt_makes_the_best_the_default_of_the_next_search(photosearch: Photosearch, pairs: Path) -> None:
    best = photosearch("self-test", "--adopt", "--json").json["adopted"]
    assert photosearch("self-test", "--json").json["default"] == best
    assert f"Photos are compared by {best} from now on." in photosearch("self-test", "--adopt").out


def test_the_command_to_adopt_is_named_where_there_is_something_better() -> None:
    assert _next(made_up(), None) == [
        "Search by the best: photosearch find IMAGE --descriptor blcf",
        "Compare photos by avg from now on: photosearch self-test --adopt",
    ]
    assert "and it is" in _next(made_up("avg"), None)[-1]


def test_a_stopped_test_adopts_nothing(photosearch: Photosearch, pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> Any:
        yield from ()
        return made_up(stopped=True)

    monkeypatch.setattr(verb, "run", stopped)
    monkeypatch.setattr(verb, "adopt", lambda *_: pytest.fail("adopted"))
    assert "was stopped" in photosearch("self-test", "--adopt").out


def test_a_report_that_cannot_be_kept_is_a_warning(photosearch: Photosearch, pairs: Path, tmp_path: Path) -> None:
    (tmp_path / "library" / "reports").touch()
    outcome = photosearch("self-test", "--json")
    assert outcome.code == 0
    assert outcome.json["report"] is None
    assert "could not be kept" in outcome.err


def test_a_library_without_folders_to_compare_is_exit_code_1(photosearch: Photosearch, photos: Path) -> None:
    assert photosearch("self-test").code == 1
    photosearch("add", photos)
    outcome = photosearch("self-test", "--json")
    assert (outcome.code, outcome.out) == (1, "")
    assert "2 or more folders" in outcome.err
