"""The window, offscreen unless a screen is asked for, on a library of drawn photos."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import prepare
from tests.drawing import FAKE, copy_library, draw, finish

Open = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve photos and a broken one in `photos`, and a library that has indexed them: made once, copied often."""
    home = tmp_path_factory.mktemp("drawn")
    folder = home / "photos"
    for number in range(12):
        draw(folder / f"{number}.jpg", number, size=(96, 128) if number % 3 else (128, 96))
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing that follows is a picture")
    with Library(home / "library", str(FAKE)) as library:
        finish(add(library, [folder], Cancel()))
    return home


@pytest.fixture
def photos(drawn: Path, tmp_path: Path) -> Path:
    return shutil.copytree(drawn / "photos", tmp_path / "photos")


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> QApplication:
    """The application with the window's style, which costs much and is set once, as in the program itself."""
    prepare(qapp)
    return qapp


@pytest.fixture
def open_window(qtbot: QtBot, styled: QApplication, tmp_path: Path) -> Iterator[Open]:
    """Opens windows on the library of this test, and closes them before it ends."""
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
    styled.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # outside of a loop nothing else deletes them


@pytest.fixture
def indexed(drawn: Path, photos: Path, tmp_path: Path) -> Path:
    """The folder of photos, indexed before the window opens."""
    copy_library(drawn / "library", photos, tmp_path / "library")
    return photos
