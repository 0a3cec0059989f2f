"""Which overlay lies over the photos, and how strongly: the same one everywhere."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import overlay_names
from photosearch.services.library import Library
from photosearch.services.sights import (
    Rgba,
    Sight,
    fresh_sight,
    is_pair,
    lacks_words,
    needs_look,
    pair_tints,
    stored_sight,
    tint_of,
)
from photosearch.types import Box
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.views.photo_view import PhotoView

TINT_SIDE = 720
"""Overlays are drawn at about this size and stretched: they are smooth."""
HIT_OF = {"query": "details", "full query": "full hit"}
"""The views that show a query, and the view beside each that shows a hit."""
CLASSES = "cam"
"""The overlay that is chosen again for the next kind of thing."""
MOST_CLASSES = 8


@dataclass
class _Watched:
    """A view, the photo of (height, width) that it shows, and what is known of that photo."""

    view: PhotoView
    path: Path | None = None
    size: tuple[int, int] = (1, 1)
    sight: Sight | None = None

    @property
    def tint_size(self) -> tuple[int, int]:
        """The (height, width) that overlays are drawn at."""
        scale = min(1.0, TINT_SIDE / max(self.size))
        return max(1, round(self.size[0] * scale)), max(1, round(self.size[1] * scale))


class Overlays(QObject):
    """Lays overlays over large views.

    `changed` carries what was chosen, empty for none; `noted` the key of a view and what is seen in it, in a few
    words.
    """

    changed = Signal(str)
    noted = Signal(str, str)

    def __init__(self, library: Library, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._views: dict[str, _Watched] = {}
        self._argument = ""
        self.current = ""
        self.opacity = 1.0
        self._part: Box | None = None
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def legend(self) -> str:
        """Return what the present overlay means, in one sentence."""
        return next((legend for name, _, legend in overlay_names() if name == self.current), "")

    def watch(self, key: str, view: PhotoView) -> None:
        """Keep the overlay of a view up to date; `key` names it."""
        self._views[key] = _Watched(view)

    def show(self, key: str, path: Path | None, size: tuple[int, int]) -> None:
        """Tell which photo of (height, width) a view shows now."""
        watched = self._views[key]
        watched.path, watched.size, watched.sight = path, size, None
        watched.view.set_tint(None)
        self._update(key)

    def set_part(self, part: Box | None) -> None:
        """Compare hits with this part of the query, in its pixels at full size; None for all of it."""
        self._part = part
        if self.current and is_pair(self.current):
            for key in HIT_OF:
                self._update(key)

    def forget(self) -> None:
        """Forget all that is known of photos: the network that it came from is another one now."""
        for key, watched in self._views.items():
            watched.sight = None
            self._update(key)

    def choose(self, overlay: str) -> None:
        """Show another overlay, or none; the next kind of thing where these are shown already.

        An overlay's name may be followed by an argument, as in ``words:12+77``.
        """
        name, _, argument = overlay.partition(":")
        place = int(self._argument.removeprefix("#") or 1) if name == self.current == CLASSES else 0
        self._argument = argument or (f"#{place % MOST_CLASSES + 1}" if place else "")
        self.current = name
        for key in self._views:
            self._update(key)
        self.changed.emit(overlay)

    def set_opacity(self, opacity: float) -> None:
        """Show overlays stronger or weaker, 0 to 1."""
        self.opacity = opacity
        for watched in self._views.values():
            watched.view.set_opacity(opacity)

    @property
    def text(self) -> str:
        """The present overlay with its argument."""
        return f"{self.current}:{self._argument}" if self._argument else self.current

    def _update(self, key: str) -> None:
        """Tint a view, at once if what is known of its photo will do, else when more is."""
        watched = self._views[key]
        self.noted.emit(key, "")
        if not self.current or watched.path is None:
            watched.view.set_tint(None)
        elif is_pair(self.current):
            self._update_pair(key)
        elif watched.sight is None or lacks_words(watched.sight, self.text):
            self._look(key, watched.path)
        elif self._is_slow(watched.sight):
            self._draw(key, watched.path, watched.sight, watched.tint_size)
        else:
            self._tint(key, watched.sight)

    def _is_slow(self, sight: Sight) -> bool:
        try:
            return needs_look(sight, self.text)
        except QueryProblem:
            return False  # drawing says at once what there is not

    def _look(self, key: str, path: Path) -> None:
        library, text = self._library, self.text

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Sight]]:
            yield from ()
            return path, stored_sight(library, path, text)

        self._runner.start(f"sight {key}", job)

    def _draw(self, key: str, path: Path, sight: Sight, size: tuple[int, int]) -> None:
        """Make an overlay of a fresh look, which takes too long for the window's thread."""
        self._views[key].view.set_tint(None)
        library, text = self._library, self.text

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, str, Sight, Rgba, str]]:
            yield from ()
            seen = sight if sight.seen is not None else fresh_sight(library, path)
            return (path, text, seen, *tint_of(seen, text, size))

        self._runner.start(f"drawn {key}", job)

    def _tint(self, key: str, sight: Sight) -> None:
        watched = self._views[key]
        try:
            rgba, note = tint_of(sight, self.text, watched.tint_size)
        except QueryProblem as problem:
            watched.view.set_tint(None)
            self.noted.emit(key, str(problem))
            return
        watched.view.set_tint(tint_image(rgba))
        self.noted.emit(key, note)

    def _update_pair(self, key: str) -> None:
        """Look at a query and a hit together, once for both of their views."""
        asked = key if key in HIT_OF else next((query for query, hit in HIT_OF.items() if hit == key), "")
        both = [self._views[name] for name in (asked, HIT_OF.get(asked, "")) if name in self._views]
        if len(both) < 2 or any(watched.path is None for watched in both):
            self._views[key].view.set_tint(None)
            self.noted.emit(key, self.tr("This compares a photo with the query: search with a picture first."))
            return
        query, hit = both
        text, library, part = self.text, self._library, self._part
        paths, sizes = (query.path, hit.path), (query.tint_size, hit.tint_size)

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[object, str, Rgba, Rgba, str]]:
            yield from ()
            assert paths[0] is not None  # noqa: S101  # seen above; a closure forgets
            assert paths[1] is not None  # noqa: S101
            return (paths, text, *pair_tints(library, paths[0], paths[1], text, *sizes, part))

        self._runner.start(f"pair {asked}", job)

    def _arrived(self, job: str, result: object) -> None:
        kind, _, key = job.partition(" ")
        if key not in self._views or not isinstance(result, tuple):
            return
        watched = self._views[key]
        if kind == "sight":
            path, sight = result
            if path == watched.path:
                watched.sight = sight
                self._update(key)
        elif kind == "drawn":
            path, text, sight, rgba, note = result
            if path == watched.path and text == self.text:
                watched.sight = sight
                watched.view.set_tint(tint_image(rgba))
                self.noted.emit(key, note)
        elif kind == "pair":
            paths, text, first, second, note = result
            other = self._views[HIT_OF[key]]
            if paths == (watched.path, other.path) and text == self.text:
                watched.view.set_tint(tint_image(first))
                other.view.set_tint(tint_image(second))
                for name in (key, HIT_OF[key]):
                    self.noted.emit(name, note)

    def _failed(self, job: str, sentence: str) -> None:
        kind, _, key = job.partition(" ")
        if kind in ("sight", "drawn", "pair") and key in self._views:
            self.noted.emit(key, sentence)
