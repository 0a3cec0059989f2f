"""The current photo in the side column: its picture, its overlay and its facts."""

from __future__ import annotations

from collections.abc import Callable, Generator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QLocale, QObject, QTime

from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import KeptPicture, damage, picture
from photosearch.services.library import Library
from photosearch.services.mix import REACH
from photosearch.services.sights import Overlay, Sight, kept_sight
from photosearch.types import Picture
from photosearch.ui.controllers.mix import Place
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.models.photo_list import PhotoItem
from photosearch.ui.style.words import translated
from photosearch.ui.thumbnails import image_of
from photosearch.ui.views.details_panel import DetailsPanel

JOB = "details"
SIDE = 640


class Details(QObject):
    """Follows the current photo."""

    def __init__(
        self, library: Library, runner: JobRunner, panel: DetailsPanel, overlays: Overlays, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._panel = panel
        self._overlays = overlays
        self._item: PhotoItem | None = None
        self._late = False
        self._shown: tuple[Path, Picture, str | None] | None = None
        self.opinions: Callable[[int], list[tuple[str, Place | None]]] = lambda _photo: []
        """Each method's title with its rank and score of a photo, by the photo's id; empty where none are mixed."""
        overlays.watch("details", panel.view)
        overlays.changed.connect(self._show_legend)
        overlays.noted.connect(self._show_note)
        overlays.drawn.connect(self._show_scale)
        panel.appeared.connect(self._make_up)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def show(self, item: PhotoItem | None) -> None:
        """Show a photo of the grid, or none."""
        self._item = item
        self._late = item is not None and self._panel.isHidden()
        if self._late:  # at full size, where photos are stepped through quickly
            return
        if item is not None and self._shown is not None and str(self._shown[0]) == item.path and self._places():
            self._panel.set_facts(self._lines(*self._shown))  # weights are being moved: only what they change
            return
        self._shown = None
        if item is None:
            self._panel.show_nothing()
            self._overlays.show("details", None, (1, 1))
            return
        library, path = self._library, Path(item.path)

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Picture, str | None, Sight | None]]:
            yield from ()
            return path, picture(library, path, SIDE), damage(library, path), kept_sight(library, path)

        self._runner.start(JOB, job)

    def _make_up(self) -> None:
        """Show the photo that became current while nobody saw the panel."""
        if self._late:
            self.show(self._item)

    def _arrived(self, job: str, result: object) -> None:
        if job != JOB or not isinstance(result, tuple) or self._item is None:
            return
        path, shown, lost, sight = result
        if str(path) != self._item.path:
            return
        self._shown = path, shown, lost
        self._panel.view.set_image(image_of(shown.rgb))
        self._overlays.show("details", path, shown.rgb.shape[:2], sight)
        self._panel.set_facts(self._lines(path, shown, lost))

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self._panel.view.set_words(sentence)
            self._panel.set_facts(())

    def _lines(self, path: Path, shown: Picture, lost: str | None) -> list[tuple[str, str]]:
        known = shown.metadata
        lines = [(self.tr("Name"), path.name), (self.tr("Folder"), str(path.parent))]
        if isinstance(shown, KeptPicture):
            lines.append(
                ("", self.tr("Drive not connected") if shown.offline else self.tr("Not in its place any more"))
            )
        if known.taken_at:
            lines.append((self.tr("Taken"), self._time(known.taken_at)))
        lines.append((self.tr("Size"), f"{known.width:,} x {known.height:,}"))
        if known.camera:
            lines.append((self.tr("Camera"), known.camera))
        if known.latitude is not None and known.longitude is not None:
            lines.append((self.tr("Place"), f"{known.latitude:.4f}, {known.longitude:.4f}"))
        if self._item is not None and self._item.score is not None:
            lines.append((self.tr("Score"), f"{self._item.score:.3f}"))
        for title, place in self._places():
            lines.append(("", self._spoken(title, place)))
        if lost:
            lines.append((self.tr("Damaged"), lost))
        return lines

    def _places(self) -> list[tuple[str, Place | None]]:
        """Return what each method thinks of the hit, where several are mixed."""
        return [] if self._item is None or self._item.score is None else self.opinions(self._item.photo_id)

    def _spoken(self, title: str, place: Place | None) -> str:
        if place is None:
            return self.tr("{title}: not among its first {count:,}").format(title=title, count=REACH)
        words = self.tr("{title}: rank {rank:,}, score {score:.3f}")
        return words.format(title=title, rank=place[0], score=place[1])

    def _time(self, when: datetime) -> str:
        """Return a time as the person's country writes it."""
        shown = QDateTime(QDate(when.year, when.month, when.day), QTime(when.hour, when.minute, when.second))
        return QLocale().toString(shown, QLocale.FormatType.ShortFormat)

    def _show_legend(self, _overlay: str) -> None:
        self._panel.legend.setText(translated(self._overlays.legend()))

    def _show_note(self, key: str, words: str) -> None:
        if key == "details":
            self._panel.note.setText(words)
            self._panel.note.setVisible(bool(words))

    def _show_scale(self, key: str, overlay: Overlay | None) -> None:
        if key == "details":
            self._panel.scale.show_scale(overlay)
