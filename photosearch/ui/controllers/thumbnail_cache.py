"""The cache of thumbnails on the disk: its size is told, limited, and brought to nothing."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.thumbnails import CacheSize, cache_size, empty_cache, limit_cache
from photosearch.ui.dialogs.cache_box import CacheBox

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "thumbnail cache"
GIGABYTE = 1 << 30


class ThumbnailCacheSize(QObject):
    """Works on the cache in a worker. `known` carries a CacheSize."""

    known = Signal(object)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._runner = window.runner
        self._gigabytes = 0
        self._runner.finished.connect(self._finished)

    def apply(self) -> None:
        """Keep to the size that the person has set."""
        gigabytes = self._window.preferences.thumbnail_gigabytes
        if gigabytes != self._gigabytes:
            self._gigabytes = gigabytes
            self._run(partial(limit_cache, self._window.library, gigabytes * GIGABYTE or None))

    def attend(self, box: CacheBox) -> None:
        """Fill and follow a page of the settings."""
        self.known.connect(box.show_size)
        box.emptied.connect(box.show_emptying)
        box.emptied.connect(lambda: self._run(partial(empty_cache, self._window.library)))
        self._run(partial(cache_size, self._window.library))

    def _run(self, work: Callable[[], CacheSize]) -> None:
        def job(_cancel: Cancel) -> Generator[Progress, None, CacheSize]:
            yield from ()
            return work()

        self._runner.start(JOB, job)

    def _finished(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, CacheSize):
            self.known.emit(result)
