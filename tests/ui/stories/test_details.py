import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.query import Spot
from photosearch.ui.main_window import MainWindow
from tests.drawing import finish
from tests.ui.stories.test_stories import PATIENCE, idle, names, search

Show = Callable[..., MainWindow]
Shot = Callable[..., None]
COVERS = ("01", "02", "03", "07", "11", "20", "23", "31")
LETTERING, FACE = Spot(650, 560), Spot(400, 620)
"""Points of 07_3.jpg; what they show was seen by eye."""


@pytest.fixture
def covers(shared: Path, tmp_path: Path) -> Path:
    """Photos of eight CD covers, four of each, in a library that has learned visual words."""
    folder = tmp_path / "Covers"
    folder.mkdir()
    for cover in COVERS:
        for photo in sorted((shared / "data" / "labelled" / "cd_covers").glob(f"{cover}*.jpg")):
            shutil.copy(photo, folder)
    with Library(tmp_path / "library") as library:
        finish(add(library, [folder], Cancel(), ["blcf"]))
    return folder


def test_photos_with_the_lettering_of_a_cover_are_found_and_it_is_lit(
    show: Show, picture: Shot, covers: Path, qtbot: QtBot
) -> None:
    window = show(covers.parent / "library")
    search(window, covers / "07_3.jpg", qtbot)
    QTest.keyClick(window, Qt.Key.Key_D)
    layer = window.asking.spots.layers["query picture"]
    qtbot.waitUntil(lambda: layer.hasFocus() and layer.has_grid, timeout=PATIENCE)

    def click(spot: Spot, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
            QTest.mouseClick(layer, button, pos=layer.on_screen(spot).toPoint())
        idle(window, qtbot)

    click(LETTERING)
    with_letters = names(window)
    # All names in large plain letters; not 01, fine letters on an arm, nor 23, letters that are drawn as outlines.
    assert {name[:2] for name in with_letters} == {"02", "03", "07", "11", "20", "31"}
    assert window.overlays.current == "words"
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    qtbot.waitUntil(lambda: window.views.details.view._tint is not None, timeout=PATIENCE)
    picture(window)
    click(FACE, Qt.MouseButton.RightButton)
    assert names(window).index("31_3.jpg") < with_letters.index("31_3.jpg")  # the one whose face looks away
    assert "crossed out" in window.views.strip.said.text()
    picture(window, "_without_the_face")
    window.views.grid.setCurrentIndex(window.grid.model.index(0, 0))
    window.open_full()
    qtbot.waitUntil(lambda: window.views.compare.hit._tint is not None, timeout=PATIENCE)
    picture(window, "_at_full_size")
    window.views.leave_full()
    window.views.query.whole_button.click()
    idle(window, qtbot)
    assert window.overlays.current == ""
