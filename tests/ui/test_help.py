"""Check and repair, from the menu."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from photosearch.services.library import Library
from photosearch.ui.dialogs.text_window import TextWindow
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE

Open = Callable[..., MainWindow]


def report(window: MainWindow, qtbot: QtBot) -> str:
    """Choose the action, and return what the window that comes says."""
    window.actions_by_name["repair"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(TextWindow)), timeout=20_000)
    qtbot.waitUntil(lambda: not window.runner.is_running("index"), timeout=20_000)
    (shown,) = window.findChildren(TextWindow)
    return shown.text.toPlainText()


def test_a_sound_library_is_said_to_be_sound(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    assert "The library is sound" in report(open_window(), qtbot)


def test_a_damaged_library_is_repaired_and_indexed_again_and_the_window_says_what_was_done(
    open_window: Open, indexed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with Library(tmp_path / "library", str(FAKE)) as library, library.writing() as store:
        store.run("DELETE FROM maps WHERE photo_id < 4")
        store.run("PRAGMA wal_checkpoint(TRUNCATE)")
    window = open_window()
    said = report(window, qtbot)
    assert "3 photos have no maps" in said
    assert "Forgot what was incomplete" in said
    with window.library.reading() as store:
        assert store.rows("SELECT count(*) FROM maps") == [(12,)]


def test_a_window_that_may_not_write_cannot_repair(open_window: Open, indexed: Path) -> None:
    assert not open_window(read_only=True).actions_by_name["repair"].isEnabled()
