import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from photosearch.ui.dialogs.settings_window import SettingsWindow, languages
from photosearch.ui.main_window import MainWindow
from photosearch.ui.preferences import Preferences, load, save
from photosearch.ui.style.theme import apply_theme, chosen_theme

Open = Callable[..., MainWindow]


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_what_was_set_is_there_at_the_next_start(settings: QSettings, tmp_path: Path) -> None:
    chosen = Preferences(False, False, True, True, 7, "de", "http://studio:19530")
    save(settings, chosen)
    settings.sync()
    assert load(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)) == chosen


def test_without_a_choice_or_with_nonsense_all_is_as_usual(settings: QSettings) -> None:
    assert load(settings) == Preferences()
    settings.setValue("scan at start", "perhaps")
    settings.setValue("gentle", b"\0")
    settings.setValue("thumbnail gigabytes", "-3")
    assert load(settings) == Preferences()


def test_leaving_processors_to_others_means_half_of_them_and_at_least_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for count, workers in ((8, 4), (2, 1), (1, 1), (None, 1)):
        monkeypatch.setattr(os, "cpu_count", lambda count=count: count)
        assert Preferences(gentle=True).workers == workers
    assert Preferences().workers is None


def test_every_setting_takes_effect_at_once(open_window: Open, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_by_name["settings"].trigger()
    (dialog,) = [child for child in window.findChildren(QDialog) if isinstance(child, SettingsWindow)]
    dialog.gentle.click()
    dialog.scan.click()
    dialog.watch.click()
    dialog.mains.click()
    assert window.preferences == Preferences(scan_at_start=False, watch=False, gentle=True, mains_only=True)
    assert window.library.workers == window.preferences.workers
    assert "de" in languages()
    dialog.language.setCurrentIndex(dialog.language.findData("de"))
    dialog.language.activated.emit(dialog.language.currentIndex())
    assert window.preferences.language == "de"
    dialog.colours.setCurrentIndex(dialog.colours.findData(Qt.ColorScheme.Dark))
    dialog.colours.activated.emit(dialog.colours.currentIndex())
    assert chosen_theme() == Qt.ColorScheme.Dark
    apply_theme(Qt.ColorScheme.Light)
    dialog.close()
