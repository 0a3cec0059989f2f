"""Which overlay lies over the photos, and how strongly: the same one everywhere."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import maps, overlay_names, overlay_tint
from photosearch.services.library import Library
from photosearch.types import StoredMaps
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.overlays.tinted import tint_image
from photosearch.ui.views.photo_view import PhotoView

TINT_SIDE = 720
"""Overlays are drawn at about this size and stretched: they are smooth."""


class Overlays(QObject):
    """Lays overlays over large views. `changed` carries the overlay's id, empty for none."""

    changed = Signal(str)

    def __init__(self, library: Library, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._views: dict[str, tuple[PhotoView, Path | None, tuple[int, int]]] = {}
        self._maps: dict[str, StoredMaps] = {}
        self.current = ""
        self.opacity = 1.0
        runner.finished.connect(self._arrived)

    def legend(self) -> str:
        """Return what the present overlay means, in one sentence."""
        return next((legend for name, _, legend in overlay_names() if name == self.current), "")

    def watch(self, key: str, view: PhotoView) -> None:
        """Keep the overlay of a view up to date; `key` names it."""
        self._views[key] = (view, None, (1, 1))

    def show(self, key: str, path: Path | None, size: tuple[int, int]) -> None:
        """Tell which photo of (height, width) a view shows now."""
        view, _, _ = self._views[key]
        self._views[key] = (view, path, size)
        self._maps.pop(key, None)
        view.set_tint(None)
        self._update(key)

    def forget(self) -> None:
        """Forget all maps: the network that they came from is another one now."""
        self._maps.clear()
        for key in self._views:
            self._update(key)

    def choose(self, overlay: str) -> None:
        """Show another overlay, or none."""
        self.current = overlay
        for key in self._views:
            self._update(key)
        self.changed.emit(overlay)

    def set_opacity(self, opacity: float) -> None:
        """Show overlays stronger or weaker, 0 to 1."""
        self.opacity = opacity
        for view, _, _ in self._views.values():
            view.set_opacity(opacity)

    def _update(self, key: str) -> None:
        """Tint a view, at once if its maps are there, else when they arrive."""
        view, path, size = self._views[key]
        if not self.current or path is None:
            view.set_tint(None)
        elif key in self._maps:
            view.set_tint(self._tint(self._maps[key], size))
        else:
            library = self._library

            def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, StoredMaps]]:
                yield from ()
                return path, maps(library, path)

            self._runner.start(f"maps {key}", job)

    def _tint(self, kept: StoredMaps, size: tuple[int, int]) -> QImage:
        scale = min(1.0, TINT_SIDE / max(size))
        return tint_image(
            overlay_tint(kept, self.current, (max(1, round(size[0] * scale)), max(1, round(size[1] * scale))))
        )

    def _arrived(self, job: str, result: object) -> None:
        key = job.removeprefix("maps ")
        if key == job or key not in self._views or not isinstance(result, tuple):
            return
        path, kept = result
        if path == self._views[key][1]:
            self._maps[key] = kept
            self._update(key)
