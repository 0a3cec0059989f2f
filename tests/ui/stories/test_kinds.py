"""Photos of pets: with the cat and without the sofa, of a kind that is typed, and in front of the same background."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.classes import photos_of_class
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.mix import aims, find_mixed
from photosearch.services.query import Asked
from photosearch.ui.controllers.kinds import JOB
from photosearch.ui.main_window import MainWindow
from tests.drawing import finish
from tests.ui.stories.test_stories import PATIENCE, idle, names, search

Show = Callable[..., MainWindow]
Shot = Callable[..., None]


@pytest.fixture
def pets(shared: Path) -> Path:
    return shared / "data" / "labelled" / "pets"


@pytest.fixture
def of_pets(pets: Path, tmp_path: Path) -> Path:
    with Library(tmp_path / "pets") as library:
        finish(add(library, [pets / "Bengal", pets / "american_bulldog"], Cancel()))
    return tmp_path / "pets"


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(widget.width() // 2, widget.height() // 2))


def test_a_cat_without_its_sofa_its_background_and_a_kind_that_is_typed(
    show: Show, picture: Shot, of_pets: Path, pets: Path, qtbot: QtBot
) -> None:
    window = show(of_pets)
    cat = pets / "Bengal" / "Bengal_133.jpg"
    search(window, cat, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running(JOB) and window.asking.kinds.section.isVisible())
    rows = window.asking.kinds.section.rows
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        click(rows["Egyptian cat"].plus)
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        click(rows["studio couch"].minus)
    idle(window, qtbot)
    asked = Asked(cat, classes=("-studio couch", "Egyptian cat"))
    assert window.search.question.asked == (asked,)
    found = finish(find(window.library, asked, 500)).hits
    assert names(window) == [Path(hit.path).name for hit in found]
    QTest.mouseMove(rows["Egyptian cat"], QPoint(20, 8))
    qtbot.waitUntil(lambda: window.views.query.view._glance is not None)
    picture(window, "_ticked")

    search(window, cat, qtbot)
    combo = window.asking.aims.choice.combo
    combo.setFocus()
    for aim in ("subject", "background"):
        with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
            QTest.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentData() == aim
    idle(window, qtbot)
    mixed = finish(
        find_mixed(window.library, cat, aims(window.library.lacking)["background"], 500, Cancel())
    ).answer.hits
    assert names(window) == [Path(hit.path).name for hit in mixed]
    picture(window, "_background")

    window.views.grid.setFocus()
    QTest.keyClick(window.views.grid, Qt.Key.Key_K)
    offer = window.asking.typed_kind.offer
    qtbot.waitUntil(offer.popup.isVisible)
    for letter in "bull":
        QTest.keyClick(offer.popup, letter)
    qtbot.waitUntil(lambda: window.views.bar.filter.text() == "bull" and offer.popup.isVisible())
    qtbot.wait(300)
    picture(offer.popup, "_list")
    QTest.keyClick(offer.popup, Qt.Key.Key_Down)
    name = offer.popup.currentIndex().data()
    with qtbot.waitSignal(window.search.unjudged, timeout=PATIENCE):
        QTest.keyClick(offer.popup, Qt.Key.Key_Return)
    idle(window, qtbot)
    kind = window.search.question.kind
    assert name.startswith(f"Photos of: {kind}")
    assert window.views.head.words.text() == f"Photos of: {kind}"
    assert names(window) == [Path(hit.path).name for hit in photos_of_class(window.library, kind, 500)]
    picture(window, "_typed")
