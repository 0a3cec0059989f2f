from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.types import Box
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.photo_view import PhotoView
from tests.drawing import FAKE, draw, finish
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]
SIZE = (600, 800)
"""(height, width) of the photo at full size; it is shown from 400 x 300 pixels of a view."""


def drag(widget: QWidget, start: QPointF, end: QPointF) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(widget, ((start + end) / 2).toPoint())
    QTest.mouseMove(widget, end.toPoint())
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end.toPoint())


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_image(QImage(800, 600, QImage.Format.Format_RGB888))
    return view


@pytest.fixture
def layer(view: PhotoView) -> BoxLayer:
    layer = BoxLayer(view)
    layer.set_photo(SIZE)
    layer.set_mode(True)
    view.show()
    view.resize(401, 300)
    view.resize(400, 300)
    return layer


def boxes(layer: BoxLayer) -> list[Box]:
    found: list[Box] = []
    layer.chosen.connect(found.append)
    return found


def test_a_drag_chooses_what_lies_under_it_in_pixels_at_full_size_whichever_way_it_goes(layer: BoxLayer) -> None:
    found = boxes(layer)
    drag(layer, QPointF(50, 40), QPointF(150, 120))
    drag(layer, QPointF(150, 120), QPointF(50, 40))
    assert found == [Box(80, 100, 240, 300)] * 2


def test_a_drag_over_a_zoomed_and_moved_photo_chooses_what_is_seen_there(view: PhotoView, layer: BoxLayer) -> None:
    found = boxes(layer)
    view.set_zoom(4, QPointF(0.75, 0.25))
    drag(layer, QPointF(200, 150), QPointF(240, 182))  # the middle of the view is the centre of the zoom
    assert found == [Box(150, 600, 166, 620)]
    assert layer.on_screen(found[0]) == QRectF(200, 150, 40, 32)


def test_a_drag_that_leaves_the_photo_ends_at_its_edge(view: PhotoView, layer: BoxLayer) -> None:
    found = boxes(layer)
    view.resize(400, 500)  # bars above and below
    drag(layer, QPointF(200, 250), QPointF(390, 495))
    drag(layer, QPointF(10, 10), QPointF(390, 60))  # beside the photo alone
    assert found == [Box(300, 400, 600, 780)]


