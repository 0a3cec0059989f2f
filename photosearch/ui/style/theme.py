"""How the window looks: the system's colours or the person's choice, light or dark, one accent, an 8-pixel grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

ACCENT = "#1a73e8"
_CHOICE = "photosearch colour scheme"

# Flat scroll bars: Fusion paints gradients, which Qt hands to other threads; a frame waited for these in the midst of
# everything else that runs while photos come into view, for longer than all else in it took.
_RULES = """
QLabel[heading="true"] { font-weight: 600; }
QLabel[large="true"] { font-size: 15pt; }
QLabel[quiet="true"] { color: palette(placeholder-text); }
QLabel[floating="true"] { background: palette(window); border: 1px solid palette(mid); border-radius: 4px; }
QLabel[floating="true"] { padding: 4px 10px; }
QPushButton { padding: 4px 10px; }
QToolButton:checked, QPushButton:checked { background: palette(highlight); color: palette(highlighted-text); }
QToolButton:checked, QPushButton:checked { border: 1px solid palette(highlight); border-radius: 4px; }
QToolButton:checked { padding: 1px 2px; }
QPushButton:checked { padding: 3px 9px; }
QToolButton:checked:focus, QPushButton:checked:focus { border-color: palette(text); }
QToolButton[tick="true"] { border: 1px solid palette(mid); border-radius: 4px; background: palette(button); }
QToolButton[tick="true"]:hover, QToolButton[tick="true"]:focus { border-color: palette(highlight); }
QToolButton[tick="true"]:checked { background: palette(highlight); color: palette(highlighted-text); }
QToolBar { border: none; spacing: 8px; padding: 4px 8px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 14px; }
QScrollBar:horizontal { height: 14px; }
QScrollBar::handle { background: palette(placeholder-text); margin: 3px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: palette(text); margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QSplitter::handle { background: palette(mid); width: 1px; }
"""

_ROLES = QPalette.ColorRole
_LIGHT = {
    _ROLES.Window: "#f6f7f8",
    _ROLES.Base: "#ffffff",
    _ROLES.AlternateBase: "#f1f3f4",
    _ROLES.Button: "#f1f3f4",
    _ROLES.Mid: "#dadce0",
    _ROLES.ToolTipBase: "#ffffff",
    _ROLES.PlaceholderText: "#5f6368",
    **dict.fromkeys((_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText, _ROLES.ToolTipText), "#202124"),
}
_DARK = {
    _ROLES.Window: "#202124",
    _ROLES.Base: "#18191b",
    _ROLES.AlternateBase: "#292a2d",
    _ROLES.Button: "#35363a",
    _ROLES.Mid: "#3c4043",
    _ROLES.ToolTipBase: "#35363a",
    _ROLES.PlaceholderText: "#9aa0a6",
    **dict.fromkeys((_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText, _ROLES.ToolTipText), "#e8eaed"),
}
_DISABLED = {True: "#6d7175", False: "#a0a4a8"}


def prepare(application: QApplication) -> None:
    """Set the style once, and follow the system when its colours change."""
    application.setStyle("Fusion")
    application.styleHints().colorSchemeChanged.connect(lambda _scheme: _colour())
    _colour()


def apply_theme(scheme: Qt.ColorScheme) -> None:
    """Use light or dark colours; `Unknown` follows the system."""
    application = QGuiApplication.instance()
    if application is not None:
        application.setProperty(_CHOICE, scheme.value)
    QGuiApplication.styleHints().setColorScheme(scheme)  # so that the system's own dialogs follow, where they can
    _colour()


def chosen_theme() -> Qt.ColorScheme:
    """Return what the person has chosen; `Unknown` follows the system."""
    application = QGuiApplication.instance()
    chosen = None if application is None else application.property(_CHOICE)
    return Qt.ColorScheme.Unknown if chosen is None else Qt.ColorScheme(chosen)


def palette(*, dark: bool) -> QPalette:
    """Return the colours of the window."""
    colours = QPalette()
    for role, name in (_DARK if dark else _LIGHT).items():
        colours.setColor(role, QColor(name))
    for role in (_ROLES.WindowText, _ROLES.Text, _ROLES.ButtonText):
        colours.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[dark]))
    colours.setColor(_ROLES.Highlight, QColor(ACCENT))
    colours.setColor(_ROLES.HighlightedText, QColor("white"))
    return colours


def _colour() -> None:
    """Use the colours that were chosen, or those of the system."""
    application, chosen = QGuiApplication.instance(), chosen_theme()
    scheme = QGuiApplication.styleHints().colorScheme() if chosen == Qt.ColorScheme.Unknown else chosen
    QApplication.setPalette(palette(dark=scheme == Qt.ColorScheme.Dark))
    if isinstance(application, QApplication):
        application.setStyleSheet(_RULES)  # set again: widgets under a style sheet keep their old colours otherwise
