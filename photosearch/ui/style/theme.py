"""How the window looks: the system's colours, light or dark, one accent, an 8-pixel grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

ACCENT = "#1a73e8"

_RULES = """
QLabel[heading="true"] { font-weight: 600; }
QLabel[large="true"] { font-size: 15pt; }
QLabel[quiet="true"] { color: palette(placeholder-text); }
QPushButton { padding: 4px 10px; }
QToolBar { border: none; spacing: 8px; padding: 4px 8px; }
QSplitter::handle { background: palette(mid); width: 1px; }
"""


def apply_theme(scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown) -> None:
    """Use light or dark colours; `Unknown` follows the system."""
    QGuiApplication.styleHints().setColorScheme(scheme)
    _colour()


def prepare(application: QApplication) -> None:
    """Set the style once, and follow the system when its colours change."""
    application.setStyle("Fusion")
    application.setStyleSheet(_RULES)
    application.styleHints().colorSchemeChanged.connect(_colour)
    _colour()


def _colour() -> None:
    """Give selections the accent, and the grid a calm ground."""
    palette = QPalette(QGuiApplication.palette())
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    palette.setColor(QPalette.ColorRole.Highlight, QColor(ACCENT))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor("white"))
    palette.setColor(QPalette.ColorRole.Window, QColor("#202124" if dark else "#f6f7f8"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#18191b" if dark else "#ffffff"))
    palette.setColor(QPalette.ColorRole.Mid, QColor("#3c4043" if dark else "#dadce0"))
    QGuiApplication.setPalette(palette)
