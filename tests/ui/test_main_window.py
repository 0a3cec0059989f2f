"""Stories without a screen, on the fake network: what the controllers decide."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.decode.read import read
from photosearch.services.library import Library
from photosearch.types import Box
from photosearch.ui.actions.table import ACTIONS, GROUPS
from photosearch.ui.controllers import search as search_controller
from photosearch.ui.dialogs.pages import about_page, shortcuts_page
from photosearch.ui.dialogs.text_window import TextWindow
from photosearch.ui.drop import Dropped, dropped
from photosearch.ui.log import MemoryLog, catch_exceptions
from photosearch.ui.main_window import MainWindow
from tests.drawing import draw

Open = Callable[..., MainWindow]


def idle(window: MainWindow, qtbot: QtBot) -> None:
    keys = ("photos", "index", "status", "methods", "details", "query picture")
    qtbot.waitUntil(lambda: not any(map(window.runner.is_running, keys)), timeout=60_000)


def names(window: MainWindow) -> list[str]:
    return [Path(item.path).name for item in window.grid.model.items]


def test_an_empty_library_says_what_to_do_and_makes_nothing(open_window: Open, tmp_path: Path) -> None:
    window = open_window()
    assert window.views.middle.currentWidget() is window.views.empty
    assert not (tmp_path / "library").exists()


def test_a_library_is_shown_and_a_photo_has_details(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    assert sorted(names(window)) == sorted(f"{n}.jpg" for n in range(12))
    window.views.grid.setCurrentIndex(window.grid.model.index(3, 0))
    idle(window, qtbot)
    labels = [label.text() for label in window.views.details.findChildren(type(window.views.details.legend))]
    assert names(window)[3] in labels
    assert window.views.strip.problems_button.text() == "1 unreadable"


def test_a_list_longer_than_the_first_screens_comes_whole_and_ends(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for first in (5, 12):
        monkeypatch.setattr(search_controller, "FIRST", first)
        window = open_window()
        qtbot.waitUntil(lambda window=window: len(window.grid.model.items) == 12)
        idle(window, qtbot)


def test_a_search_ranks_and_the_library_comes_back(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.search.answered):
        window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    assert names(window)[0] == "7.jpg"
    assert window.grid.model.items[0].score == 1.0
    assert window.views.query.name.text() == "7.jpg"
    window.actions_by_name["show_library"].trigger()
    idle(window, qtbot)
    assert window.grid.model.items[0].score is None
    assert window.search.query is None


def test_a_photo_that_leaves_the_list_leaves_the_details(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.views.grid.setCurrentIndex(window.grid.model.index(3, 0))
    idle(window, qtbot)
    assert not window.views.details.view.place().isEmpty()
    window.grid.show([item for item in window.grid.model.items if item != window.grid.current()], ranked=False)
    assert window.views.details.view.place().isEmpty()


def test_the_filter_narrows_and_says_when_nothing_is_left(open_window: Open, indexed: Path) -> None:
    window = open_window()
    window.views.bar.filter.setText("1")
    assert sorted(names(window)) == ["1.jpg", "10.jpg", "11.jpg"]
    window.views.bar.filter.setText("nothing has this name")
    assert window.views.middle.currentWidget() is window.views.empty
    window.views.bar.filter.setText("")
    assert len(names(window)) == 12
    assert window.views.middle.currentWidget() is window.views.grid


def test_a_query_that_is_no_picture_is_said(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.search.failed):
        window.search.search(indexed / "broken.jpg")
    idle(window, qtbot)
    assert "broken.jpg" in window.views.empty._sentence.text()


def test_a_method_that_is_not_made_says_what_it_costs_and_is_made(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    window.method.choose("scda_flip")
    assert "12" in window.views.empty._sentence.text()
    window.views.empty._button.click()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: len(window.grid.model.items) == 12)
    assert names(window)[0] == "7.jpg"


def test_a_removed_folder_takes_its_photos_along(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    qtbot.waitUntil(lambda: window.views.folders.list.count() == 1)
    window.indexing.remove_folder(indexed)
    idle(window, qtbot)
    qtbot.waitUntil(lambda: window.views.folders.list.count() == 0)
    assert names(window) == []


def test_jobs_of_the_library_wait_for_each_other(open_window: Open, photos: Path, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "other"
    draw(other / "x.jpg", 99)
    window = open_window()
    window.indexing.add_folders([photos])
    window.indexing.add_folders([other])
    qtbot.waitUntil(lambda: len(names(window)) == 13 and not window.runner.is_running("index"), timeout=15_000)


def test_a_folder_that_vanishes_while_in_use_is_offline(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    indexed.rename(indexed.parent / "unplugged")
    window.indexing.rescan()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: "offline" in window.views.folders.list.item(0).text())
    assert len(names(window)) == 12


def test_closing_while_indexing_keeps_what_is_done(
    open_window: Open, photos: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for number in range(200):
        draw(photos / f"more{number}.jpg", number)
    window = open_window()
    window.indexing.add_folders([photos])
    qtbot.waitUntil(lambda: window.indexing.rate > 0)
    window.close()
    with Library(tmp_path / "library").reading() as store:
        assert store.rows("PRAGMA integrity_check") == [("ok",)]


def test_a_read_only_window_looks_and_searches(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window(read_only=True)
    idle(window, qtbot)
    window.help.problems()
    (dialog,) = window.findChildren(TextWindow)
    assert "Try again" not in [button.text() for button in dialog.findChildren(QPushButton)]
    dialog.close()
    with qtbot.waitSignal(window.search.answered):
        window.search.search(indexed / "7.jpg")
    for row in ACTIONS:
        assert window.actions_by_name[row.id].isEnabled() is not row.writes


def test_an_exception_in_a_slot_is_logged_and_the_window_lives_on(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = MemoryLog()
    logging.getLogger().addHandler(log)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    window = open_window()
    try:
        monkeypatch.setattr(window.overlays, "set_opacity", lambda _value: 1 / 0)
        window.views.bar.opacity_chosen.disconnect()
        window.views.bar.opacity_chosen.connect(window.overlays.set_opacity)
        with qtbot.captureExceptions() as caught:
            window.views.bar.opacity.setValue(50)
        assert len(caught) == 1
        catch_exceptions(window.views.strip.show_error)
        sys.excepthook(*caught[0])
    finally:
        logging.getLogger().removeHandler(log)
    assert any("ZeroDivisionError" in line for line in log.lines)
    assert "The log has the details" in window.views.strip.text.text()
    window.views.bar.filter.setText("1")
    assert len(names(window)) == 3


def test_files_come_before_pixels_and_addresses_are_ignored(indexed: Path) -> None:
    data = QMimeData()
    data.setUrls(
        [
            QUrl.fromLocalFile(str(indexed)),
            QUrl.fromLocalFile(str(indexed / "0.jpg")),
            QUrl("https://example.org/x.jpg"),
        ]
    )
    data.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    found = dropped(data)
    assert (found.folders, found.files, found.image) == ((indexed,), (indexed / "0.jpg",), None)
    pixels = QMimeData()
    pixels.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    assert dropped(pixels).image is not None
    assert dropped(QMimeData()).image is None


def test_every_action_has_a_handler_a_group_and_keys_of_its_own(open_window: Open) -> None:
    window = open_window()
    assert list(window.actions_by_name) == [row.id for row in ACTIONS]
    assert {row.group for row in ACTIONS} == set(GROUPS)
    keys = [key for row in ACTIONS for key in row.keys]
    assert len(keys) == len(set(keys))


def test_files_that_could_not_be_shown_are_tried_again_on_request(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    idle(window, qtbot)
    whole = read(indexed / "3.jpg")
    monkeypatch.setattr("photosearch.decode.read.decode_content", lambda *_request: whole)  # as if another version
    with qtbot.waitSignal(window.indexing.ended):
        window.indexing.rescan()
    idle(window, qtbot)
    assert "broken.jpg" not in names(window)
    window.views.strip.problems_button.click()
    (dialog,) = window.findChildren(TextWindow)
    (button,) = [button for button in dialog.findChildren(QPushButton) if button.text() == "Try again"]
    with qtbot.waitSignal(window.indexing.ended):
        button.click()
    idle(window, qtbot)
    assert "broken.jpg" in names(window)
    assert not window.views.strip.problems_button.isVisibleTo(window)


def test_the_text_windows_say_what_they_must(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    idle(window, qtbot)
    for name in ("shortcuts", "about", "show_log"):
        window.actions_by_name[name].trigger()
    window.views.strip.problems_button.click()
    texts = [dialog.text.toPlainText() for dialog in window.findChildren(TextWindow)]
    assert any("Find similar photos" in text for text in texts)
    assert any("Apache-2.0" in text and "PySide6" in text for text in texts)
    assert any("broken.jpg" in text for text in texts)
    assert "Ctrl+O" in shortcuts_page()
    assert "onnxruntime" in about_page()
    for dialog in window.findChildren(QDialog):
        dialog.close()


def test_everything_that_can_be_operated_has_a_name_for_screen_readers(open_window: Open) -> None:
    window = open_window()
    bar = window.views.bar
    for widget in (bar.method, bar.overlay, bar.opacity, bar.size_slider, window.views.grid, window.views.folders.list):
        assert widget.accessibleName()


def test_pictures_that_are_dropped_together_are_one_query(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.search.answered):
        window.take(Dropped(files=(indexed / "3.jpg", indexed / "7.jpg")))
    idle(window, qtbot)
    assert set(names(window)[:2]) == {"3.jpg", "7.jpg"}
    assert [row.slider.value() for row in window.asking.pictures.view.rows] == [100, 100]
    assert list(window.asking.pictures.view.keys) == [str(indexed / "3.jpg"), str(indexed / "7.jpg")]


def test_the_library_view_names_the_day_of_every_photo(open_window: Open, indexed: Path) -> None:
    window = open_window()
    days = [item.day for item in window.grid.model.items]
    assert all(len(day) == 10 for day in days)
    assert days == sorted(days, reverse=True)


def test_another_question_begins_at_the_top_and_the_same_one_stays_where_it_was(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.resize(700, 420)
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    grid, bar = window.views.grid, window.views.grid.verticalScrollBar()
    assert bar.maximum() > 0
    grid.setCurrentIndex(window.grid.model.index(11, 0))
    bar.setValue(bar.maximum())
    window.search.repeat()  # as after a change of the library
    idle(window, qtbot)
    assert bar.value() > 0
    assert grid.currentIndex().row() == 11
    window.search.set_region(Box(0, 0, 40, 40))
    idle(window, qtbot)
    assert bar.value() == 0
    assert window.grid.current() is None
    last = window.grid.model.items[-1].path
    grid.setCurrentIndex(window.grid.model.index(11, 0))
    window.search.search(Path(last))  # similar ones to the current photo, which is the first hit then
    idle(window, qtbot)
    assert bar.value() == 0
    assert window.grid.current() is not None
    assert window.grid.current().path == last


def test_what_was_found_so_far_is_not_read_again_before_it_was_read_once(
    photos: Path, open_window: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    idle(window, qtbot)
    runner, indexing, now = window.runner, window.indexing, 1000.0
    under_way: set[str] = set()
    monkeypatch.setattr(runner, "is_running", lambda job: job in under_way)
    indexing._refreshed, indexing._reading = now, 0.0
    assert not indexing._is_refresh_due(now + 1)
    assert indexing._is_refresh_due(now + 2)
    under_way.add("photos")
    assert not indexing._is_refresh_due(now + 10)  # seen to be read for ten seconds
    under_way.clear()
    assert not indexing._is_refresh_due(now + 39)
    assert indexing._is_refresh_due(now + 41)
