"""Which overlay lies over the photos, and how strongly: the same one everywhere."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import overlay_names
from photosearch.services.library import Library
from photosearch.services.sights import (
    Manner,
    Sight,
    Tint,
    fresh_sight,
    is_pair,
    lacks_words,
    needs_look,
    pair_tints,
    says_more_beside,
    stored_sight,
    tint_of,
)
from photosearch.types import Box
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.style.ways import in_window
from photosearch.ui.views.photo_view import PhotoView

TINT_SIDE = 720
"""Overlays are drawn at about this size and stretched: they are smooth."""
LEAST_SIDE = 240
"""Smaller ones are drawn no faster, and labels of parts would not be read."""
HIT_OF = {"query": "details", "full query": "full hit"}
"""The views that show a query, and the view beside each that shows a hit."""
CLASSES = "cam"
"""The overlay that is chosen again for the next kind of thing."""
MOST_CLASSES = 8


@dataclass
class _Watched:
    """A view, the photo of (height, width) that it shows, and what is known of that photo.

    `late` says that its overlay changed while nobody saw the view.
    """

    view: PhotoView
    path: Path | None = None
    size: tuple[int, int] = (1, 1)
    sight: Sight | None = None
    late: bool = False

    @property
    def tint_size(self) -> tuple[int, int]:
        """The (height, width) that overlays are drawn at: no more than can be seen."""
        height, width = self.size
        fitted = min(self.view.height() / height, self.view.width() / width) * self.view.devicePixelRatioF()
        longest = max(height, width)
        scale = min(1.0, max(fitted, LEAST_SIDE / longest), TINT_SIDE / longest)
        return max(1, round(height * scale)), max(1, round(width * scale))


class Overlays(QObject):
    """Lays overlays over large views that can be seen, over others as soon as they can.

    `changed` carries what was chosen, empty for none; `noted` the key of a view and what is seen in it, in a few words;
    `drawn` the key of a view and the Overlay that lies over it now, None for none.
    """

    changed = Signal(str)
    noted = Signal(str, str)
    drawn = Signal(str, object)

    def __init__(self, library: Library, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._views: dict[str, _Watched] = {}
        self._argument = ""
        self._class = ""
        self.current = ""
        self.opacity = 1.0
        self.cells = False
        self._part: Box | None = None
        self.method: Callable[[], str | None] = lambda: None
        """What the hits are compared with the query by."""
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    def legend(self) -> str:
        """Return what the present overlay means, in one sentence."""
        return next((legend for name, _, legend in overlay_names() if name == self.current), "")

    def watch(self, key: str, view: PhotoView) -> None:
        """Keep the overlay of a view up to date; `key` names it."""
        self._views[key] = _Watched(view)
        view.installEventFilter(self)

    def eventFilter(self, view: QObject, event: QEvent) -> bool:
        """Catch up with a view that can be seen again."""
        if event.type() == QEvent.Type.Show:
            for key, watched in self._views.items():
                if watched.view is view and watched.late:
                    QTimer.singleShot(0, self, lambda key=key: self._catch_up(key))  # when its size is settled
        return False

    def show(self, key: str, path: Path | None, size: tuple[int, int], sight: Sight | None = None) -> None:
        """Tell which photo of (height, width) a view shows now, and what is known of it already."""
        watched = self._views[key]
        watched.path, watched.size, watched.sight = path, size, sight
        self._lay(key, None)
        self._update(key)
        other = _beside(key)
        if path is None and other in self._views and says_more_beside(self.current):
            self._update(other)  # what it showed was of both

    def set_part(self, part: Box | None) -> None:
        """Compare hits with this part of the query, in its pixels at full size; None for all of it."""
        self._part = part
        if self.current and says_more_beside(self.current):
            self._update_all()

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
        self._update_all()
        self.changed.emit(overlay)

    def set_class(self, asked: str) -> None:
        """Show this kind of thing first where kinds are shown; with an empty name, the strongest of each photo."""
        if asked != self._class:
            self._class, self._argument = asked, ""
            for key in self._views if self.current == CLASSES else ():
                self._update(key)

    def set_opacity(self, opacity: float) -> None:
        """Show overlays stronger or weaker, 0 to 1."""
        self.opacity = opacity
        for watched in self._views.values():
            watched.view.set_opacity(opacity)
        self.changed.emit(self.current)

    def set_cells(self, cells: bool) -> None:  # noqa: FBT001  # a state
        """Show the network's cells as they are, or smooth."""
        self.cells = cells
        self._update_all()
        self.changed.emit(self.current)

    @property
    def manner(self) -> Manner:
        """How overlays are made now."""
        return Manner(self.cells, self.method())

    @property
    def _wanted(self) -> tuple[str, Manner, Box | None]:
        return self.text, self.manner, self._part

    @property
    def text(self) -> str:
        """The present overlay as it is written on the command line, perhaps with an argument; empty for none."""
        argument = self._argument or (self._class if self.current == CLASSES else "")
        return f"{self.current}:{argument}" if argument else self.current

    def _update_all(self) -> None:
        for key in self._views:
            if key in HIT_OF or not self._is_together(key):  # a query's update is that of the hit beside it too
                self._update(key)

    def _update(self, key: str) -> None:
        """Tint a view, at once if what is known of its photo will do, else when more is."""
        watched = self._views[key]
        watched.late = False
        self.noted.emit(key, "")
        if not self.current or watched.path is None:
            self._lay(key, None)
        elif not self._is_seen(key):
            watched.late = True
            self._lay(key, None)
        elif is_pair(self.current) or self._is_together(key):
            self._update_pair(key)
        elif watched.sight is None or lacks_words(watched.sight, self.text):
            self._look(key, watched.path)
        elif self._is_slow(watched.sight):
            self._draw(key, watched.path, watched.sight, watched.tint_size)
        else:
            self._tint(key, watched.sight)

    def _catch_up(self, key: str) -> None:
        if self._views[key].late:
            self._update(key)

    def _is_seen(self, key: str) -> bool:
        """Whether a view can be seen, or the one beside it that an overlay of both is drawn with."""
        both = is_pair(self.current) or self._is_together(key)
        names = (key, _beside(key)) if both else (key,)
        return any(self._views[name].view.isVisible() for name in names if name in self._views)

    def _is_together(self, key: str) -> bool:
        """Whether a view and the one beside it show something of both of their photos."""
        both = [self._views[name] for name in (key, _beside(key)) if name in self._views]
        return says_more_beside(self.current) and len(both) == 2 and all(one.path is not None for one in both)

    def _lay(self, key: str, tint: Tint | None) -> None:
        """Lay an overlay over a view, and say what is seen."""
        self._views[key].view.set_tint(None if tint is None else tint_image(tint.colours))
        self.drawn.emit(key, None if tint is None else tint.overlay)
        if tint is not None:
            self.noted.emit(key, tint.note)

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
        self._lay(key, None)
        self.noted.emit(key, self.tr("Looking closely…"))
        library, wanted = self._library, self._wanted

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, object, Sight, Tint]]:
            yield from ()
            seen = sight if sight.seen is not None else fresh_sight(library, path)
            return path, wanted, seen, tint_of(replace(seen, cells=wanted[1].cells), wanted[0], size)

        self._runner.start(f"drawn {key}", job)

    def _tint(self, key: str, sight: Sight) -> None:
        watched = self._views[key]
        try:
            tint = tint_of(replace(sight, cells=self.cells), self.text, watched.tint_size)
        except QueryProblem as problem:
            self._lay(key, None)
            self.noted.emit(key, in_window(str(problem)))
            return
        self._lay(key, tint)

    def _update_pair(self, key: str) -> None:
        """Look at a query and a hit together, once for both of their views."""
        asked = key if key in HIT_OF else _beside(key)
        both = [self._views[name] for name in (asked, HIT_OF.get(asked, "")) if name in self._views]
        if len(both) < 2 or any(watched.path is None for watched in both):
            self._lay(key, None)
            self.noted.emit(key, self.tr("This compares a photo with the query: search with a picture first."))
            return
        query, hit = both
        wanted, library = self._wanted, self._library
        paths, sizes = (query.path, hit.path), (query.tint_size, hit.tint_size)

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[object, object, Tint, Tint]]:
            yield from ()
            assert paths[0] is not None  # noqa: S101  # seen above; a closure forgets
            assert paths[1] is not None  # noqa: S101
            return (paths, wanted, *pair_tints(library, paths[0], paths[1], wanted[0], sizes, *wanted[1:]))

        for name in (asked, HIT_OF[asked]):
            self.noted.emit(name, self.tr("Comparing…"))
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
            path, wanted, sight, tint = result
            if path == watched.path and wanted == self._wanted and not self._is_together(key):
                watched.sight = sight
                self._lay(key, tint)
        elif kind == "pair":
            paths, wanted, first, second = result
            other = self._views[HIT_OF[key]]
            if paths == (watched.path, other.path) and wanted == self._wanted:
                self._lay(key, first)
                self._lay(HIT_OF[key], second)

    def _failed(self, job: str, sentence: str) -> None:
        kind, _, key = job.partition(" ")
        if kind in ("sight", "drawn", "pair") and key in self._views:
            self.noted.emit(key, sentence)


def _beside(key: str) -> str:
    """Return the key of the view beside a view: of a hit beside a query's, of a query beside a hit's."""
    return HIT_OF.get(key) or next((query for query, hit in HIT_OF.items() if hit == key), "")
