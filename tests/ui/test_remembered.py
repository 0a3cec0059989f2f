from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt

from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.remembered import keep, restore
from photosearch.ui.style.theme import apply_theme, chosen_theme

Open = Callable[..., MainWindow]


def test_size_place_and_theme_are_as_they_were_at_the_next_start(open_window: Open, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    first = open_window()
    first.resize(first.width(), 607)
    first.views.grid.set_side(224)
    apply_theme(Qt.ColorScheme.Dark)
    keep(first, first.views, settings)
    apply_theme(Qt.ColorScheme.Light)
    second = open_window(read_only=True)
    restore(second, second.views, settings)
    assert second.height() == 607
    assert second.views.grid.side == 224
    assert chosen_theme() == Qt.ColorScheme.Dark
    apply_theme(Qt.ColorScheme.Light)


def test_settings_that_make_no_sense_do_no_harm(open_window: Open, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = open_window()
    restore(window, window.views, settings)
    for key in ("geometry", "columns", "photo side", "theme"):
        settings.setValue(key, "nonsense")
    side = window.views.grid.side
    restore(window, window.views, settings)
    assert window.views.grid.side == side
