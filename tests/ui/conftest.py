"""The window, offscreen unless a screen is asked for, on a library of drawn photos."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import prepare
from tests.drawing import FAKE, draw, finish

Open = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    for number in range(12):
        draw(folder / f"{number}.jpg", number, size=(96, 128) if number % 3 else (128, 96))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing that follows is a picture")
    return folder


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens windows on the library of this test, and closes them before it ends."""
    prepare(qapp)
    windows: list[MainWindow] = []

    def open_window(*, read_only: bool = False) -> MainWindow:
        window = MainWindow(Library(tmp_path / "library", str(FAKE), workers=2), read_only=read_only)
        windows.append(window)
        window.show()
        qtbot.waitUntil(lambda: not window.runner.is_running("photos"))
        return window

    yield open_window
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def indexed(photos: Path, tmp_path: Path) -> Path:
    """The folder of photos, indexed before the window opens."""
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [photos], Cancel()))
    return photos
