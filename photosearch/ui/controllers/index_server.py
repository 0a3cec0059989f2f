"""Which server searches are sent to, if any; whether it answers; and that this computer searched when it did not."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.errors import IndexServerProblem
from photosearch.jobs import Cancel, Progress
from photosearch.ui.dialogs.index_server_box import IndexServerBox
from photosearch.ui.dialogs.settings_window import SettingsWindow

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "index server"


class IndexServerChoice(QObject):
    """`told` carries a sentence when a search had to do without the server, once for every reason."""

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._runner = window.runner
        self._server = window.library.shelf.server
        self._box: IndexServerBox | None = None
        self._said = ""
        window.search.answered.connect(self._look_for_trouble)
        self.told.connect(window.views.strip.say)
        self._runner.finished.connect(self._answered)
        self._runner.failed.connect(self._refused)

    def settings(self) -> SettingsWindow:
        """Return a window of the settings, whose line for the server is looked after."""
        settings = SettingsWindow(self._window.preferences, self._window, self._server.address)
        box = self._box = settings.server
        box.chosen.connect(self._choose)
        box.check.connect(self._check)
        settings.destroyed.connect(lambda: self._detach(box))
        return settings

    def promise(self) -> str:
        """Return what a person is promised who adds photos."""
        if self._server.chosen:
            return self.tr("or drop a folder here. Photos stay where they are; your index server gets only numbers.")
        return self.tr("or drop a folder here. Photos stay where they are, and nothing leaves this machine.")

    def _detach(self, box: IndexServerBox) -> None:
        if self._box is box:  # the settings may have been opened anew meanwhile
            self._box = None

    def _choose(self, address: str) -> bool:
        try:
            self._server.choose(address)
        except IndexServerProblem as error:
            self._say(str(error))
            return False
        self._window.set_preferences(replace(self._window.preferences, index_server=address.strip()))
        return True

    def _check(self, address: str) -> None:
        server = self._server

        def job(_cancel: Cancel) -> Generator[Progress, None, str]:
            yield from ()
            return server.check(address)

        if self._choose(address) and self._box is not None:
            self._box.set_asking(True)
            self._box.say(self.tr("Asking the server…"))
            self._runner.start(JOB, job)

    def _answered(self, job: str, result: object) -> None:
        if job == JOB:
            self._say(self.tr("The server answers: {version}.").format(version=result))

    def _refused(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._say(sentence)

    def _say(self, sentence: str) -> None:
        if self._box is not None:
            self._box.set_asking(False)
            self._box.say(sentence)

    def _look_for_trouble(self, _answer: object) -> None:
        trouble = self._server.trouble
        if trouble and trouble != self._said:
            self.told.emit(self.tr("{trouble} This computer searched without it.").format(trouble=trouble))
        self._said = trouble
