"""What the window remembers from one start to the next: its place, the size of photos, light or dark."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow

from photosearch.ui.style.theme import apply_theme, chosen_theme
from photosearch.ui.views.layout import Layout

_GEOMETRY, _COLUMNS, _SIDE, _THEME = "geometry", "columns", "photo side", "theme"


def restore(window: QMainWindow, views: Layout, settings: QSettings) -> None:
    """Bring a window to where it was; what was never kept, or makes no sense, is left as it is."""
    geometry, columns = settings.value(_GEOMETRY), settings.value(_COLUMNS)
    if isinstance(geometry, QByteArray):
        window.restoreGeometry(geometry)
    if isinstance(columns, QByteArray):
        views.columns.restoreState(columns)
    side, theme = str(settings.value(_SIDE, "")), str(settings.value(_THEME, ""))
    if side.isdecimal():
        views.bar.size_slider.setValue(int(side))
    for scheme in Qt.ColorScheme:
        if scheme.name == theme:
            apply_theme(scheme)


def keep(window: QMainWindow, views: Layout, settings: QSettings) -> None:
    """Remember where a window is and how it looks."""
    settings.setValue(_GEOMETRY, window.saveGeometry())
    settings.setValue(_COLUMNS, views.columns.saveState())
    settings.setValue(_SIDE, str(views.grid.side))
    settings.setValue(_THEME, chosen_theme().name)
