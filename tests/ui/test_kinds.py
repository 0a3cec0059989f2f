from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.services.find import find
from photosearch.services.kinds import Kind, kinds_in
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.services.question import Question
from photosearch.services.sights import stored_sight, tint_of
from photosearch.types import Box
from photosearch.ui.controllers import kinds as controller
from photosearch.ui.main_window import MainWindow
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.views.kinds_section import KindRow, KindsSection
from tests.drawing import FAKE, draw, finish
from tests.ui.test_main_window import idle
from tests.ui.test_parts import expected, shown

Open = Callable[..., MainWindow]
KINDS = [Kind(name, name, share=0.3 / (place + 1)) for place, name in enumerate("dog sofa cat lamp vase rug".split())]


@pytest.fixture
def section(qtbot: QtBot) -> KindsSection:
    section = KindsSection()
    qtbot.addWidget(section)
    section.show_kinds(KINDS, {})
    return section


def settled(window: MainWindow, qtbot: QtBot) -> None:
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running(controller.JOB), timeout=10_000)
    idle(window, qtbot)


def rows(window: MainWindow) -> list[KindRow]:
    return list(window.asking.kinds.section.rows.values())


@pytest.fixture
def asking(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches with 3.jpg."""
    window = open_window()
    window.search.search(indexed / "3.jpg")
    settled(window, qtbot)
    return window


def press(button: object, window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.search.answered):
        button.click()  # type: ignore[attr-defined]
    settled(window, qtbot)


def test_what_is_seen_in_the_query_is_listed_with_its_share_once_its_photos_are_found(
    asking: MainWindow, indexed: Path
) -> None:
    with Library(indexed.parent / "library", str(FAKE)) as library:
        seen = kinds_in(stored_sight(library, indexed / "3.jpg"))
    assert list(asking.asking.kinds.section.rows) == [kind.asked for kind in seen]
    assert asking.asking.kinds.section.isVisible()
    visible = [row for row in rows(asking) if not row.isHidden()]
    assert len(visible) == 5
    asking.search.show_library()
    assert not asking.asking.kinds.section.isVisible()


def test_a_tick_searches_at_once_with_what_shows_the_kind_or_all_else(
    asking: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    whole = shown(asking)
    first, second = rows(asking)[:2]
    kinds = list(asking.asking.kinds.section.rows)
    press(first.plus, asking, qtbot)
    assert shown(asking) == expected(indexed, Asked(indexed / "3.jpg", classes=(kinds[0],)))
    assert shown(asking) != whole
    press(first.minus, asking, qtbot)
    assert asking.search.question.asked[0].classes == (f"-{kinds[0]}",)
    assert not first.plus.isChecked()
    assert shown(asking) == expected(indexed, Asked(indexed / "3.jpg", classes=(f"-{kinds[0]}",)))
    press(second.plus, asking, qtbot)
    assert asking.search.question.asked[0].classes == (f"-{kinds[0]}", kinds[1])
    assert "(2 chosen)" in asking.asking.kinds.section.heading.text()
    press(second.plus, asking, qtbot)
    press(first.minus, asking, qtbot)
    assert shown(asking) == whole


def test_ticks_keep_box_stencil_weight_and_other_pictures(asking: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    mask = np.zeros((3, 4), bool)
    mask[:2] = True
    first = Asked(indexed / "3.jpg", Box(0, 0, 64, 64), Stencil.of(mask), weight=0.5)
    with qtbot.waitSignal(asking.search.answered):
        asking.search.ask(Question((first, Asked(indexed / "4.jpg"))))
    settled(asking, qtbot)
    asked = next(iter(asking.asking.kinds.section.rows))
    rows(asking)[0].plus.click()
    assert asking.search.question == Question((replace(first, classes=(asked,)), Asked(indexed / "4.jpg")))
    settled(asking, qtbot)


def test_ticks_follow_the_steps_of_the_history_and_another_picture_has_its_own(
    asking: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    press(rows(asking)[1].minus, asking, qtbot)
    with qtbot.waitSignal(asking.search.answered):
        asking.search.search(indexed / "5.jpg")
    settled(asking, qtbot)
    assert [row.tick for row in rows(asking)] == [0] * len(rows(asking))
    with qtbot.waitSignal(asking.search.answered):
        asking.history.back()
    settled(asking, qtbot)
    assert [row.tick for row in rows(asking)][:3] == [0, -1, 0]
    with qtbot.waitSignal(asking.search.answered):
        asking.history.back()
    settled(asking, qtbot)
    assert not any(row.tick for row in rows(asking))
    with qtbot.waitSignal(asking.search.answered):
        asking.search.ask(Question((Asked(indexed / "3.jpg", classes=("#2",)),)))
    assert asking.asking.kinds.section.rows["#2"].plus.isChecked()
    settled(asking, qtbot)


def test_all_of_it_takes_the_ticks_away(asking: MainWindow, qtbot: QtBot) -> None:
    press(rows(asking)[0].plus, asking, qtbot)
    press(asking.views.query.whole_button, asking, qtbot)
    assert not any(row.tick for row in rows(asking))


def test_nothing_that_is_left_to_search_with_is_said_and_a_click_away(
    asking: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(indexed.parent / "small.png", 4, size=(32, 32))  # one cell
    with qtbot.waitSignal(asking.search.answered):
        asking.search.search(indexed.parent / "small.png")
    settled(asking, qtbot)
    with qtbot.waitSignal(asking.search.failed):
        rows(asking)[0].minus.click()
    settled(asking, qtbot)
    assert "Nothing of the picture is left" in asking.views.empty._sentence.text()
    press(rows(asking)[0].minus, asking, qtbot)
    assert len(asking.grid.model.items) == 12


def glance(window: MainWindow) -> QImage | None:
    return window.views.query.view._glance


def test_the_row_under_the_pointer_or_the_keyboard_shows_where_its_kind_is_until_it_is_left(
    asking: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    first, second = rows(asking)[:2]
    with Library(indexed.parent / "library", str(FAKE)) as library:
        sight = stored_sight(library, indexed / "3.jpg")
    size = asking.asking.kinds._size
    where = [tint_image(tint_of(sight, f"cam:#{place}", size)[0]) for place in (1, 2)]
    enter = QEnterEvent(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5))
    QApplication.sendEvent(first, enter)
    assert glance(asking) == where[0]
    asking.activateWindow()
    second.minus.setFocus(Qt.FocusReason.TabFocusReason)
    assert glance(asking) == where[0]
    QApplication.sendEvent(first, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: glance(asking) == where[1])
    asking.views.grid.setFocus()
    qtbot.waitUntil(lambda: glance(asking) is None)


def test_buttons_are_reached_by_tab_and_say_what_they_do(asking: MainWindow, qtbot: QtBot) -> None:
    asking.activateWindow()
    heading = asking.asking.kinds.section.heading
    heading.setFocus()
    first, second = rows(asking)[:2]
    for button in (first.plus, first.minus, second.plus):
        QTest.keyClick(asking.focusWidget(), Qt.Key.Key_Tab)
        assert asking.focusWidget() is button
        assert button.accessibleName()
    with qtbot.waitSignal(asking.search.answered):
        QTest.keyClick(second.plus, Qt.Key.Key_Space)
    settled(asking, qtbot)
    assert asking.focusWidget() is second.plus
    assert second.tick == 1


def test_the_list_is_folded_for_as_long_as_the_window_is_open(asking: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    section = asking.asking.kinds.section
    section.heading.click()
    assert all(row.isHidden() for row in rows(asking))
    with qtbot.waitSignal(asking.search.answered):
        asking.search.search(indexed / "5.jpg")
    settled(asking, qtbot)
    assert rows(asking)
    assert all(row.isHidden() for row in rows(asking))
    section.heading.click()
    assert sum(not row.isHidden() for row in rows(asking)) == 5


def test_more_than_five_are_a_click_away_and_what_is_ticked_is_seen(section: KindsSection) -> None:
    assert section.more.text() == "1 more"
    assert section.rows["rug"].isHidden()
    section.show_kinds(KINDS, {"rug": -1})
    assert not section.rows["rug"].isHidden()
    assert section.more.isHidden()
    section.show_kinds(KINDS, {})
    section.more.click()
    assert not any(row.isHidden() for row in section.rows.values())
    assert section.more.isHidden()


def test_a_network_without_classes_shows_no_list(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(library: Library, path: Path) -> object:
        sight = stored_sight(library, path)
        return replace(sight, maps=replace(sight.maps, class_ids=(), class_scores=()))

    monkeypatch.setattr(controller, "stored_sight", without)
    window = open_window()
    window.search.search(indexed / "3.jpg")
    settled(window, qtbot)
    assert window.asking.kinds._sight is not None
    assert not window.asking.kinds.section.isVisible()


def test_a_picture_outside_of_the_library_is_looked_at(asking: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    outside = draw(indexed.parent / "outside.png", 77)
    with qtbot.waitSignal(asking.search.answered):
        asking.search.search(outside)
    settled(asking, qtbot)
    asked = next(iter(asking.asking.kinds.section.rows))
    press(rows(asking)[0].plus, asking, qtbot)
    with Library(indexed.parent / "library", str(FAKE)) as library:
        found = finish(find(library, Asked(outside, classes=(asked,)), 500))
    assert shown(asking) == [(Path(hit.path).name, hit.score) for hit in found.hits]
