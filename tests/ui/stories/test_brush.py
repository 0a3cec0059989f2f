"""The main object of a real pet is corrected by hand, with a real mouse."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.brush_layer import BrushLayer
from tests.drawing import finish
from tests.ui.stories.test_stories import PATIENCE, idle, search

Show = Callable[..., MainWindow]
Shot = Callable[..., None]
PETS = 24


def pointer(*words: object) -> None:
    subprocess.run(["xdotool", *map(str, words)], check=True, timeout=20)


def drag(layer: BrushLayer, qtbot: QtBot, places: list[tuple[float, float]], button: int = 1) -> None:
    """Drag over (row, column) in shares of the photo."""
    assert layer.shown is not None
    rows, columns = layer.shown.shape
    points = [layer.mapToGlobal(layer.on_screen((row * rows, column * columns))) for row, column in places]
    _move(points[0])
    pointer("mousedown", button)
    for point in points[1:]:
        _move(point)
        qtbot.wait(30)
    pointer("mouseup", button)
    qtbot.wait(100)


def _move(point: QPointF) -> None:
    pointer("mousemove", "--sync", round(point.x()), round(point.y()))


def test_the_main_object_of_a_pet_is_corrected_before_searching(
    show: Show, picture: Shot, shared: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "pets"
    folder.mkdir()
    for path in sorted((shared / "data" / "labelled" / "pets").rglob("*.jpg"))[:PETS]:
        shutil.copy(path, folder)
    with Library(tmp_path / "library") as library:
        finish(add(library, [folder], Cancel()))
    pet = sorted(folder.iterdir())[5]
    window = show(tmp_path / "library")
    search(window, pet, qtbot)
    qtbot.waitUntil(lambda: window.asking.brush.layers["query picture"].has_photo, timeout=PATIENCE)
    pointer("key", "u")
    layer = window.asking.brush.layers["query picture"]
    qtbot.waitUntil(lambda: layer.shown is not None, timeout=PATIENCE)
    qtbot.waitUntil(layer.hasFocus)
    automatic = layer.shown
    assert automatic is not None
    pointer("key", "--repeat", 3, "bracketright")
    drag(layer, qtbot, [(0.15, 0.12), (0.15, 0.4)], button=3)
    drag(layer, qtbot, [(0.2, 0.93), (0.8, 0.95)], button=3)
    drag(layer, qtbot, [(0.75, 0.1), (0.85, 0.3)])
    corrected = layer.shown
    assert corrected is not None
    assert (automatic & ~corrected).any()
    assert (corrected & ~automatic).any()
    picture(window, "_painting")
    pointer("key", "ctrl+z")
    qtbot.waitUntil(lambda: layer.shown is not corrected)
    corrected = layer.shown
    assert corrected is not None
    assert not (corrected & ~automatic).any()
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        pointer("key", "Return")
    idle(window, qtbot)
    assert np.array_equal(layer.shown, corrected)
    with Library(tmp_path / "library") as library:
        asked, descriptor = Asked(pet, stencil=Stencil.of(corrected)), window.search.descriptor
        answer = finish(find(library, asked, PETS, descriptor=descriptor))
    assert [item.score for item in window.grid.model.items][:PETS] == [hit.score for hit in answer.hits]
    picture(window, "_found")


def test_at_full_size_the_wheel_with_ctrl_zooms_and_escape_changes_nothing(
    show: Show, picture: Shot, made: Path, samples: Path, qtbot: QtBot
) -> None:
    window = show(made, read_only=True)
    search(window, samples / "coffee.jpg", qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    window.open_full()
    layer, view = window.asking.brush.layers["full query"], window.views.compare.query
    qtbot.waitUntil(lambda: layer.has_photo, timeout=PATIENCE)
    question = window.search.question
    pointer("key", "u")
    qtbot.waitUntil(lambda: layer.shown is not None and layer.hasFocus(), timeout=PATIENCE)
    automatic = layer.shown
    _move(QPointF(layer.mapToGlobal(layer.rect().center())))
    for _ in range(4):
        pointer("keydown", "ctrl", "click", 4, "keyup", "ctrl")
    qtbot.waitUntil(lambda: view.zoom > 2)
    drag(layer, qtbot, [(0.45, 0.4), (0.5, 0.6)])
    drag(layer, qtbot, [(0.55, 0.45), (0.6, 0.5)], button=3)
    assert layer.shown is not automatic
    picture(window)
    pointer("key", "Escape")
    qtbot.waitUntil(lambda: layer.shown is None)
    assert window.search.question == question
    assert window.views.is_full
