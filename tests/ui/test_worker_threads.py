"""What may cross between the window's thread and the workers: values, never Qt's objects."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import CellType
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel, Progress
from photosearch.services.composition import Composition
from photosearch.ui import thumbnails
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


def held(thing: Any, depth: int = 4) -> Iterator[Any]:
    """Return what a callable takes along to wherever it is called: bound objects, arguments and variables."""
    yield thing
    if depth == 0:
        return
    parts = [getattr(thing, "__self__", None), getattr(thing, "func", None), *getattr(thing, "args", ())]
    parts += getattr(thing, "keywords", {}).values() if hasattr(thing, "keywords") else []
    for cell in getattr(thing, "__closure__", None) or ():
        assert isinstance(cell, CellType)
        parts.append(cell.cell_contents)
    for part in parts:
        if part is not None and not isinstance(part, type):
            yield from held(part, depth - 1)


def use_everything(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    window.search.search(indexed / "7.jpg", indexed / "3.jpg")
    idle(window, qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    window.overlays.choose("heat")
    window.open_full()
    idle(window, qtbot)
    window.views.leave_full()
    window.method.show()
    idle(window, qtbot)
    window.method.mix.weigh("avg", 40)
    window.method.mix.weigh("max", 40)
    assert window.method.mix.active
    window.method.self_test.start()
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running("self-test"), timeout=10_000)
    window.indexing.rescan()
    window.indexing.add_folders([indexed])
    window.search.show_library()
    window.views.bar.composition.kinds[Composition.CENTRED].trigger()
    window.main_objects.crops.save([indexed / "1.jpg"], indexed.parent / "saved")
    idle(window, qtbot)
    window.views.bar.composition.clear()
    qtbot.waitUntil(lambda: len(window.thumbnails._cache) >= 12, timeout=10_000)
    window.indexing.remove_folder(indexed)
    idle(window, qtbot)
    window.method.window.close()


def test_no_object_of_qt_enters_a_worker(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: dict[str, list[Any]] = {}
    start = JobRunner.start

    def watched(self: JobRunner, key: str, job: Any) -> None:
        taken.setdefault(key, []).extend(held(job))
        start(self, key, job)

    monkeypatch.setattr(JobRunner, "start", watched)
    window = open_window()
    use_everything(window, indexed, qtbot)
    taken["thumbnail"] = list(held(window.thumbnails._draw))
    assert {"self-test", "compositions", "crops"} <= set(taken)
    assert {"photos", "index", "status", "methods", "details", "full hit", "sight query", "thumbnail"} <= set(taken)
    assert {key: thing for key, things in taken.items() for thing in things if isinstance(thing, QObject)} == {}


def test_what_a_job_takes_along_is_seen(qtbot: QtBot) -> None:
    intruder = QObject()

    def job(_cancel: Cancel) -> Iterator[Progress]:
        intruder.objectName()
        yield Progress("x", 0, 0)

    assert intruder in list(held(job))
    assert intruder in list(held(intruder.objectName))


def test_pixmaps_are_made_in_the_windows_thread_alone(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Watched:
        @staticmethod
        def fromImage(image: Any) -> QPixmap:  # noqa: N802  # Qt's name
            made.append(threading.current_thread().name)
            return QPixmap.fromImage(image)

    monkeypatch.setattr(thumbnails, "QPixmap", Watched)
    use_everything(open_window(), indexed, qtbot)
    assert set(made) == {threading.main_thread().name}
    ui = Path(thumbnails.__file__).parent
    users = {str(path.relative_to(ui)) for path in ui.rglob("*.py") if "QPixmap" in path.read_text(encoding="utf-8")}
    assert users == {
        "thumbnails.py",
        "delegates/photo_delegate.py",
        "dialogs/own_network_window.py",
        "views/photo_view.py",
        "views/scale_bar.py",
    }
