"""`photosearch train distill` where torch is not installed; with it, see tests/train."""

from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.services import train
from tests.cli.conftest import Outcome


def test_where_torch_is_missing_it_is_said_how_to_install_it(
    photosearch: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(train, "find_spec", lambda name: None if name == "torch" else object())
    asked = ("train", "distill", "--teacher", tmp_path / "t.onnx", "--photos", tmp_path, "--out", tmp_path / "out")
    outcome = photosearch(*asked)
    assert outcome.code == 1
    assert "needs torch" in outcome.err
    assert "photosearch[train]" in outcome.err
    assert not (tmp_path / "out").exists()


def test_blocks_that_are_no_numbers_are_wrong_usage(photosearch: Callable[..., Outcome], tmp_path: Path) -> None:
    asked = ("train", "distill", "--teacher", tmp_path / "t.onnx", "--photos", tmp_path, "--out", tmp_path / "out")
    for blocks in ("two", "2,,2", "2,0,2,2", ""):
        outcome = photosearch(*asked, "--blocks", blocks)
        assert outcome.code == 2
        assert "such as 2,2,3,2" in outcome.err


def test_a_stem_that_is_not_two_numbers_is_wrong_usage(photosearch: Callable[..., Outcome], tmp_path: Path) -> None:
    asked = ("train", "distill", "--teacher", tmp_path / "t.onnx", "--photos", tmp_path, "--out", tmp_path / "out")
    wrong = {"24": "requires 2 arguments", "24 48 96": "unexpected extra argument", "24 0": "0 is not in the range"}
    for stem, said in wrong.items():
        outcome = photosearch(*asked, "--stem", *stem.split())
        assert outcome.code == 2
        assert said in outcome.err
