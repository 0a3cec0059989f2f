"""Why a photo was found, with real photos: parts of one colour, lit by pointing, and saved as a picture."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from tests.drawing import finish
from tests.ui.stories.conftest import PICTURES
from tests.ui.stories.test_stories import PATIENCE, Shot, Show, idle, names, search
from tests.ui.test_compare import middle


@pytest.fixture
def covers(shared: Path, tmp_path: Path) -> Path:
    """A few hand-held photos of CD covers, indexed."""
    folder = tmp_path / "Covers"
    folder.mkdir()
    for path in sorted((shared / "data" / "labelled" / "cd_covers").glob("*.jpg"))[:40]:
        shutil.copy(path, folder)
    with Library(tmp_path / "library") as library:
        finish(add(library, [folder], Cancel()))
    return folder


def test_why_a_photo_was_found(
    show: Show, picture: Shot, covers: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(tmp_path / "library")
    search(window, covers / "01.jpg", qtbot)
    row = next(row for row, name in enumerate(names(window)) if row and name.startswith("01"))
    window.views.grid.setCurrentIndex(window.grid.model.index(row, 0))
    QTest.keyClick(window.views.grid, Qt.Key.Key_Space)
    assert window.views.is_full
    view = window.views.compare
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(view.hit_layer.regions and view.query_layer.regions), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.runner._handles, timeout=PATIENCE)
    picture(window, "_match")
    QTest.mouseMove(view.query, middle(view.query_layer, 0))
    assert (view.query_layer.lit, view.hit_layer.lit) == (0, 0)
    picture(window, "_pointed")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "why.png"), ""))
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "why.png" in window.views.strip.said.text(), timeout=PATIENCE)
    saved = cv2.imdecode(np.frombuffer((tmp_path / "why.png").read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    assert saved.shape[1] > saved.shape[0] / 2
    shutil.copy(tmp_path / "why.png", PICTURES / "why_a_photo_was_found_saved.png")
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "share of the score" in view.hit_note.text(), timeout=PATIENCE)
    picture(window, "_parts")
    QTest.keyClick(window, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: view.scale.isVisible() and not window.runner._handles, timeout=PATIENCE)
    picture(window, "_cells")
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    idle(window, qtbot)
    qtbot.waitUntil(window.views.details.scale.isVisible, timeout=PATIENCE)
    picture(window, "_grid_in_cells")
