from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from photosearch.ui.dialogs.settings_window import SettingsWindow
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


def test_the_settings_show_limit_and_empty_the_cache(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: window.library.thumbnails.used > 20_000, timeout=20_000)
    window.show_settings()
    (settings,) = window.findChildren(SettingsWindow)
    box = settings.cache
    qtbot.waitUntil(lambda: "in use" in box.filled.text(), timeout=20_000)
    box.limit.setValue(3)
    assert window.preferences.thumbnail_gigabytes == 3
    qtbot.waitUntil(lambda: window.library.thumbnails.limit == 3 << 30, timeout=20_000)
    qtbot.waitUntil(lambda: not window.runner.is_running("thumbnail cache"), timeout=20_000)
    before = window.library.thumbnails.used
    box.empty.click()
    assert not box.empty.isEnabled()
    qtbot.waitUntil(box.empty.isEnabled, timeout=20_000)
    assert window.library.thumbnails.used < before
    settings.close()
    qtbot.waitUntil(lambda: not window.findChildren(SettingsWindow))
    window.upkeep.cache.apply()
