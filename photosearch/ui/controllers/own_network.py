"""A network of one's own: what its file seems to be and what it sees, and, once confirmed, its installation."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.own_network import Tried, accept, tried
from photosearch.ui.dialogs.own_network_window import OwnNetworkWindow
from photosearch.ui.job_runner import JobRunner

TRY = "own network"
ADD = "add own network"


class OwnNetwork(QObject):
    """Tries a file out in a worker, shows what came of it, and installs it. `installed` carries its name."""

    installed = Signal(str)

    def __init__(self, library: Library, runner: JobRunner, opener: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._opener = opener
        self._file = Path()
        self._tried: Tried | None = None
        self.window = OwnNetworkWindow(opener)
        self.window.changed.connect(self._try)
        self.window.ask_classes.connect(self._ask_classes)
        self.window.confirmed.connect(self._install)
        self.window.finished.connect(lambda _result: runner.stop(TRY))
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def ask(self) -> None:
        """Let the person choose a file, and try it out."""
        title = self.tr("Choose a network of yours")
        name, _ = QFileDialog.getOpenFileName(self._opener, title, "", self.tr("Networks (*.onnx)"))
        if name:
            self.propose(Path(name))

    def propose(self, file: Path) -> None:
        """Try a file out, and show what it seems to be."""
        self._file = file
        self.window.begin(file.name)
        self.window.show()
        self.window.raise_()
        self._try()

    def _ask_classes(self) -> None:
        title = self.tr("Choose the names of its classes, one a line")
        name, _ = QFileDialog.getOpenFileName(self.window, title, "", self.tr("Text (*.txt)"))
        if name:
            self.window.set_classes(Path(name))

    def _try(self) -> None:
        """Try the file out as the person says that it is fed."""
        file, wish, library = self._file, self.window.wish(), self._library
        self._tried = None
        self.window.say_busy()

        def job(_cancel: Cancel) -> Generator[Progress, None, Tried]:
            yield from ()
            return tried(library, file, wish)

        self._runner.start(TRY, job)

    def _install(self) -> None:
        if self._tried is None:
            return
        proposal = self._tried.proposal

        def job(_cancel: Cancel) -> Generator[Progress, None, str]:
            yield from ()
            return accept(proposal).title

        self._runner.start(ADD, job)

    def _arrived(self, job: str, result: object) -> None:
        if job == TRY and isinstance(result, Tried):
            self._tried = result
            self.window.show_trial(result)
        elif job == ADD and isinstance(result, str):
            self.window.accept()
            self.installed.emit(result)

    def _failed(self, job: str, sentence: str) -> None:
        if job in (TRY, ADD):
            self.window.say_problem(sentence)
