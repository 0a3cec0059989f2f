"""The main objects of photos: the grid cropped around them, and files of them alone."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from html import escape
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from photosearch.jobs import Cancel, Progress
from photosearch.services.crops import CropSummary, export_crops
from photosearch.services.library import Library
from photosearch.services.summary import Summary
from photosearch.types import Box
from photosearch.ui.delegates.photo_delegate import PhotoDelegate
from photosearch.ui.dialogs.text_window import TextWindow
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.layout import Layout

JOB = "crops"
_MAIN_OBJECTS: Mapping[Path, Box] = {}


class Crops(QObject):
    """Switches the grid between whole and cropped photos, and saves main objects. `told` carries a sentence."""

    told = Signal(str)

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        views: Layout,
        thumbnails: Thumbnails,
        delegate: PhotoDelegate,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._runner = runner
        self._views = views
        self._thumbnails = thumbnails
        self._delegate = delegate
        self._window = window
        self._folder = Path()
        self._problems: Sequence[tuple[Path, str]] = ()
        self._of_parts = False
        views.saving.stop.connect(lambda: runner.stop(JOB))
        views.saving.problems.connect(self._show_problems)
        runner.progressed.connect(self._progressed)
        runner.finished.connect(self._finished)
        runner.failed.connect(self._failed)

    def toggle(self) -> None:
        """Crop the photos of the grid around their main objects, or show them whole again."""
        self._delegate.cropped = not self._delegate.cropped
        self._views.grid.viewport().update()
        cropped = self.tr("Photos are cropped around their main object. Ctrl+Shift+T shows them whole again.")
        self.told.emit(cropped if self._delegate.cropped else self.tr("Photos are shown whole."))

    def follow(self, result: object) -> None:
        """Crop anew after photos were looked at anew."""
        if isinstance(result, Summary) and result.indexed:
            self._thumbnails.forget_crops()
            self._views.grid.viewport().update()

    def ask(self, paths: Sequence[Path], boxes: Mapping[Path, Box] = _MAIN_OBJECTS) -> None:
        """Let the person choose a folder, and save the main objects of photos there, or other parts of them."""
        if not paths:
            self.told.emit(self.tr("Select the photos first whose main objects are to be saved."))
        elif self._runner.is_running(JOB):
            self.told.emit(self.tr("Parts of photos are being saved already; wait for the end, or stop it."))
        else:
            title = self.tr("Where to save the parts") if boxes else self.tr("Where to save the main objects")
            folder = QFileDialog.getExistingDirectory(self._window, title)
            if folder:
                self.save(paths, Path(folder), boxes)

    def save(self, paths: Sequence[Path], folder: Path, boxes: Mapping[Path, Box] = _MAIN_OBJECTS) -> None:
        """Save the main objects of photos into a folder, or what of them lies in boxes."""
        library, self._folder, self._of_parts = self._library, folder, bool(boxes)

        def job(cancel: Cancel) -> Generator[Progress, None, CropSummary]:
            return (yield from export_crops(library, paths, folder, cancel, boxes))

        self._runner.start(JOB, job)

    def _progressed(self, job: str, progress: Progress) -> None:
        if job == JOB:
            objects, parts = (
                self.tr("Saving main objects: {done:,} of {total:,}"),
                self.tr("Saving parts: {done:,} of {total:,}"),
            )
            words = parts if self._of_parts else objects
            text = words.format(done=progress.done, total=progress.total)
            self._views.saving.show_busy(text, progress.done, progress.total)

    def _finished(self, job: str, result: object) -> None:
        if job != JOB or not isinstance(result, CropSummary):
            return
        none = self.tr("It has no main object.")
        self._problems = [*((path, none) for path in result.without_object), *result.problems]
        objects, parts = (
            self.tr("Main objects saved in {folder}: {count:,}."),
            self.tr("Parts saved in {folder}: {count:,}."),
        )
        said = [parts if self._of_parts else objects] if result.written else []
        said += [self.tr("Photos of which nothing was saved: {left:,}.")] if self._problems else []
        said += [self.tr("It was stopped; what is saved is kept.")] if result.stopped else []
        text = " ".join(said).format(folder=self._folder, count=len(result.written), left=len(self._problems))
        text = " ".join([text, result.failure]) if result.failure else text
        self._views.saving.show_end(text, problems=bool(self._problems))

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._views.saving.show_end(sentence, problems=False)

    def _show_problems(self) -> None:
        title = self.tr("Photos of which nothing was saved")
        html = "".join(
            f"<p><b>{escape(path.name)}</b><br>{escape(str(path.parent))}<br>{escape(why)}</p>"
            for path, why in self._problems
        )
        plain = "\n".join(f"{path}: {why}" for path, why in self._problems)
        TextWindow(title, html, plain, self._window).show()
