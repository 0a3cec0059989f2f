import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from photosearch.services.searches import DAMAGED, FILE
from photosearch.services.second_stage import SecondStage
from photosearch.types import Box
from photosearch.ui.controllers import history as controller
from photosearch.ui.main_window import MainWindow
from tests.drawing import draw
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


def rows(window: MainWindow) -> list[str]:
    steps = window.views.history.steps
    return [steps.item(row).text() for row in range(steps.count())]


def saved(window: MainWindow) -> list[str]:
    steps = window.views.history.saved
    return [steps.item(row).text() for row in range(steps.count())]


def hits(window: MainWindow) -> list[tuple[str, float | None, bool | None]]:
    return [(item.path, item.score, item.right) for item in window.grid.model.items]


def click(window: MainWindow, row: int, qtbot: QtBot) -> None:
    steps = window.views.history.steps
    with qtbot.waitSignal(window.search.answered):
        steps.itemClicked.emit(steps.item(row))
    idle(window, qtbot)


def search(window: MainWindow, path: Path, qtbot: QtBot, region: Box | None = None) -> None:
    with qtbot.waitSignal(window.search.answered):
        window.search.search(path, region=region)
    idle(window, qtbot)


@pytest.fixture
def window(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.method.mix.methods))
    return window


def test_every_search_is_a_row_in_plain_words_the_newest_on_top(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    assert window.views.history.nothing.isVisible()
    search(window, indexed / "7.jpg", qtbot)
    search(window, indexed / "3.jpg", qtbot, Box(0, 0, 50, 50))
    window.search.mark([indexed / "4.jpg"], right=True)
    idle(window, qtbot)
    window.method.choose("avg")
    idle(window, qtbot)
    window.method.second.choose(SecondStage(expand=5))
    idle(window, qtbot)
    window.search.search(indexed / "1.jpg", indexed / "2.jpg")
    idle(window, qtbot)
    best = next(iter(window.method.mix.methods.values())).title
    assert [row.replace(best, "BEST") for row in rows(window)] == [
        "1.jpg and 1 more, by Whole scene, evenly, then search again with the 5 best hits added",
        "3.jpg, part of it, by Whole scene, evenly, then search again with the 5 best hits added, 1 right",
        "3.jpg, part of it, by Whole scene, evenly, 1 right",
        "3.jpg, part of it, by BEST, 1 right",
        "3.jpg, part of it, by BEST",
        "7.jpg, by BEST",
    ]
    assert not window.views.history.nothing.isVisible()


def test_a_row_makes_its_search_again_exactly_and_stays_where_it_is(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    search(window, indexed / "7.jpg", qtbot, Box(0, 0, 50, 50))
    with qtbot.waitSignal(window.search.answered):
        window.search.mark([indexed / "4.jpg"], right=True)
    idle(window, qtbot)
    with qtbot.waitSignal(window.search.answered):
        window.method.mix.weigh("avg", 40)
    idle(window, qtbot)
    mixed, seen = hits(window), rows(window)
    window.method.choose("max")
    idle(window, qtbot)
    search(window, indexed / "3.jpg", qtbot)
    seen = rows(window)
    click(window, 2, qtbot)
    assert hits(window) == mixed
    assert window.method.mix.active
    assert window.search.region == Box(0, 0, 50, 50)
    assert window.views.query.marks.lines == ["✓ 4.jpg"]
    assert rows(window) == seen
    assert window.views.history.steps.currentRow() == 2


def test_moving_the_slider_of_a_mix_makes_one_row_not_one_a_move(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    search(window, indexed / "7.jpg", qtbot)
    for weight in (10, 20, 30):
        window.method.mix.weigh("avg", weight)
        idle(window, qtbot)
    assert len(rows(window)) == 2


def test_back_and_forth_follow_the_way_that_was_gone(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    found = {}
    for name in ("7.jpg", "3.jpg", "1.jpg"):
        search(window, indexed / name, qtbot)
        found[name] = hits(window)
    for name, action in (("3.jpg", "step_back"), ("7.jpg", "step_back"), ("3.jpg", "step_forth")):
        with qtbot.waitSignal(window.search.answered):
            window.actions_by_name[action].trigger()
        idle(window, qtbot)
        assert hits(window) == found[name]
    window.search.show_library()
    idle(window, qtbot)
    with qtbot.waitSignal(window.search.answered):
        window.actions_by_name["step_back"].trigger()
    idle(window, qtbot)
    assert hits(window) == found["3.jpg"]
    search(window, indexed / "5.jpg", qtbot)
    window.actions_by_name["step_forth"].trigger()
    assert window.views.strip.said.text() == "There is no search after this one."
    assert [row.split(",")[0] for row in rows(window)] == ["5.jpg", "1.jpg", "3.jpg", "7.jpg"]


def test_undo_takes_back_curation_first_and_then_goes_back_one_search(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    search(window, indexed / "7.jpg", qtbot)
    search(window, indexed / "3.jpg", qtbot)
    taken: list[str] = []
    window.undo.push(lambda: taken.append("curation"))
    window.actions_by_name["undo"].trigger()
    assert taken == ["curation"]
    assert window.search.query == indexed / "3.jpg"
    with qtbot.waitSignal(window.search.answered):
        window.actions_by_name["undo"].trigger()
    assert window.search.query == indexed / "7.jpg"
    idle(window, qtbot)
    window.actions_by_name["undo"].trigger()
    assert window.views.strip.said.text() == "There is nothing to undo."


def test_a_name_is_typed_in_place_and_survives_until_it_is_deleted_which_can_be_undone(
    open_window: Open, window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    search(window, indexed / "7.jpg", qtbot, Box(0, 0, 50, 50))
    before, steps = hits(window), window.views.history.steps
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_F2)
    editor = steps.findChild(QLineEdit)
    assert editor is not None
    editor.setText("  A corner ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: saved(window) == ["A corner"])
    assert rows(window) == []
    window.close()
    again = open_window()
    assert saved(again) == ["A corner"]
    listed = again.views.history.saved
    with qtbot.waitSignal(again.search.answered):
        listed.itemClicked.emit(listed.item(0))
    idle(again, qtbot)
    assert hits(again) == before
    assert rows(again) == []
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert saved(again) == []
    assert (indexed / "7.jpg").exists()
    again.actions_by_name["undo"].trigger()
    assert saved(again) == ["A corner"]


def test_a_read_only_window_shows_saved_searches_and_changes_none(
    open_window: Open, window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    search(window, indexed / "7.jpg", qtbot)
    window.history.name(window.history._steps[0], "kept")
    other = open_window(read_only=True)
    listed = other.views.history.saved
    assert saved(other) == ["kept"]
    assert not listed.item(0).flags() & Qt.ItemFlag.ItemIsEditable
    listed.setCurrentRow(0)
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert saved(other) == ["kept"]


def test_damaged_searches_are_no_crash_are_kept_aside_and_said(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    folder = indexed.parent / "library"
    (folder / FILE).write_text("{ half a file")
    window = open_window()
    assert saved(window) == []
    assert (folder / DAMAGED).read_text() == "{ half a file"
    assert json.loads((folder / FILE).read_text())["searches"] == []
    qtbot.waitUntil(lambda: DAMAGED in window.views.strip.said.text())


def test_a_picture_that_is_gone_is_said_in_place_of_the_photos(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    outside = indexed.parent / "outside.png"
    draw(outside, 99)
    search(window, outside, qtbot)
    search(window, indexed / "7.jpg", qtbot)
    outside.unlink()
    window.views.history.steps.itemClicked.emit(window.views.history.steps.item(1))
    qtbot.waitUntil(lambda: window.views.middle.currentWidget() is window.views.empty)
    assert "outside.png" in window.views.empty._sentence.text()
    with qtbot.waitSignal(window.search.failed):
        window.views.empty._button.click()
    window.actions_by_name["step_back"].trigger()
    idle(window, qtbot)


def test_no_more_than_the_latest_searches_are_listed(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(controller, "MOST", 3)
    for number in range(5):
        window.search.search(indexed / f"{number}.jpg")
    idle(window, qtbot)
    assert [row.split(",")[0] for row in rows(window)] == ["4.jpg", "3.jpg", "2.jpg"]
    search(window, indexed / "3.jpg", qtbot)
    assert [row.split(",")[0] for row in rows(window)] == ["3.jpg", "4.jpg", "2.jpg"]
