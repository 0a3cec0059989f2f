"""What is done with photos: copied, opened, moved to the trash and back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QFile, QMimeData, QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from photosearch.jobs import Cancel, Progress
from photosearch.services.curate import BroughtBack, bring_back
from photosearch.ui.controllers.undo import Undo
from photosearch.ui.job_runner import JobRunner

JOB = "bring back"


class Curation(QObject):
    """Acts on files. `told` carries a sentence, `changed` says that files came or went."""

    told = Signal(str)
    changed = Signal()

    def __init__(self, undo: Undo, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._undo = undo
        self._runner = runner
        runner.finished.connect(self._finished)

    def copy(self, paths: Sequence[Path]) -> None:
        """Put photos on the clipboard, as files."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        QGuiApplication.clipboard().setMimeData(data)

    def copy_path(self, paths: Sequence[Path]) -> None:
        """Put paths on the clipboard, as text."""
        QGuiApplication.clipboard().setText("\n".join(map(str, paths)))

    def open_outside(self, paths: Sequence[Path]) -> None:
        """Open photos with the programs that the system has for them."""
        for path in paths:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show_in_folder(self, path: Path) -> None:
        """Show a photo in the system's file manager; where it cannot be pointed at, its folder."""
        if sys.platform == "win32":
            subprocess.Popen(["explorer", f"/select,{path}"])
        elif sys.platform == "darwin":
            subprocess.Popen(["open", "-R", str(path)])
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def trash(self, paths: Sequence[Path]) -> None:
        """Move photos to the system's trash."""
        moved: list[tuple[Path, Path]] = []
        # Of a home without it, Qt says "Bad file descriptor": it makes the trash there, but not what the trash lies in.
        QDir().mkpath(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation))
        for path in paths:
            file = QFile(str(path))
            if file.moveToTrash():
                moved.append((path, Path(file.fileName())))
            else:
                self.told.emit(
                    self.tr("{name} could not be moved to the trash: {why}").format(
                        name=path.name, why=file.errorString()
                    )
                )
        if moved:
            self._undo.push(partial(self._bring_back, moved))
            self.told.emit(self.tr("Moved to the trash: {count}. Undo with Ctrl+Z").format(count=len(moved)))
            self.changed.emit()

    def _bring_back(self, moved: Sequence[tuple[Path, Path]]) -> None:
        """Bring photos back from the trash, in a worker: a drive may sleep."""

        def job(_cancel: Cancel) -> Generator[Progress, None, BroughtBack]:
            yield from ()
            return bring_back(moved)

        self._runner.start(f"{JOB} {id(moved)}", job)  # several steps taken back at once do not end each other

    def _finished(self, _job: str, result: object) -> None:
        if not isinstance(result, BroughtBack):
            return
        for path in result.lost:
            self.told.emit(
                self.tr("{name} could not be brought back; look for it in the trash.").format(name=path.name)
            )
        if result.count:
            self.told.emit(self.tr("Brought back: {count}").format(count=result.count))
            self.changed.emit()
