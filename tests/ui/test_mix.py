from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QSlider
from pytestqt.qtbot import QtBot

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel
from photosearch.services.library import Library
from photosearch.services.mix import Opinion, find_mixed
from photosearch.services.second_stage import SecondStage
from photosearch.ui.controllers import mix as controller
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE, draw, finish
from tests.ui.test_main_window import idle, names
from tests.ui.test_method import settled

Open = Callable[..., MainWindow]


def slider(window: MainWindow, name: str) -> QSlider:
    found = window.method.window.methods.rows[name].slider
    assert found is not None
    return found


def scores(window: MainWindow) -> list[float | None]:
    return [item.score for item in window.grid.model.items]


def expected(photos: Path, query: str, **weights: float) -> list[str]:
    with Library(photos.parent / "library", str(FAKE)) as library:
        mixed = finish(find_mixed(library, photos / query, weights, 20, Cancel()))
    return [Path(hit.path).name for hit in mixed.answer.hits]


def facts(window: MainWindow) -> list[str]:
    return [label.text() for label in window.views.details.findChildren(QLabel)]


@pytest.fixture
def mixing(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that mixes the main object and the whole scene, 100 to 40, for 7.jpg."""
    window = open_window()
    window.method.show()
    settled(window, qtbot)
    window.method.choose("scda")
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    with qtbot.waitSignal(window.search.answered):
        slider(window, "avg").setValue(40)
    settled(window, qtbot)
    return window


def test_a_second_slider_starts_a_mix_that_is_said_and_ranks_as_the_command_does(
    mixing: MainWindow, indexed: Path
) -> None:
    assert names(mixing) == expected(indexed, "7.jpg", scda=100, avg=40)
    line = mixing.method.window.mix_line.text()
    assert line == "Mixed: 71 % Main object + 29 % Whole scene, evenly"
    rows = mixing.method.window.methods.rows
    assert not any(row.button.isChecked() for row in rows.values())
    assert mixing.views.bar.method.currentIndex() == -1
    assert rows["scda"].slider.accessibleName() == "How much Main object counts"


def test_moving_a_slider_ranks_anew_at_once_and_asks_nothing(
    mixing: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(mixing.runner, "start", lambda key, _job: started.append(key))
    for weight in (5, 100):
        slider(mixing, "avg").setValue(weight)
        assert names(mixing) == expected(indexed, "7.jpg", scda=100, avg=weight)
    assert "photos" not in started


def test_a_third_method_is_asked_once_and_those_before_it_not_again(
    mixing: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    opinions = controller.opinions

    def listening(library, image, wanted, *rest, **options):  # type: ignore[no-untyped-def]  # passes all on
        asked.append(list(wanted))
        return opinions(library, image, wanted, *rest, **options)

    monkeypatch.setattr(controller, "opinions", listening)
    with qtbot.waitSignal(mixing.search.answered):
        for weight in (3, 9, 60):
            slider(mixing, "max").setValue(weight)
    settled(mixing, qtbot)
    assert asked == [["max"]]
    assert names(mixing) == expected(indexed, "7.jpg", scda=100, avg=40, max=60)


def test_details_say_what_each_method_thinks_only_while_mixing(mixing: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    mixing.views.grid.setCurrentIndex(mixing.grid.model.index(0, 0))
    settled(mixing, qtbot)
    assert {"Main object: rank 1, score 1.000", "Whole scene, evenly: rank 1, score 1.000"} <= set(facts(mixing))
    opinion = mixing.method.mix._said["avg"]
    first = mixing.grid.model.items[0].photo_id
    cut = {photo: place for photo, place in opinion.places.items() if photo != first}
    mixing.method.mix._said["avg"] = Opinion(opinion.answer, opinion.hits, opinion.scores, cut)
    slider(mixing, "avg").setValue(41)
    assert "Whole scene, evenly: not among its first 1,000" in facts(mixing)
    mixing.method.window.one.click()
    settled(mixing, qtbot)
    assert not [text for text in facts(mixing) if "rank 1," in text or "not among" in text]


def test_back_to_one_is_the_search_by_the_method_that_counted_most(
    mixing: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    before = names(mixing)
    with qtbot.waitSignal(mixing.search.answered):
        mixing.method.window.one.click()
    settled(mixing, qtbot)
    assert names(mixing) == expected(indexed, "7.jpg", scda=1)
    assert scores(mixing)[0] == 1.0
    assert mixing.method.window.methods.rows["scda"].button.isChecked()
    assert slider(mixing, "avg").value() == 0
    assert mixing.views.bar.method.currentData() == "scda"
    with qtbot.waitSignal(mixing.search.answered):
        slider(mixing, "avg").setValue(40)
    assert names(mixing) == before


def test_a_radio_button_ends_the_mix_and_a_slider_at_zero_leaves_the_other_method_alone(
    mixing: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(mixing.search.answered):
        slider(mixing, "scda").setValue(0)
    settled(mixing, qtbot)
    assert mixing.search.descriptor == "avg"
    assert mixing.method.window.methods.rows["avg"].button.isChecked()
    assert slider(mixing, "avg").value() == 40
    assert names(mixing) == expected(indexed, "7.jpg", avg=1)
    slider(mixing, "avg").setValue(0)
    assert "at 0" in mixing.method.window.mix_line.text()
    with qtbot.waitSignal(mixing.search.answered):
        mixing.method.window.methods.rows["max"].button.click()
    assert [slider(mixing, name).value() for name in ("max", "avg", "scda")] == [100, 0, 0]


def test_a_new_query_is_searched_mixed(mixing: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(mixing.search.answered):
        mixing.search.search(indexed / "2.jpg")
    settled(mixing, qtbot)
    assert names(mixing) == expected(indexed, "2.jpg", scda=100, avg=40)
    mixing.search.show_library()
    settled(mixing, qtbot)
    assert set(scores(mixing)) == {None}
    slider(mixing, "avg").setValue(30)
    assert set(scores(mixing)) == {None}


def test_marks_refine_a_mix_and_a_closer_look_is_left_out_and_says_so(
    mixing: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    (three,) = [item for item in mixing.grid.model.items if item.path.endswith("/3.jpg")]
    with qtbot.waitSignal(mixing.search.answered):
        mixing.search.mark([Path(three.path)], right=True)
    (marked,) = [item for item in mixing.grid.model.items if item.right]
    assert marked.path == three.path
    assert marked.rank is not None
    assert three.rank is not None
    assert marked.rank <= three.rank
    before = names(mixing)
    with qtbot.waitSignal(mixing.search.answered):
        mixing.method.second.choose(SecondStage(reach=50))
    assert names(mixing) == before
    assert mixing.method.window._second_note.text().startswith("Left out while methods are mixed")


def test_photos_that_are_new_are_asked_for_anew(mixing: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    draw(indexed / "new.jpg", 99)
    mixing.indexing.rescan()
    qtbot.waitUntil(lambda: "new.jpg" in names(mixing), timeout=10_000)
    idle(mixing, qtbot)
    assert names(mixing) == expected(indexed, "7.jpg", scda=100, avg=40)


def test_a_method_that_fails_says_why_and_one_method_is_a_click_away(
    mixing: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_what, **_options):  # type: ignore[no-untyped-def]  # fails whatever it is given
        raise QueryProblem("No such thing.")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(controller, "opinions", failing)
        with qtbot.waitSignal(mixing.search.failed):
            slider(mixing, "max").setValue(50)
    assert mixing.views.empty._sentence.text() == "No such thing."
    with qtbot.waitSignal(mixing.search.answered):
        mixing.views.empty._button.click()
    assert names(mixing) == expected(indexed, "7.jpg", scda=1)


def test_every_slider_is_reached_by_tab_and_the_wheel_only_scrolls(mixing: MainWindow, qtbot: QtBot) -> None:
    window = mixing.method.window
    rows = [row for row in window.methods.rows.values() if row.slider is not None]
    assert len(rows) > 4
    window.activateWindow()
    window.test.setFocus()
    reached = []
    for _ in range(len(window.methods.rows) * 2 + 10):
        reached.append(window.focusWidget())
        QTest.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert {row.slider for row in rows} <= set(reached)
    assert {window.second, window.one, window.network} <= set(reached)
    held = slider(mixing, "avg")
    QTest.keyClick(held, Qt.Key.Key_Right)
    assert held.value() == 41
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(held.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(held, wheel)
    assert held.value() == 41


def test_a_slider_in_hand_outlives_a_refresh(mixing: MainWindow, qtbot: QtBot) -> None:
    held = slider(mixing, "avg")
    mixing.method.refresh()
    settled(mixing, qtbot)
    assert slider(mixing, "avg") is held
    assert held.value() == 40
    assert mixing.method.mix.active


def test_methods_that_photos_lack_have_no_slider(mixing: MainWindow) -> None:
    lacking = [m for m in mixing.method._methods if not m.photos]
    assert lacking
    rows = mixing.method.window.methods.rows
    assert all(rows[method.id].slider is None for method in lacking)
