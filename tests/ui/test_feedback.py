from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from photosearch.services.query import Asked
from photosearch.types import Box
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]


def select(window: MainWindow, *wanted: str) -> None:
    chosen = window.views.grid.selectionModel()
    chosen.clearSelection()
    for name in wanted:
        index = window.grid.model.index(names(window).index(name), 0)
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.select(index, QItemSelectionModel.SelectionFlag.Select)


def press(window: MainWindow, key: Qt.Key, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.views.grid, key)
    idle(window, qtbot)


def scores(window: MainWindow) -> dict[str, float | None]:
    return {Path(item.path).name: item.score for item in window.grid.model.items}


def test_calling_hits_right_or_wrong_refines_the_search_and_is_listed_and_undone(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    before = scores(window)
    select(window, "3.jpg")
    press(window, Qt.Key.Key_R, qtbot)
    select(window, "4.jpg", "5.jpg")
    press(window, Qt.Key.Key_X, qtbot)
    assert scores(window)["3.jpg"] > before["3.jpg"]
    assert scores(window)["4.jpg"] < before["4.jpg"]
    assert window.views.query.marks.lines == ["✓ 3.jpg", "✗ 4.jpg", "✗ 5.jpg"]
    marked = {Path(item.path).name: item.right for item in window.grid.model.items if item.right is not None}
    assert marked == {"3.jpg": True, "4.jpg": False, "5.jpg": False}
    for left in (["✓ 3.jpg"], []):
        with qtbot.waitSignal(window.search.answered):
            window.actions_by_name["undo"].trigger()
        idle(window, qtbot)
        assert window.views.query.marks.lines == left
    assert scores(window) == before
    window.actions_by_name["undo"].trigger()
    assert window.views.strip.said.text() == "There is nothing to undo."


def test_saying_it_again_takes_it_back_and_the_query_itself_is_never_wrong(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    before = scores(window)
    select(window, "3.jpg")
    press(window, Qt.Key.Key_R, qtbot)
    select(window, "3.jpg")
    press(window, Qt.Key.Key_R, qtbot)
    assert scores(window) == before
    select(window, "7.jpg")
    press(window, Qt.Key.Key_X, qtbot)
    assert window.search.second.wrong == ()


def test_another_query_begins_without_marks_and_the_library_view_takes_none(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    select(window, "3.jpg")
    QTest.keyClick(window.views.grid, Qt.Key.Key_R)
    assert window.search.second.right == ()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    select(window, "3.jpg")
    press(window, Qt.Key.Key_R, qtbot)
    window.search.search(indexed / "8.jpg")
    idle(window, qtbot)
    assert window.search.second.right == ()
    assert not window.views.query.marks.isVisible()


def test_a_long_list_is_counted_and_scrolls(open_window: Open) -> None:
    marks = open_window().views.query.marks
    marks.show_marks([f"{n}.jpg" for n in range(27)], ["x.jpg"])
    assert len(marks.lines) == len(marks.buttons) == 24
    assert marks.widget().findChildren(QLabel)[-1].text() == "and 4 more"
    assert marks.height() < marks.widget().sizeHint().height() / 4


def test_each_line_can_be_taken_back_by_keyboard_and_the_keyboard_stays_there(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    part = Asked(indexed / "4.jpg", Box(0, 0, 40, 60))
    for parts, right in (([Asked(indexed / "3.jpg"), part], True), ([Asked(indexed / "5.jpg")], False)):
        window.search.mark_parts(parts, right=right)
        idle(window, qtbot)
    marks = window.views.query.marks
    assert marks.lines == ["✓ 3.jpg", "✓ a part of 4.jpg", "✗ 5.jpg"]
    assert [button.accessibleName() for button in marks.buttons][1] == "Take back: ✓ a part of 4.jpg"
    marks.buttons[1].setFocus()
    for left in (["✓ 3.jpg", "✗ 5.jpg"], ["✓ 3.jpg"], []):
        button = next(button for button in marks.buttons if button is window.focusWidget())
        with qtbot.waitSignal(window.search.answered):
            QTest.keyClick(button, Qt.Key.Key_Return)
        idle(window, qtbot)
        assert marks.lines == left
    assert window.search.second.right == window.search.second.wrong == ()
