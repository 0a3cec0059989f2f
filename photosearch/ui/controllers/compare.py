"""Full size: which photos stand beside each other, and stepping through the hits."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject

from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import picture
from photosearch.services.library import Library
from photosearch.types import Picture
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.models.photo_list import PhotoItem
from photosearch.ui.thumbnails import image_of
from photosearch.ui.views.compare_view import CompareView

SIDE = 1600


class Compare(QObject):
    """Fills the full-size view."""

    def __init__(
        self, library: Library, runner: JobRunner, view: CompareView, overlays: Overlays, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._view = view
        self._overlays = overlays
        self._paths: dict[str, Path | None] = {"full hit": None, "full query": None}
        overlays.watch("full hit", view.hit)
        overlays.watch("full query", view.query)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def show(self, item: PhotoItem, query: Path | None) -> None:
        """Show a photo, beside the query if there is one."""
        name = Path(item.path).name
        known = item.rank is not None and item.score is not None
        self._view.caption.setText(f"{item.rank}.  {name}   {item.score:.3f}" if known else name)
        if query is None:
            self._view.show_query(None)
            self._paths["full query"] = None
        elif query != self._paths["full query"]:
            self._load("full query", query)
        self._load("full hit", Path(item.path))

    def _load(self, key: str, path: Path) -> None:
        self._paths[key] = path
        library = self._library

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Picture]]:
            yield from ()
            return path, picture(library, path, SIDE)

        self._runner.start(key, job)

    def _arrived(self, job: str, result: object) -> None:
        if job not in self._paths or not isinstance(result, tuple) or result[0] != self._paths[job]:
            return
        path, shown = result
        image = image_of(shown.rgb)
        if job == "full query":
            self._view.show_query(image)
        else:
            self._view.hit.set_image(image)
        self._overlays.show(job, path, shown.rgb.shape[:2])

    def _failed(self, job: str, sentence: str) -> None:
        if job == "full hit":
            self._view.hit.set_words(sentence)
        elif job == "full query":
            self._view.show_query(None)
