"""Full size: which photos stand beside each other, what is said of them, and the picture of both."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from photosearch.errors import UnreadablePhoto
from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import KeptPicture, picture
from photosearch.services.explain import draw_why
from photosearch.services.library import Library
from photosearch.services.sights import Overlay, RegionsOverlay, Sight, kept_sight
from photosearch.types import Picture, Rgb
from photosearch.ui.controllers.ahead import Ahead, Shown
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.controllers.search import Search
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.models.photo_list import PhotoItem
from photosearch.ui.style.words import translated
from photosearch.ui.thumbnails import image_of
from photosearch.ui.views.layout import Layout

SIDE = 1600
JOB = "why"


class Compare(QObject):
    """Fills the full-size view."""

    def __init__(
        self,
        library: Library,
        runner: JobRunner,
        views: Layout,
        overlays: Overlays,
        search: Search,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._views = views
        self._view = views.compare
        self._overlays = overlays
        self._ahead = Ahead(lambda path: Shown(picture(library, path, short_side=SIDE), kept_sight(library, path)))
        self._paths: dict[str, Path | None] = {"full hit": None, "full query": None}
        self._verdict = ""
        self._layers = {"full hit": self._view.hit_layer, "full query": self._view.query_layer}
        self._notes = {"full hit": self._view.hit_note, "full query": self._view.query_note}
        overlays.watch("full hit", self._view.hit)
        overlays.watch("full query", self._view.query)
        overlays.method = lambda: search.descriptor
        overlays.noted.connect(self._show_note)
        overlays.drawn.connect(self._show_parts)
        overlays.changed.connect(self._show_legend)
        self._view.copy.connect(self.copy)
        self._view.save.connect(self.save)
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def show(self, item: PhotoItem, query: Path | None, following: Sequence[Path] = ()) -> None:
        """Show a photo, beside the query if there is one; those that may follow are made ready."""
        name = Path(item.path).name
        known = item.rank is not None and item.score is not None
        self._view.caption.setText(f"{item.rank}.  {name}   {item.score:.3f}" if known else name)
        self._verdict = f"rank {item.rank}, score {item.score:.3f}" if known else ""
        if query is None:
            self._view.show_query(None)
            self._paths["full query"] = None
            self._overlays.show("full query", None, (1, 1))
        elif query != self._paths["full query"]:
            self._load("full query", query)
        self._ahead.keep((Path(item.path), *following))
        self._load("full hit", Path(item.path))
        self._make_ready(following)

    def forget(self) -> None:
        """Forget what was made ready: the network that saw it is another one now."""
        self._ahead.keep(())

    def _make_ready(self, following: Sequence[Path]) -> None:
        """Decode, in a worker, what may be shown next."""
        ahead = self._ahead

        def job(cancel: Cancel) -> Generator[Progress, None, None]:
            yield from ()
            for path in following:
                with suppress(UnreadablePhoto):  # is said when it is looked at
                    if not cancel.cancelled:
                        ahead.shown(path)

        self._runner.start("ahead", job)

    def copy(self) -> None:
        """Put the picture of what is compared on the clipboard."""
        self._draw(None)

    def save(self) -> None:
        """Let the person choose a file, and write the picture of what is compared into it."""
        hit, query = self._paths["full hit"], self._paths["full query"]
        if not self._views.is_full or hit is None:
            self._views.strip.say(self.tr("Show a photo at full size first (Space); then its picture can be saved."))
            return
        name = hit.stem if query is None else f"{query.stem} - {hit.stem}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        chosen, _ = QFileDialog.getSaveFileName(
            self._view, self.tr("Save picture"), str(Path(folder) / f"{name}.png"), self.tr("PNG pictures (*.png)")
        )
        if chosen:
            out = Path(chosen)
            self._draw(out if out.suffix.lower() == ".png" else out.with_name(f"{out.name}.png"))

    def _draw(self, out: Path | None) -> None:
        """Draw the picture in a worker; where no file is named it goes to the clipboard."""
        hit, query, library = self._paths["full hit"], self._paths["full query"], self._library
        overlay, how, verdict = self._overlays.text, self._overlays.manner, self._verdict
        if hit is None:
            return

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path | None, Rgb]]:
            yield from ()
            return out, draw_why(library, hit, query, overlay, verdict, how, out)

        self._runner.start(JOB, job)

    def _load(self, key: str, path: Path) -> None:
        self._paths[key] = path
        ahead = self._ahead

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Picture, Sight | None]]:
            yield from ()
            shown = ahead.shown(path)
            return path, shown.picture, shown.sight

        self._runner.start(key, job)

    def _arrived(self, job: str, result: object) -> None:
        if not isinstance(result, tuple):
            return
        if job == JOB:
            self._tell(*result)
        elif job in self._paths and result[0] == self._paths[job]:
            path, shown, sight = result
            image = image_of(shown.rgb)
            if job == "full query":
                self._view.show_query(image)
            else:
                self._view.hit.set_image(image)
                self._view.show_away(self._away(shown))
            self._overlays.show(job, path, shown.rgb.shape[:2], sight)

    def _away(self, shown: Picture) -> str:
        """Return why a photo is shown as small as it was kept, empty where it is not."""
        if not isinstance(shown, KeptPicture):
            return ""
        if shown.offline:
            return self.tr("The drive with this photo is not connected. This is the small picture that was kept of it.")
        return self.tr("This photo is not in its place any more. This is the small picture that was kept of it.")

    def _tell(self, out: Path | None, drawn: Rgb) -> None:
        """Say where the picture is, which is on the clipboard if it is in no file."""
        if out is None:
            QGuiApplication.clipboard().setImage(image_of(drawn))
            self._views.strip.say(self.tr("The picture is copied."))
        else:
            self._views.strip.say(self.tr("The picture is saved: {path}").format(path=out))

    def _show_note(self, key: str, words: str) -> None:
        if key in self._notes:
            self._notes[key].setText(words)

    def _show_parts(self, key: str, overlay: Overlay | None) -> None:
        if key not in self._layers:
            return
        parts = overlay if isinstance(overlay, RegionsOverlay) else None
        self._layers[key].set_regions(*(((), (1, 1)) if parts is None else (parts.regions, parts.size)))
        if key == "full hit":
            self._view.scale.show_scale(overlay)
            self._show_legend()

    def _show_legend(self) -> None:
        words = translated(self._overlays.legend())
        hint = self.tr("Point at a part, or press its number, to see it alone.")
        self._view.legend.setText(f"{words} {hint}" if self._view.hit_layer.regions else words)

    def _failed(self, job: str, sentence: str) -> None:
        if job == "full hit":
            self._view.hit.set_words(sentence)
            self._view.show_away("")
        elif job == "full query":
            self._view.show_query(None)
        elif job == JOB:
            self._views.strip.say(sentence)
