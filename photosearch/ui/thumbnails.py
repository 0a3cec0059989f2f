"""Pictures for the grid: decoded in worker threads, kept in a cache bounded in bytes."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from photosearch.errors import PersonError
from photosearch.services.browse import cell_picture, cell_tint
from photosearch.services.library import Library
from photosearch.services.sights import Manner, Rgba
from photosearch.types import Rgb
from photosearch.ui.overlays.tinted import tint_image

log = logging.getLogger(__name__)

CACHE_BYTES = 192 << 20
TINT_BYTES = 64 << 20
FRAME_MS = 16
AHEAD = 400
"""Requests of each kind that wait; older ones are forgotten, as the person has scrolled on."""

Key = tuple[str, int, str, bool, bool]
"""Path, side in device pixels, overlay (empty: the photo), whether cropped around the main object, whether in cells."""
Draw = Callable[[str, int, str, bool, bool], Rgb | Rgba | None]
"""Returns a photo that fits a square of a side, perhaps cropped, or an overlay's colours over it. Runs in workers."""


def drawer(library: Library) -> Draw:
    """Return what draws a library's photos."""
    return partial(_draw, library)


def _draw(library: Library, path: str, side: int, overlay: str, cropped: bool, cells: bool) -> Rgb | Rgba | None:  # noqa: FBT001  # a key
    """Draw a cell's picture, in a worker thread: no object of the window has any business there."""
    if overlay:
        return cell_tint(library, Path(path), side, overlay, cropped=cropped, how=Manner(cells=cells))
    return cell_picture(library, Path(path), side, cropped=cropped)


def image_of(rgb: Rgb) -> QImage:
    """Return a picture as Qt's image, which owns its pixels, in the format of pixmaps: nobody has to convert it."""
    pixels = np.ascontiguousarray(rgb)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).convertToFormat(
        QImage.Format.Format_RGB32
    )


class Thumbnails(QObject):
    """Asks for what is on the screen, newest request first, photos before what lies over them.

    `arrived` carries a path; `grown` says, at most once a frame, that there is more to paint; `asked` says that
    something was not there yet.
    """

    arrived = Signal(str)
    grown = Signal()
    asked = Signal()
    _drawn = Signal(object, object)

    def __init__(self, draw: Draw, parent: QObject | None = None, workers: int = 2) -> None:
        super().__init__(parent)
        self._draw = draw
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="thumbnail")
        self._lock = threading.Lock()
        self._waiting: OrderedDict[Key, None] = OrderedDict()
        self._tints_waiting: OrderedDict[Key, None] = OrderedDict()
        self._working: set[Key] = set()
        self._closing = False
        self._cache, self._tints = _Kept(CACHE_BYTES), _Kept(TINT_BYTES)
        self._drawn.connect(self._receive, Qt.ConnectionType.QueuedConnection)
        self._frame = QTimer(self, singleShot=True, interval=FRAME_MS)
        self._frame.timeout.connect(self.grown)

    def get(self, path: str, side: int, *, cropped: bool = False) -> QPixmap | None:
        """Return a picture that is there already, else None and have it drawn."""
        return self._found((path, side, "", cropped, False), self._cache, self._waiting)

    def tint(self, path: str, side: int, overlay: str, *, cropped: bool = False, cells: bool = False) -> QPixmap | None:
        """Return the colours of an overlay over a picture if they are there already, else None and have them drawn."""
        return self._found((path, side, overlay, cropped, cells), self._tints, self._tints_waiting)

    def failed(self, path: str, side: int, *, cropped: bool = False) -> bool:
        """Whether a photo cannot be shown."""
        key = (path, side, "", cropped, False)
        return key in self._cache and self._cache[key] is None

    @property
    def busy(self) -> bool:
        """Whether something is being drawn, or waits for it."""
        with self._lock:
            return bool(self._waiting or self._tints_waiting or self._working)

    def forget_overlays(self) -> None:
        """Forget what lies over photos: the network that it came from is another one now."""
        self._tints.clear()

    def forget_crops(self) -> None:
        """Forget what was cropped: photos were looked at anew, and their main objects may lie elsewhere."""
        for kept in (self._cache, self._tints):
            kept.forget_crops()

    def forget_failures(self) -> None:
        """Ask again for what could not be shown: its drive is there again."""
        for kept in (self._cache, self._tints):
            kept.forget_failures()

    def close(self) -> None:
        """Stop the workers."""
        with self._lock:
            self._closing = True
            self._waiting.clear()
            self._tints_waiting.clear()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _found(self, key: Key, kept: _Kept, waiting: OrderedDict[Key, None]) -> QPixmap | None:
        if key in kept:
            return kept[key]
        with self._lock:
            if self._closing or key in self._working:
                return None
            known = key in waiting
            waiting[key] = None
            waiting.move_to_end(key)
            while len(waiting) > AHEAD:
                waiting.popitem(last=False)
        if not known:  # every paint asks again
            self._pool.submit(self._work)
        self.asked.emit()
        return None

    def _work(self) -> None:
        """Draw the newest request, in a worker thread."""
        with self._lock:
            waiting = self._waiting or self._tints_waiting
            if not waiting:
                return  # forgotten, or done by another worker
            key, _ = waiting.popitem(last=True)
            self._working.add(key)
        try:
            drawn = self._draw(*key)
            image = QImage() if drawn is None else tint_image(drawn) if key[2] else image_of(drawn)
        except (PersonError, OSError):
            image = QImage()
        except Exception:
            log.exception("a picture could not be drawn: %s", key[0])
            image = QImage()
        with self._lock:
            self._working.discard(key)
        self._drawn.emit(key, image)

    @Slot(object, object)
    def _receive(self, key: Key, image: QImage) -> None:
        """Make a pixmap of it: only this thread may."""
        if self._closing:
            return
        kept = self._tints if key[2] else self._cache
        kept[key] = None if image.isNull() else QPixmap.fromImage(image)
        self.arrived.emit(key[0])
        if not self._frame.isActive():
            self._frame.start()


class _Kept:
    """Pixmaps, None for what cannot be shown; those not looked at for longest make room for new ones."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._pixmaps: OrderedDict[Key, QPixmap | None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pixmaps)

    def __contains__(self, key: object) -> bool:
        return key in self._pixmaps

    def __getitem__(self, key: Key) -> QPixmap | None:
        self._pixmaps.move_to_end(key)
        return self._pixmaps[key]

    def __setitem__(self, key: Key, pixmap: QPixmap | None) -> None:
        if key in self._pixmaps:
            self._drop(key)
        self._pixmaps[key] = pixmap
        self._bytes += _size(pixmap)
        while self._bytes > self._limit and len(self._pixmaps) > 1:
            self._drop(next(iter(self._pixmaps)))

    def values(self) -> Iterable[QPixmap | None]:
        """Return all of them."""
        return self._pixmaps.values()

    def clear(self) -> None:
        """Forget all of them."""
        self._pixmaps.clear()
        self._bytes = 0

    def forget_crops(self) -> None:
        """Forget those of cropped photos."""
        for key in [key for key in self._pixmaps if key[3]]:
            self._drop(key)

    def forget_failures(self) -> None:
        """Forget what could not be shown."""
        for key in [key for key, pixmap in self._pixmaps.items() if pixmap is None]:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        self._bytes -= _size(self._pixmaps.pop(key))


def _size(pixmap: QPixmap | None) -> int:
    return 0 if pixmap is None else pixmap.width() * pixmap.height() * 4
