"""Stories in a real window, on freely licensed photos and drawn scenes; each leaves a picture in build/stories."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import prepare
from tests.drawing import finish

ROOT = Path(__file__).resolve().parents[3]
PICTURES = ROOT / "build" / "stories"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("window")
            if os.environ.get("QT_QPA_PLATFORM") != "xcb":
                item.add_marker(pytest.mark.skip(reason="needs a real window: python packaging/window_tests.py"))


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Photos of installed packages, their edited copies, and drawn scenes."""
    sys.path.insert(0, str(ROOT / "packaging"))
    from samples import make_samples

    folder, _ = make_samples(tmp_path_factory.mktemp("pictures") / "Photos")
    return folder


@pytest.fixture(scope="session")
def made(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the samples, made with the built-in network."""
    folder = tmp_path_factory.mktemp("made") / "library"
    with Library(folder) as library:
        finish(add(library, [samples], Cancel()))
    return folder


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., MainWindow]]:
    """Opens a window on a library folder, as large as a laptop's screen."""
    prepare(qapp)
    windows: list[MainWindow] = []

    def show(folder: Path, *, read_only: bool = False) -> MainWindow:
        window = MainWindow(Library(folder), read_only=read_only)
        windows.append(window)
        window.resize(1280, 800)
        window.move(0, 0)
        window.show()
        qtbot.waitExposed(window)
        # There is no window manager on the virtual screen: the keyboard is given to the window by hand.
        subprocess.run(["xdotool", "windowfocus", "--sync", str(int(window.winId()))], check=True, timeout=10)
        qtbot.waitUntil(window.isActiveWindow, timeout=20_000)
        qtbot.waitUntil(lambda: not window.runner.is_running("photos"), timeout=20_000)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
    qapp.processEvents()


@pytest.fixture
def picture(request: pytest.FixtureRequest, qtbot: QtBot) -> Callable[..., None]:
    """Saves what a window shows, once its photos have arrived."""

    def picture(window: QWidget, suffix: str = "") -> None:
        qtbot.wait(900)
        PICTURES.mkdir(parents=True, exist_ok=True)
        assert window.grab().save(str(PICTURES / f"{request.node.name.removeprefix('test_')}{suffix}.png"))

    return picture
