"""A CD cover is found again and outlined in every photo; two pictures are searched with, one of them taken away."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.places import best_places
from photosearch.services.query import Asked
from photosearch.types import Box
from photosearch.ui.main_window import MainWindow
from tests.drawing import finish
from tests.ui.stories.conftest import ROOT
from tests.ui.stories.test_stories import PATIENCE, idle, names
from tests.ui.test_parts import drag_box

Show = Callable[..., MainWindow]
Shot = Callable[..., None]
BOXES = ROOT / "tests" / "fixtures" / "cd_cover_boxes.csv"
COVERS = 24


@pytest.fixture(scope="module")
def covers(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of photos of a few covers, beside the folder of the photos."""
    folder = tmp_path_factory.mktemp("covers")
    (folder / "Covers").mkdir()
    for path in sorted((shared / "data" / "labelled" / "cd_covers").glob("*.jpg"))[:COVERS]:
        shutil.copy(path, folder / "Covers")
    with Library(folder / "library") as library:
        finish(add(library, [folder / "Covers"], Cancel()))
    return folder


def box_of(name: str) -> Box:
    with BOXES.open(newline="") as file:
        line = next(line for line in csv.DictReader(file) if line["photo"] == name)
    return Box(*(int(line[side]) for side in ("top", "left", "bottom", "right")))


def test_a_cover_is_boxed_and_every_hit_shows_where_it_is(
    show: Show, picture: Shot, covers: Path, qtbot: QtBot
) -> None:
    window = show(covers / "library")
    query = covers / "Covers" / "02_1.jpg"
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.search.search(query)
    qtbot.waitUntil(lambda: window.asking.shown.paths.get("query picture") == query, timeout=PATIENCE)
    idle(window, qtbot)
    layer = window.asking.parts.layers["query picture"]
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        drag_box(layer, box_of("02_1.jpg"))
    qtbot.waitUntil(lambda: len(window.delegate.fits) == COVERS, timeout=2 * PATIENCE)
    part = window.search.question.asked[0]
    assert part.box is not None
    assert part.box.iou(box_of("02_1.jpg")) > 0.9
    paths = [Path(item.path) for item in window.grid.model.items]
    with Library(covers / "library") as library:
        found = finish(best_places(library, part, paths, Cancel()))
    assert {Path(p): fit.box for p, fit in window.delegate.fits.items()} == {p: at.box for p, at in found.items()}
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    window.views.grid.setFocus()
    picture(window)
    QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.asking.fits.layers["full hit"].shares is not None, timeout=PATIENCE)
    picture(window, "_full_size")
    QTest.keyClick(window, Qt.Key.Key_B)
    drag_box(window.asking.parts.layers["full hit"], Box(300, 300, 700, 800))
    picture(window, "_what_for")
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        QTest.keyClick(window.asking.parts.kept.strips["full hit"].search_button, Qt.Key.Key_R)
    assert [mark.path for mark in window.search.second.right] == [paths[1]]
    assert window.search.second.right[0].box is not None


def test_two_pictures_are_searched_with_and_one_of_them_is_taken_away(
    show: Show, picture: Shot, covers: Path, qtbot: QtBot
) -> None:
    window = show(covers / "library")
    folder = covers / "Covers"
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.search.search(folder / "02_1.jpg")
    idle(window, qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(names(window).index("04_1.jpg"), 0))
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        QTest.keyClick(window.views.grid, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    idle(window, qtbot)
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.asking.pictures.view.rows[1].slider.setValue(-80)
    idle(window, qtbot)
    with Library(covers / "library") as library:
        away = Asked(folder / "04_1.jpg", weight=-0.8)
        hits = finish(find(library, folder / "02_1.jpg", 500, others=[away])).hits
    assert [(item.path, item.score) for item in window.grid.model.items] == [(hit.path, hit.score) for hit in hits]
    picture(window)
