import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from photosearch.ui.controllers.curation import Curation
from photosearch.ui.controllers.undo import Undo
from photosearch.ui.job_runner import JobRunner
from tests.drawing import draw


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the trash is not a folder of the home")
def test_photos_go_to_the_trash_of_a_home_that_has_none_yet_and_come_back(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "share"))
    photo = draw(tmp_path / "photo.jpg", 1)
    parent = QObject()
    undo = Undo(parent)
    runner = JobRunner(parent)
    curation = Curation(undo, runner, parent)
    said: list[str] = []
    curation.told.connect(said.append)
    curation.trash([photo])
    assert not photo.exists()
    assert said == ["Moved to the trash: 1. Undo with Ctrl+Z"]
    with qtbot.waitSignal(curation.changed, timeout=10_000):
        undo.undo()
    runner.close()
    assert photo.exists()
    assert said[1:] == ["Brought back: 1"]
    assert not list((tmp_path / "home").rglob("*.trashinfo"))
