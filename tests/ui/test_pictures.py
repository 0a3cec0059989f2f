"""Several query pictures, each with its weight, in the window."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers import pictures
from photosearch.ui.drop import Dropped
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE, finish
from tests.ui.test_feedback import press, select
from tests.ui.test_history import rows as history
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches with one picture."""
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.method.mix.methods))
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    return window


def weights(window: MainWindow) -> list[tuple[str, float]]:
    return [(one.path.name, one.weight) for one in window.search.question.asked]


def sliders(window: MainWindow) -> list[int]:
    return [row.slider.value() for row in window.asking.pictures.view.rows]


def assert_shown(window: MainWindow, folder: Path, asked: Sequence[Asked]) -> None:
    with Library(folder.parent / "library", str(FAKE)) as library:
        hits = finish(find(library, asked[0], 500, others=asked[1:])).hits
    assert [(item.path, item.score) for item in window.grid.model.items] == [(hit.path, hit.score) for hit in hits]


def test_selected_photos_are_added_and_taken_away_by_key(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    view = window.asking.pictures.view
    assert view.add_button.isVisible()
    assert not view.rows
    select(window, "3.jpg")
    press(window, Qt.Key.Key_A, qtbot)
    assert weights(window) == [("7.jpg", 1.0), ("3.jpg", 1.0)]
    select(window, "4.jpg")
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.views.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    idle(window, qtbot)
    current = window.grid.current()
    assert current is not None
    assert Path(current.path).name != "4.jpg"  # the grid does not follow it to its end
    assert weights(window) == [("7.jpg", 1.0), ("3.jpg", 1.0), ("4.jpg", -0.5)]
    assert sliders(window) == [100, 100, -50]
    assert [row.value.text() for row in view.rows] == ["100 %", "100 %", "\N{MINUS SIGN}50 %"]
    asked = [Asked(indexed / "7.jpg"), Asked(indexed / "3.jpg"), Asked(indexed / "4.jpg", weight=-0.5)]
    assert_shown(window, indexed, asked)
    assert history(window)[0].startswith("7.jpg and 2 more, less like 4.jpg")
    assert not window.views.query.name.isVisible()  # every row has its name
    qtbot.waitUntil(lambda: all(not row.picture.icon().isNull() for row in view.rows))
    with qtbot.waitSignal(window.search.answered):
        window.asking.pictures.add([indexed / "4.jpg"])  # it is there already
    assert weights(window)[2] == ("4.jpg", 1.0)
    idle(window, qtbot)


def test_moving_a_slider_searches_again_but_not_at_every_step(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    window.asking.pictures.add([indexed / "3.jpg"])
    idle(window, qtbot)
    steps, searches, row = history(window), [], window.asking.pictures.view.rows[1]
    window.search.asked.connect(lambda: searches.append(weights(window)[1][1]))
    with qtbot.waitSignal(window.search.answered):
        for weight in range(99, 39, -1):
            row.slider.setValue(weight)
        assert searches == []
    idle(window, qtbot)
    assert searches == [0.4]
    assert window.asking.pictures.view.rows[1] is row  # the mouse may hold it
    assert_shown(window, indexed, [Asked(indexed / "7.jpg"), Asked(indexed / "3.jpg", weight=0.4)])
    with qtbot.waitSignal(window.search.answered):
        row.slider.setValue(-20)
    idle(window, qtbot)
    assert_shown(window, indexed, [Asked(indexed / "7.jpg"), Asked(indexed / "3.jpg", weight=-0.2)])
    assert len(history(window)) == len(steps)  # one row, not one a move


def test_a_slider_waits_for_the_search_that_is_under_way(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.asking.pictures.add([indexed / "3.jpg"])
    idle(window, qtbot)
    searches: list[float] = []
    window.search.asked.connect(lambda: searches.append(weights(window)[1][1]))
    with monkeypatch.context() as patch:
        patch.setattr(window.runner, "is_running", lambda job: job == pictures.JOB)
        window.asking.pictures.view.rows[1].slider.setValue(10)
        qtbot.wait(3 * pictures.EVERY)
        assert searches == []
    qtbot.waitUntil(lambda: searches == [0.1])
    idle(window, qtbot)


def test_where_nothing_counts_the_reason_is_in_the_grid_and_the_slider_brings_the_photos_back(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.search.failed):
        window.asking.pictures.take_away([indexed / "7.jpg"])
    assert window.views.middle.currentWidget() is window.views.empty
    assert "give at least one of them a weight above 0" in window.views.empty._sentence.text()
    (row,) = window.asking.pictures.view.rows
    with qtbot.waitSignal(window.search.answered):
        row.slider.setValue(60)
    idle(window, qtbot)
    assert window.views.middle.currentWidget() is window.views.grid


def test_a_row_is_removed_and_the_last_one_counts_fully(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    window.asking.pictures.take_away([indexed / "3.jpg"])
    idle(window, qtbot)
    remove = window.asking.pictures.view.rows[0].remove
    remove.setFocus()
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(remove, Qt.Key.Key_Return)
    idle(window, qtbot)
    assert weights(window) == [("3.jpg", 1.0)]
    assert window.asking.pictures.view.rows == []
    assert window.asking.pictures.view.add_button.isVisible()
    assert window.views.query.name.text() == "3.jpg"
    assert window.views.query.name.isVisible()
    window.search.show_library()
    assert not window.asking.pictures.view.isVisible()


def test_a_click_on_a_row_shows_its_picture(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    window.search.set_region(Box(0, 0, 50, 50))
    window.asking.pictures.add([indexed / "3.jpg", indexed / "4.jpg"])
    idle(window, qtbot)
    with qtbot.waitSignal(window.search.query_shown) as shown:
        QTest.mouseClick(window.asking.pictures.view.rows[2], Qt.MouseButton.LeftButton)
    assert shown.args[0] == indexed / "4.jpg"
    assert window.search.question.asked == (
        Asked(indexed / "4.jpg"),
        Asked(indexed / "7.jpg", Box(0, 0, 50, 50)),
        Asked(indexed / "3.jpg"),
    )
    idle(window, qtbot)
    assert_shown(window, indexed, window.search.question.asked)
    with qtbot.waitSignal(window.search.query_shown) as shown:
        window.asking.pictures.view.rows[1].picture.click()
    assert shown.args[0] == indexed / "7.jpg"
    idle(window, qtbot)


def test_the_rows_follow_the_question_back_and_forth_and_marks_stay(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    window.search.mark([indexed / "5.jpg"], right=True)
    idle(window, qtbot)
    window.asking.pictures.take_away([indexed / "3.jpg"])
    idle(window, qtbot)
    assert window.search.second.right == (Asked(indexed / "5.jpg"),)
    window.history.back()
    qtbot.waitUntil(lambda: not window.asking.pictures.view.rows)
    idle(window, qtbot)
    window.history.forth()
    qtbot.waitUntil(lambda: sliders(window) == [100, -50])
    idle(window, qtbot)


def test_pictures_are_chosen_and_dropped_besides_those_that_are_there(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = [str(indexed / "1.jpg"), str(indexed / "2.jpg")]
    monkeypatch.setattr(pictures.QFileDialog, "getOpenFileNames", lambda *_args: (chosen, ""))
    window.asking.pictures.view.add_button.click()
    idle(window, qtbot)
    assert [name for name, _ in weights(window)] == ["7.jpg", "1.jpg", "2.jpg"]
    window.take(Dropped(files=(indexed / "3.jpg",), added=True))
    idle(window, qtbot)
    assert [name for name, _ in weights(window)][3:] == ["3.jpg"]
    pixels = QImage(60, 40, QImage.Format.Format_RGB32)
    pixels.fill(Qt.GlobalColor.red)
    window.take(Dropped(image=pixels, added=True))
    idle(window, qtbot)
    assert [name for name, _ in weights(window)][4:] == ["pasted picture 1.png"]
    window.take(Dropped(files=(indexed / "3.jpg",)))
    idle(window, qtbot)
    assert weights(window) == [("3.jpg", 1.0)]


def test_taking_away_needs_a_query_and_adding_makes_one(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    select(window, "3.jpg", "4.jpg")
    window.actions_by_name["take_away"].trigger()
    assert window.search.question == Question()
    assert "first" in window.views.strip.said.text()
    with qtbot.waitSignal(window.search.answered):
        window.actions_by_name["add_picture"].trigger()
    assert {name for name, _ in weights(window)} == {"3.jpg", "4.jpg"}
    idle(window, qtbot)


def test_of_very_many_pictures_the_first_have_rows_and_all_are_searched_with(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    view = window.asking.pictures.view
    view.show_pictures([(f"/p/{n}.jpg", f"{n}.jpg", 100) for n in range(30)])
    assert len(view.rows) == 24
    assert view.list.height() < 200
