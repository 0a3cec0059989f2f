"""`photosearch export` where torch is not installed; with it, see tests/train."""

from collections.abc import Callable
from pathlib import Path

import pytest

from photosearch.services import train
from tests.cli.conftest import Outcome


def test_where_torch_is_missing_it_is_said_how_to_install_it(
    photosearch: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(train, "find_spec", lambda name: None if name == "torchvision" else object())
    outcome = photosearch("export", "resnet18", "--random", "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "Exporting needs torchvision" in outcome.err
    assert "photosearch[train]" in outcome.err
    assert not (tmp_path / "out").exists()


def test_random_weights_are_never_taken_by_default(photosearch: Callable[..., Outcome], tmp_path: Path) -> None:
    outcome = photosearch("export", "resnet18", "--out", tmp_path / "out")
    assert outcome.code == 1
    assert "--weights FILE" in outcome.err
    assert "--random" in outcome.err
    assert not (tmp_path / "out").exists()