def test_a_click_and_a_rectangle_too_small_to_be_meant_choose_nothing(view: PhotoView, layer: BoxLayer) -> None:
    found = boxes(layer)
    QTest.mouseClick(layer, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    drag(layer, QPointF(50, 40), QPointF(56, 200))  # 6 pixels of the screen
    view.set_zoom(8, QPointF(0.5, 0.5))
    drag(layer, QPointF(50, 40), QPointF(70, 240))  # 5 pixels of the photo
    assert found == []
    assert layer.box() is None


def test_the_keyboard_moves_resizes_and_chooses_a_rectangle_inside_the_photo(layer: BoxLayer) -> None:
    found = boxes(layer)
    QTest.keyClick(layer, Qt.Key.Key_Right)
    QTest.keyClick(layer, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(layer, Qt.Key.Key_Return)
    assert found == [Box(150, 216, 462, 616)]
    for _ in range(100):
        QTest.keyClick(layer, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyClick(layer, Qt.Key.Key_Up)
    QTest.keyClick(layer, Qt.Key.Key_Return)
    assert found[1] == Box(0, 216, 312, 224)


def test_outside_the_mode_mouse_and_keyboard_are_the_photos(view: PhotoView, layer: BoxLayer) -> None:
    layer.set_mode(False)
    assert view.childAt(QPoint(100, 100)) is None
    assert layer.focusPolicy() == Qt.FocusPolicy.NoFocus


def expected(photos: Path, asked: Asked) -> list[tuple[str, float]]:
    with Library(photos.parent / "library", str(FAKE)) as library:
        return [(Path(hit.path).name, hit.score) for hit in finish(find(library, asked, 500)).hits]


def shown(window: MainWindow) -> list[tuple[str, float | None]]:
    return [(Path(item.path).name, item.score) for item in window.grid.model.items]


@pytest.fixture
def searching(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches for a large picture outside of the library."""
    draw(indexed.parent / "large.png", 5, size=(400, 600))
    window = open_window()
    window.search.search(indexed.parent / "large.png")
    idle(window, qtbot)
    return window


def drag_box(layer: BoxLayer, box: Box) -> None:
    place = layer.on_screen(box)
    drag(layer, place.topLeft(), place.bottomRight())


def test_a_drag_on_the_query_searches_for_that_part_and_all_of_it_comes_back(
    searching: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    layer, whole = searching.asking.parts.layers["query picture"], shown(searching)
    with qtbot.waitSignal(searching.search.answered):
        drag(layer, layer.on_screen(Box(50, 60, 200, 300)).topLeft(), QPointF(layer.width() / 2, layer.height() / 2))
    idle(searching, qtbot)
    region = searching.search.region
    assert region is not None
    assert abs(region.top - 50) <= 3
    assert abs(region.left - 60) <= 3
    assert shown(searching) == expected(indexed, Asked(indexed.parent / "large.png", region))
    assert layer.box() == region
    assert searching.asking.parts.layers["full query"].box() == region
    with qtbot.waitSignal(searching.search.answered):
        searching.views.query.whole_button.click()
    idle(searching, qtbot)
    assert shown(searching) == whole
    assert layer.box() is None
    assert not searching.views.query.whole_button.isEnabled()


def test_escape_over_the_query_returns_to_all_of_it(searching: MainWindow, qtbot: QtBot) -> None:
    layer = searching.asking.parts.layers["query picture"]
    drag_box(layer, Box(50, 60, 200, 300))
    idle(searching, qtbot)
    assert searching.search.region is not None
    with qtbot.waitSignal(searching.search.answered):
        QTest.keyClick(layer, Qt.Key.Key_Escape)
    assert searching.search.region is None


def test_the_mode_is_begun_by_key_searches_by_enter_and_is_left_by_escape(searching: MainWindow, qtbot: QtBot) -> None:
    layer = searching.asking.parts.layers["query picture"]
    searching.actions_by_name["box"].trigger()
    assert searching.views.query.part_button.isChecked()
    searching.asking.parts.leave()
    assert not searching.views.query.part_button.isChecked()
    assert searching.search.region is None
    searching.actions_by_name["box"].trigger()
    with qtbot.waitSignal(searching.search.answered):
        QTest.keyClick(layer, Qt.Key.Key_Return)
    assert searching.search.region is not None
    assert not searching.asking.parts.active


def test_a_part_of_a_hit_becomes_the_query_and_the_photos_come_back(searching: MainWindow, qtbot: QtBot) -> None:
    name = names(searching)[2]
    searching.views.grid.setCurrentIndex(searching.grid.model.index(2, 0))
    searching.open_full()
    qtbot.waitUntil(lambda: not any(map(searching.runner.is_running, ("full hit", "full query", "details"))))
    searching.actions_by_name["box"].trigger()
    drag_box(searching.asking.parts.layers["full hit"], Box(10, 10, 60, 70))
    strip = searching.asking.parts.kept.strips["full hit"]
    assert strip.search_button.hasFocus()
    with qtbot.waitSignal(searching.search.answered):
        QTest.keyClick(strip.search_button, Qt.Key.Key_Return)
    idle(searching, qtbot)
    assert not strip.isVisible()
    assert searching.search.query is not None
    assert searching.search.query.name == name
    assert searching.search.region is not None
    assert not searching.views.is_full
    assert searching.views.query.name.text() == name


def test_the_mode_needs_a_photo_and_says_so(open_window: Open) -> None:
    window = open_window()
    window.actions_by_name["box"].trigger()
    assert not window.asking.parts.active
    assert "first" in window.views.strip.said.text()


def test_a_mix_searches_for_the_part_alone(searching: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(searching.method.mix.methods))
    searching.method.choose("scda")
    with qtbot.waitSignal(searching.search.answered):
        searching.method.mix.weigh("avg", 50)
    idle(searching, qtbot)
    whole = shown(searching)
    with qtbot.waitSignal(searching.search.answered):
        searching.search.set_region(Box(0, 0, 100, 100))
    idle(searching, qtbot)
    assert searching.method.mix.active
    assert shown(searching) != whole
