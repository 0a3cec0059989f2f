"""The window among the doors: files dropped on it and pasted into it, and the loader of its grid."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from photosearch.services.library import Library
from photosearch.types import Rgb
from photosearch.ui.main_window import MainWindow
from photosearch.ui.thumbnails import AHEAD, Thumbnails, drawer
from tests.faults.tries import Tries, watched

JOBS = ("photos", "query picture", "sight query", "drawn query")
NO_KEY = Qt.KeyboardModifier.NoModifier
OUR_BUG = "photosearch itself"
CELL = 200


def drop_and_paste(library: Library, files: Sequence[Path], tries: Tries) -> str:
    """Drop each file on one window, then paste it, and its pixels where Qt itself can read them."""
    application = QApplication.instance() or QApplication([])
    window = MainWindow(library)
    window.overlays.choose("mask")
    window.show()
    hand = _Hand(window)
    for path in files:
        for way in (hand.drop, hand.paste, hand.paste_pixels):
            began = time.perf_counter()
            hand.refusals.clear()
            with watched():
                if not way(path):
                    continue
                hand.wait()
            sentence = next(iter(hand.refusals), "")
            tries.note(path, way.__name__, time.perf_counter() - began, "sentence" if sentence else "", sentence)
    shown = f"{window.grid.model.rowCount()} photos are ranked after the last of them"
    window.close()
    window.deleteLater()
    application.processEvents()
    return shown


class _Hand:
    """What a person does at a window, and what the window says to it in `refusals`."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.refusals: list[str] = []
        window.runner.failed.connect(self._hear)

    def drop(self, path: Path) -> bool:
        """Drop a file on the middle of the window."""
        middle = QPointF(self._window.rect().center())
        data, copy, left, none = _mime(path), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, NO_KEY
        QApplication.sendEvent(self._window, QDragEnterEvent(middle.toPoint(), copy, data, left, none))
        QApplication.sendEvent(self._window, QDropEvent(middle, copy, data, left, none))
        if self._window.search.query != path:
            raise AssertionError(f"{path} was dropped, and {self._window.search.query} is searched with")
        return True

    def paste(self, path: Path) -> bool:
        """Paste a file."""
        QGuiApplication.clipboard().setMimeData(_mime(path))
        self._window.actions_by_name["paste"].trigger()
        return True

    def paste_pixels(self, path: Path) -> bool:
        """Paste the pixels of a file, as other programs copy them, if there are any; return whether there were."""
        image = QImage.fromData(path.read_bytes())
        if image.isNull():
            return False
        QGuiApplication.clipboard().setImage(image)
        self._window.actions_by_name["paste"].trigger()
        return True

    def wait(self) -> None:
        """Let the window work until it has said or shown everything."""
        runner, loop, look = self._window.runner, QEventLoop(), QTimer(interval=2)
        look.timeout.connect(lambda: any(map(runner.is_running, JOBS)) or loop.quit())
        look.start()
        loop.exec()

    def _hear(self, job: str, sentence: str) -> None:
        if OUR_BUG in sentence:
            raise AssertionError((job, sentence))
        self.refusals.append(sentence)


def draw_cells(library: Library, files: Sequence[Path], tries: Tries) -> int:
    """Draw the grid's pictures of files, whole and cropped, and return how many can be seen."""
    _application = QApplication.instance() or QApplication([])
    draw = drawer(library)

    def timed(path: str, side: int, overlay: str, cropped: bool, cells: bool) -> Rgb | None:
        began, refused = time.perf_counter(), ("", "")
        try:
            return draw(path, side, overlay, cropped, cells)  # type: ignore[return-value]  # no overlay is asked for
        except Exception as error:
            refused = type(error).__name__, str(error)
            raise
        finally:
            tries.note(Path(path), "cropped cell" if cropped else "cell", time.perf_counter() - began, *refused)

    loader = Thumbnails(timed)
    for first in range(0, len(files), AHEAD // 2):
        some = files[first : first + AHEAD // 2]
        for path in some:
            for cropped in (False, True):
                loader.get(str(path), CELL, cropped=cropped)
        with watched():
            _until_idle(loader)
    shown = sum(loader.get(str(path), CELL) is not None for path in files)
    said = sum(loader.failed(str(path), CELL) for path in files)
    loader.close()
    if shown + said != len(files):
        raise AssertionError(f"{len(files) - shown - said} cells stay empty")
    return shown


def _until_idle(loader: Thumbnails) -> None:
    loop, look = QEventLoop(), QTimer(interval=2)
    look.timeout.connect(lambda: loader.busy or loop.quit())
    look.start()
    loop.exec()
    QApplication.processEvents()


def _mime(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data
