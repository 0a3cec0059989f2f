"""The text windows: shortcuts, log, problems, about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QWidget

from photosearch.services.library import Library
from photosearch.services.status import status
from photosearch.ui.dialogs.pages import about_page, log_page, problems_page, shortcuts_page
from photosearch.ui.dialogs.text_window import TextWindow


class Help(QObject):
    """Opens text windows beside the window."""

    def __init__(self, window: QWidget, log: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        self._log = log

    def shortcuts(self) -> None:
        """Show every action and its keys."""
        self._show(self.tr("Keyboard shortcuts"), shortcuts_page())

    def about(self) -> None:
        """Show version and licences."""
        self._show(self.tr("About photosearch"), about_page())

    def log(self) -> None:
        """Show the last lines of the log."""
        self._show(self.tr("Log"), log_page(list(self._log)))

    def problems(self, library: Library) -> None:
        """Show every file that could not be shown, and why."""
        problems = [p for p in status(library).problems if p.state in ("unreadable", "damaged")]
        self._show(self.tr("Files that could not be shown"), problems_page(problems))

    def _show(self, title: str, html: str) -> None:
        TextWindow(title, html, QTextDocumentFragment.fromHtml(html).toPlainText(), self._window).show()
