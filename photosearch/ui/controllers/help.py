"""The text windows: shortcuts, log, problems, what a repair did, about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocumentFragment

from photosearch.services.status import FileProblem
from photosearch.ui.controllers.indexing import Repaired
from photosearch.ui.dialogs.pages import about_page, log_page, problems_page, repair_page, shortcuts_page
from photosearch.ui.dialogs.text_window import TextWindow

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow


class Help(QObject):
    """Opens text windows beside the window; `try_again` asks for another look at the files that could not be shown."""

    try_again = Signal()

    def __init__(self, window: MainWindow, log: Sequence[str], *, writable: bool) -> None:
        super().__init__(window)
        self._window = window
        self._log = log
        self._problems: Sequence[FileProblem] = ()
        self._writable = writable
        window.indexing.ended.connect(self._repaired)

    def shortcuts(self) -> None:
        """Show every action and its keys."""
        self._show(self.tr("Keyboard shortcuts"), shortcuts_page())

    def about(self) -> None:
        """Show version and licences."""
        self._show(self.tr("About photosearch"), about_page())

    def log(self) -> None:
        """Show the last lines of the log."""
        self._show(self.tr("Log"), log_page(list(self._log)))

    def remember_problems(self, problems: Sequence[FileProblem]) -> None:
        """Keep what was last known of files that could not be shown; reading it anew would make the window wait."""
        self._problems = [problem for problem in problems if problem.state in ("unreadable", "damaged")]

    def problems(self) -> None:
        """Show every file that could not be shown, and why."""
        window = self._show(self.tr("Files that could not be shown"), problems_page(self._problems))
        if self._writable and any(problem.state == "unreadable" for problem in self._problems):
            tip = self.tr("Look at these files once more, although they have not changed")
            window.add_button(self.tr("Try again"), tip, self.try_again.emit)

    def _repaired(self, result: object) -> None:
        """Say what a repair found and did; what it had to forget is looked at again."""
        if not isinstance(result, Repaired):
            return
        self._show(self.tr("Check and repair"), repair_page(result.problems, result.steps))
        if result.steps:
            self._window.indexing.rescan(quietly=True)

    def _show(self, title: str, html: str) -> TextWindow:
        window = TextWindow(title, html, QTextDocumentFragment.fromHtml(html).toPlainText(), self._window)
        window.show()
        return window
