from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.services.classes import photos_of_class
from photosearch.services.kinds import all_kinds, kinds_in
from photosearch.services.library import Library
from photosearch.services.question import Question
from photosearch.services.sights import stored_sight, tint_of
from photosearch.ui.controllers import typed_kind as controller
from photosearch.ui.main_window import MainWindow
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.views.kind_offer import KindOffer
from tests.drawing import FAKE
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]


@pytest.fixture
def window(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    window = open_window()
    idle(window, qtbot)
    window.activateWindow()
    return window


def offer(window: MainWindow) -> KindOffer:
    return window.asking.typed_kind.offer


def offered(window: MainWindow) -> list[str]:
    model = offer(window).completer.completionModel()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def type_in(window: MainWindow, text: str, qtbot: QtBot) -> None:
    QTest.keyClicks(window.views.bar.filter, text)
    qtbot.waitUntil(lambda: not window.runner.is_running(controller.JOB))


def choose_first(window: MainWindow) -> None:
    QTest.keyClick(offer(window).popup, Qt.Key.Key_Down)
    QTest.keyClick(offer(window).popup, Qt.Key.Key_Return)


def test_what_fits_is_offered_with_its_count_and_choosing_it_ranks_photos_of_it(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library(indexed.parent / "library", str(FAKE)) as library:
        kinds = all_kinds(library)
        expected = [(Path(hit.path).name, hit.score) for hit in photos_of_class(library, kinds[0].asked, 500)]
    type_in(window, "LASS", qtbot)
    assert offer(window).popup.isVisible()
    assert offered(window) == [f"Photos of: {kind.name} ({kind.photos})" for kind in kinds]
    assert window.views.bar.filter.text() == "LASS"
    monkeypatch.setattr(Library, "backbone", property(lambda _self: pytest.fail("the network was run")))
    with qtbot.waitSignal(window.search.unjudged):
        choose_first(window)
    assert window.search.question == Question(kind=kinds[0].asked)
    assert [(Path(item.path).name, item.score) for item in window.grid.model.items] == expected
    assert window.views.bar.filter.text() == ""
    assert window.views.head.isVisible()
    assert window.views.head.words.text() == f"Photos of: {kinds[0].name}"
    window.views.head.button.click()
    idle(window, qtbot)
    assert len(names(window)) == 12
    assert not window.views.head.isVisible()


def test_words_that_are_no_kind_keep_filtering_by_name(window: MainWindow, qtbot: QtBot) -> None:
    type_in(window, "11", qtbot)
    assert names(window) == ["11.jpg"]
    window.views.bar.filter.clear()
    type_in(window, "7.jpg", qtbot)
    assert names(window) == ["7.jpg"]
    assert not offer(window).popup.isVisible()
    QTest.keyClick(window.views.bar.filter, Qt.Key.Key_Return)
    assert not window.search.question


def test_a_key_offers_every_kind_and_escape_leaves_the_photos_as_they_are(window: MainWindow, qtbot: QtBot) -> None:
    before = names(window)
    window.actions_by_name["kind"].trigger()
    qtbot.waitUntil(offer(window).popup.isVisible)
    assert window.focusWidget() is window.views.bar.filter
    assert len(offered(window)) == len(all_kinds(window.library))
    QTest.keyClick(offer(window).popup, Qt.Key.Key_Escape)
    assert not offer(window).popup.isVisible()
    assert names(window) == before
    window.open_full()
    window.actions_by_name["kind"].trigger()
    assert not window.views.is_full
    offer(window).popup.hide()


def test_a_library_that_knows_of_no_kinds_says_so_when_asked_and_not_while_a_name_is_typed(
    open_window: Open, qtbot: QtBot
) -> None:
    window = open_window()
    told: list[str] = []
    window.asking.told.connect(told.append)
    type_in(window, "dog", qtbot)
    assert told == []
    window.actions_by_name["kind"].trigger()
    assert len(told) == 1
    assert not offer(window).popup.isVisible()


def test_a_kind_is_a_step_of_the_history_and_the_heading_follows(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    type_in(window, "cla", qtbot)
    with qtbot.waitSignal(window.search.unjudged):
        choose_first(window)
    heading, found = window.views.head.words.text(), names(window)
    with qtbot.waitSignal(window.search.answered):
        window.search.search(indexed / "3.jpg")
    idle(window, qtbot)
    assert not window.views.head.isVisible()
    with qtbot.waitSignal(window.search.unjudged):
        window.history.back()
    assert names(window) == found
    assert window.views.head.words.text() == heading
    assert window.views.head.isVisible()


def test_what_is_offered_is_looked_up_anew_when_the_library_has_changed(window: MainWindow, qtbot: QtBot) -> None:
    type_in(window, "cla", qtbot)
    assert window.asking.typed_kind._kinds
    with qtbot.waitSignal(window.indexing.ended):
        window.indexing.rescan()
    assert window.asking.typed_kind._kinds is None
    idle(window, qtbot)


def test_the_overlay_of_kinds_shows_where_the_kind_is_that_was_asked_for(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    with Library(indexed.parent / "library", str(FAKE)) as library:
        hits = {kind.asked: photos_of_class(library, kind.asked, 500) for kind in all_kinds(library)}
    asked, photo = next(
        (asked, hit.path)
        for asked, found in hits.items()
        for hit in found
        if hit.path != hits[asked][0].path and kinds_in(stored_sight(window.library, Path(hit.path)))[0].asked != asked
    )
    window.overlays.choose("cam")
    with qtbot.waitSignal(window.search.unjudged):
        window.search.ask(Question(kind=asked))
    window.grid.go_to(photo)
    settled(window, qtbot)
    sight, view = stored_sight(window.library, Path(photo)), window.overlays._views["details"]
    assert view.view._tint == tint_image(tint_of(sight, f"cam:{asked}", view.tint_size)[0])
    window.search.show_library()
    settled(window, qtbot)
    window.grid.go_to(photo)
    settled(window, qtbot)
    assert view.view._tint == tint_image(tint_of(sight, "cam", view.tint_size)[0])


def settled(window: MainWindow, qtbot: QtBot) -> None:
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running("sight details"))
