"""Which photo each large view shows, and how large that is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.types import Picture
from photosearch.ui.job_runner import JobRunner

QUERIES = ("query picture", "full query")
"""The views of the query; all are named as the jobs that bring their pictures."""
VIEWS = (*QUERIES, "details", "full hit")


class ShownPhotos(QObject):
    """Notes them as they arrive. `arrived` carries a view's name, the photo's path and its (height, width) in full."""

    arrived = Signal(str, object, object)

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self.paths: dict[str, Path] = {}
        self.sizes: dict[str, tuple[int, int]] = {}
        runner.finished.connect(self._finished)

    def _finished(self, job: str, result: object) -> None:
        if job in VIEWS and isinstance(result, tuple) and isinstance(result[1], Picture):
            known = result[1].metadata
            self.paths[job], self.sizes[job] = result[0], (known.height, known.width)
            self.arrived.emit(job, self.paths[job], self.sizes[job])
