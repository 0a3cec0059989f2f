"""Pictures for the grid: decoded in worker threads, kept in a cache bounded in bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from photosearch.errors import PersonError
from photosearch.services.browse import cell_picture
from photosearch.services.library import Library
from photosearch.services.sights import Manner
from photosearch.types import Rgb

CACHE_BYTES = 192 << 20
AHEAD = 400
"""Requests that wait; older ones are forgotten, as the person has scrolled on."""

Key = tuple[str, int, str, bool, bool]
"""Path, side in device pixels, overlay id (empty: none), whether cropped around the main object, whether in cells."""
Draw = Callable[[str, int, str, bool, bool], Rgb]
"""Returns a photo that fits a square of a side, perhaps under an overlay or cropped. Runs in worker threads."""


def drawer(library: Library) -> Draw:
    """Return what draws a library's photos."""
    return partial(_draw, library)


def _draw(library: Library, path: str, side: int, overlay: str, cropped: bool, cells: bool) -> Rgb:  # noqa: FBT001  # a key
    """Draw a cell's picture, in a worker thread: no object of the window has any business there."""
    return cell_picture(library, Path(path), side, overlay, cropped=cropped, how=Manner(cells=cells))


def image_of(rgb: Rgb) -> QImage:
    """Return a picture as Qt's image, which owns its pixels."""
    pixels = np.ascontiguousarray(rgb)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class Thumbnails(QObject):
    """Asks for what is on the screen, newest request first. `arrived` carries a path."""

    arrived = Signal(str)
    _drawn = Signal(object, object)

    def __init__(self, draw: Draw, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._draw = draw
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="thumbnail")
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Key, None] = OrderedDict()
        self._working: set[Key] = set()
        self._closing = False
        self._cache: OrderedDict[Key, QPixmap | None] = OrderedDict()
        self._bytes = 0
        self._drawn.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def get(
        self, path: str, side: int, overlay: str = "", *, cropped: bool = False, cells: bool = False
    ) -> QPixmap | None:
        """Return a picture that is there already, else None and have it drawn."""
        key = (path, side, overlay, cropped, cells)
        if key in self._cache:
            self._cache.move_to_end(key)
            return self._cache[key]
        with self._lock:
            if self._closing or key in self._working:
                return None
            self._waiting[key] = None
            self._waiting.move_to_end(key)
            while len(self._waiting) > AHEAD:
                self._waiting.popitem(last=False)
        self._pool.submit(self._work)
        return None

    def failed(self, path: str, side: int, overlay: str = "", *, cropped: bool = False, cells: bool = False) -> bool:
        """Whether a photo cannot be shown."""
        key = (path, side, overlay, cropped, cells)
        return key in self._cache and self._cache[key] is None

    def forget_overlays(self) -> None:
        """Forget what was drawn under overlays: the network that they came from is another one now."""
        for key in [key for key in self._cache if key[2]]:
            self._drop(key)

    def forget_crops(self) -> None:
        """Forget what was cropped: photos were looked at anew, and their main objects may lie elsewhere."""
        for key in [key for key in self._cache if key[3]]:
            self._drop(key)

    def close(self) -> None:
        """Stop the workers."""
        with self._lock:
            self._closing = True
            self._waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> None:
        """Draw the newest request, in a worker thread."""
        with self._lock:
            if not self._waiting:
                return  # forgotten, or done by another worker
            key, _ = self._waiting.popitem(last=True)
            self._working.add(key)
        try:
            image = image_of(self._draw(*key))
        except (PersonError, OSError):
            image = QImage()
        with self._lock:
            self._working.discard(key)
        self._drawn.emit(key, image)

    @Slot(object, object)
    def _receive(self, key: Key, image: QImage) -> None:
        """Make a pixmap of it: only this thread may."""
        if self._closing:
            return
        pixmap = None if image.isNull() else QPixmap.fromImage(image)
        self._cache[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > CACHE_BYTES and len(self._cache) > 1:
            self._drop(next(iter(self._cache)))
        self.arrived.emit(key[0])

    def _drop(self, key: Key) -> None:
        self._bytes -= _size(self._cache.pop(key))


def _size(pixmap: QPixmap | None) -> int:
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * 4
