"""A person's folders change, go away and come back while the window is open."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photosearch.ui.dialogs.settings_window import SettingsWindow
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.photo_list import OFFLINE
from photosearch.ui.style.theme import apply_theme
from tests.ui.stories.test_stories import PATIENCE, idle, names

Show = Callable[..., MainWindow]
Shot = Callable[..., None]


def test_a_folder_changes_is_unplugged_and_comes_back(
    show: Show, picture: Shot, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    drive, photos = tmp_path / "drive", sorted(samples.iterdir())
    (drive / "Trip").mkdir(parents=True)
    for photo in photos[:9]:
        shutil.copy(photo, drive / "Trip")
    window = show(tmp_path / "library")
    window.upkeep.begin()
    window.indexing.add_folders([drive / "Trip"])
    qtbot.waitUntil(lambda: any(root.watched for root in window.upkeep.watch.roots), timeout=PATIENCE)
    idle(window, qtbot)
    shutil.copy(photos[9], drive / "Trip" / "came later.jpg")
    qtbot.waitUntil(lambda: "came later.jpg" in names(window), timeout=PATIENCE)
    picture(window, "_noticed")

    drive.rename(tmp_path / "unplugged")
    qtbot.waitUntil(lambda: bool(window.grid.model.index(0, 0).data(OFFLINE)), timeout=PATIENCE)
    idle(window, qtbot)
    assert len(names(window)) == 10
    picture(window, "_offline")
    apply_theme(Qt.ColorScheme.Dark)
    picture(window, "_offline_dark")
    apply_theme(Qt.ColorScheme.Light)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    window.open_full()
    qtbot.waitUntil(window.views.compare.away.isVisible, timeout=PATIENCE)
    picture(window, "_full")
    window.views.leave_full()

    (tmp_path / "unplugged").rename(drive)
    qtbot.waitUntil(lambda: not window.grid.model.index(0, 0).data(OFFLINE), timeout=PATIENCE)
    idle(window, qtbot)
    assert len(names(window)) == 10


def test_the_settings_for_what_goes_on_by_itself(show: Show, picture: Shot, made: Path, qtbot: QtBot) -> None:
    window = show(made)
    for colours, suffix in ((Qt.ColorScheme.Light, ""), (Qt.ColorScheme.Dark, "_dark")):
        apply_theme(colours)
        window.show_settings()
        (settings,) = window.findChildren(SettingsWindow)
        qtbot.waitUntil(lambda found=settings: "in use" in found.cache.filled.text(), timeout=PATIENCE)
        picture(settings, suffix)
        settings.close()
        qtbot.waitUntil(lambda: not window.findChildren(SettingsWindow), timeout=PATIENCE)
    apply_theme(Qt.ColorScheme.Light)
