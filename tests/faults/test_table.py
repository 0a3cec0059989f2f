"""The faults that are quick, so that the program which does them all stays whole; `make faults` does the others."""

from pathlib import Path

import pytest

from tests.faults.__main__ import main
from tests.faults.table import FAULTS
from tests.faults.world import Outcome

QUICK = ("clocks", "unplugged", "older-version", "newer-version", "damaged-index")


@pytest.mark.parametrize("name", QUICK)
def test_no_photo_is_lost_and_the_person_is_told_something(name: str, tmp_path: Path) -> None:
    outcome = FAULTS[name](tmp_path)
    assert outcome.tried > 0
    assert outcome.lost == 0
    assert outcome.seen


def test_a_lost_photo_and_a_fault_that_goes_wrong_are_failures(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_home: Path) -> Outcome:
        raise AssertionError("it was not cut")

    for fault, message in ((lambda _home: Outcome(1, 1, "nothing", ""), "1    1  nothing"), (broken, "it was not cut")):
        monkeypatch.setattr("tests.faults.__main__.FAULTS", {"one": fault})
        assert main(["one"]) == 1
        assert message in capsys.readouterr().out
