"""A window with text to read, to select and to copy: shortcuts, log, problems, about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QTextBrowser, QVBoxLayout, QWidget


class TextWindow(QDialog):
    """Not modal: the work goes on beside it."""

    def __init__(self, title: str, html: str, plain: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.resize(640, 520)
        self._plain = plain
        self.text = QTextBrowser()
        self.text.setHtml(html)
        self.text.setOpenLinks(False)  # nothing is fetched
        self.text.setAccessibleName(title)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = QPushButton(self.tr("Copy all"))
        copy.clicked.connect(self._copy)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.close)
        self._buttons = buttons
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)

    def add_button(self, text: str, tip: str, do: Callable[[], None]) -> None:
        """Add a button that does something about what is written, and closes the window."""
        button = QPushButton(text)
        button.setToolTip(tip)
        self._buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        button.clicked.connect(self.close)
        button.clicked.connect(do)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._plain)
