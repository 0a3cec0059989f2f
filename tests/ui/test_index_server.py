import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from photosearch.services.index_server import IndexServer
from photosearch.ui.dialogs.settings_window import SettingsWindow
from photosearch.ui.main_window import MainWindow

Open = Callable[..., MainWindow]


def settings_of(window: MainWindow) -> SettingsWindow:
    window.show_settings()
    return window.findChildren(SettingsWindow)[-1]


def type_address(settings: SettingsWindow, qtbot: QtBot, text: str) -> None:
    settings.server.address.clear()
    qtbot.keyClicks(settings.server.address, text)


def test_nothing_is_asked_of_anybody_before_an_address_is_written(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexServer, "_connected", lambda _: pytest.fail("a connection was made"))
    window = open_window()
    box = settings_of(window).server
    assert box.address.text() == ""
    assert not box.try_it.isEnabled()
    assert "nothing leaves" in window.index_server.promise()
    window.search.search(indexed / "3.jpg")
    qtbot.waitSignal(window.search.answered).wait()


def test_an_address_is_used_at_once_and_kept(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    settings = settings_of(window)
    type_address(settings, qtbot, " http://127.0.0.1:1 ")
    settings.server.address.editingFinished.emit()
    assert window.library.shelf.server.address == "http://127.0.0.1:1"
    assert window.preferences.index_server == "http://127.0.0.1:1"
    assert "numbers" in window.index_server.promise()
    settings.close()
    type_address(settings := settings_of(window), qtbot, "")
    settings.server.address.editingFinished.emit()
    assert not window.library.shelf.server.chosen
    assert window.preferences.index_server == ""


def test_what_is_no_address_is_said_and_not_used(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    settings = settings_of(window)
    type_address(settings, qtbot, "studio")
    settings.server.try_it.click()
    assert "no address of an index server" in settings.server.said.text()
    assert not window.library.shelf.server.chosen
    qtbot.keyClicks(settings.server.address, "s")
    assert not settings.server.said.isVisible()


def test_enter_takes_the_address_over_and_asks_nobody(open_window: Open) -> None:
    settings = settings_of(open_window())
    assert not any(button.autoDefault() or button.isDefault() for button in settings.server.findChildren(QPushButton))


def test_the_connection_is_checked_in_a_worker(open_window: Open, qtbot: QtBot, tmp_path: Path) -> None:
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")
    window = open_window()
    window.library.shelf.server.deadline = 60
    settings = settings_of(window)
    box = settings.server
    for address, words in ((str(tmp_path / "x.db"), "The server answers: milvus"), ("http://127.0.0.1:1", "reached")):
        type_address(settings, qtbot, address)
        box.try_it.click()
        assert box.said.text() == "Asking the server…"
        assert not box.try_it.isEnabled()
        qtbot.waitUntil(lambda words=words: words in box.said.text(), timeout=60_000)
        assert box.try_it.isEnabled()


def test_a_closed_settings_window_is_told_nothing(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    settings = settings_of(window)
    type_address(settings, qtbot, "http://127.0.0.1:1")
    settings.server.try_it.click()
    settings.close()
    qtbot.waitUntil(lambda: not window.runner.is_running("index server"), timeout=60_000)


def test_a_search_without_the_server_is_said_once(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    pytest.importorskip("milvus_lite", reason="the extra milvus is not installed")
    window = open_window()
    told: list[str] = []
    window.index_server.told.connect(told.append)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = window.library.shelf.server
        server.choose(f"http://127.0.0.1:{silent.getsockname()[1]}")
        server.deadline = 0.3
        for name in ("3.jpg", "4.jpg"):
            with qtbot.waitSignal(window.search.answered, timeout=60_000) as answer:
                window.search.search(indexed / name)
            assert len(answer.args[0].hits) == 12
    (sentence,) = told
    assert "does not answer in time. This computer searched without it." in sentence
