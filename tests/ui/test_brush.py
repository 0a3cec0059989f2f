from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photosearch.services.chosen_part import part_to_draw
from photosearch.services.drawn_mask import raster
from photosearch.services.library import Library
from photosearch.services.query import Asked, Stencil
from photosearch.types import Box, Mask
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.brush_layer import BrushLayer
from tests.drawing import FAKE, draw
from tests.ui.test_brush_layer import RIGHT, drag, key
from tests.ui.test_main_window import idle
from tests.ui.test_parts import drag_box, expected, shown

Open = Callable[..., MainWindow]


@pytest.fixture
def searching(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches for a large picture outside of the library."""
    draw(indexed.parent / "large.png", 5, size=(400, 600))
    window = open_window()
    window.search.search(indexed.parent / "large.png")
    idle(window, qtbot)
    return window


def take(window: MainWindow, qtbot: QtBot, name: str = "query picture") -> BrushLayer:
    window.actions_by_name["brush"].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running("brush"))
    layer = window.asking.brush.layers[name]
    assert layer.hasFocus() or not window.isActiveWindow()
    return layer


def mask_of(layer: BrushLayer) -> Mask:
    assert layer.shown is not None
    return layer.shown


def test_enter_searches_with_exactly_the_mask_that_is_shown(searching: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    path, whole = indexed.parent / "large.png", shown(searching)
    layer = take(searching, qtbot)
    with Library(indexed.parent / "library", str(FAKE)) as library:
        assert np.array_equal(mask_of(layer), part_to_draw(library, Asked(path)).mask)
    assert all(strip.isVisibleTo(strip.parentWidget()) for strip in searching.asking.brush.strips.values())
    drag(layer, [(10.0, 10.0), (10.0, 60.0), (60.0, 60.0)])
    drag(layer, [(40.0, 100.0), (60.0, 100.0)], RIGHT)
    mask = mask_of(layer)
    with qtbot.waitSignal(searching.search.answered):
        key(layer, Qt.Key.Key_Return)
    idle(searching, qtbot)
    asked = Asked(path, stencil=Stencil.of(mask))
    assert searching.search.question.asked == (asked,)
    assert shown(searching) == expected(indexed, asked) != whole
    assert not searching.asking.brush.active
    assert np.array_equal(mask_of(layer), mask)
    with qtbot.waitSignal(searching.search.answered):
        searching.views.query.whole_button.click()
    idle(searching, qtbot)
    assert layer.shown is None
    assert shown(searching) == whole
    with qtbot.waitSignal(searching.search.answered):
        searching.actions_by_name["step_back"].trigger()
    assert np.array_equal(mask_of(layer), mask)


def test_the_mask_that_is_searched_for_is_taken_up_again(searching: MainWindow, qtbot: QtBot) -> None:
    layer = take(searching, qtbot)
    drag(layer, [(10.0, 10.0), (10.0, 60.0)])
    mask = mask_of(layer)
    with qtbot.waitSignal(searching.search.answered):
        searching.asking.brush.choices.go.trigger()
    idle(searching, qtbot)
    layer = take(searching, qtbot)
    assert np.array_equal(mask_of(layer), mask)
    searching.asking.brush.choices.over.trigger()
    assert not np.array_equal(mask_of(layer), mask)


def test_escape_changes_nothing(searching: MainWindow, qtbot: QtBot) -> None:
    question, photos = searching.search.question, shown(searching)
    layer = take(searching, qtbot)
    drag(layer, [(10.0, 10.0), (10.0, 60.0)])
    searching.asking.brush.leave()
    assert searching.search.question == question
    assert shown(searching) == photos
    assert layer.shown is None
    assert not any(button.isChecked() for button in searching.asking.brush.buttons)
    assert not any(strip.isVisibleTo(strip.parentWidget()) for strip in searching.asking.brush.strips.values())


def test_another_tool_or_another_query_takes_the_brush_away(searching: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    layer = take(searching, qtbot)
    searching.actions_by_name["box"].trigger()
    assert searching.asking.parts.active
    assert not searching.asking.brush.active
    assert layer.shown is None
    take(searching, qtbot)
    assert not searching.asking.parts.active
    with qtbot.waitSignal(searching.search.answered):
        searching.search.search(indexed / "3.jpg")
    assert not searching.asking.brush.active


def test_a_rectangle_is_drawn_on_and_gives_way_to_the_mask(searching: MainWindow, qtbot: QtBot) -> None:
    parts = searching.asking.parts.layers["query picture"]
    drag_box(parts, Box(100, 150, 300, 450))
    idle(searching, qtbot)
    region = searching.search.region
    assert region is not None
    layer = take(searching, qtbot)
    assert parts.box() is None
    cells = region.scaled((400, 600), raster((400, 600)))
    assert mask_of(layer).sum() == cells.area
    searching.asking.brush.leave()
    assert parts.box() == region
    layer = take(searching, qtbot)
    with qtbot.waitSignal(searching.search.answered):
        key(layer, Qt.Key.Key_Return)
    idle(searching, qtbot)
    assert searching.search.region is None
    assert parts.box() is None
    assert mask_of(layer).sum() == cells.area


def test_nothing_chosen_is_not_searched_for(searching: MainWindow, qtbot: QtBot) -> None:
    layer, question = take(searching, qtbot), searching.search.question
    searching.asking.brush.choices.take_away.trigger()
    key(layer, Qt.Key.Key_BracketRight, times=20)
    drag(layer, [(0.0, 0.0), (80.0, 120.0)])
    assert not mask_of(layer).any()
    key(layer, Qt.Key.Key_Return)
    assert searching.search.question == question
    assert searching.asking.brush.active
    assert "Paint something in" in searching.views.strip.said.text()


def test_the_full_query_is_painted_on_too_and_the_photos_come_back(searching: MainWindow, qtbot: QtBot) -> None:
    searching.views.grid.setCurrentIndex(searching.grid.model.index(2, 0))
    searching.open_full()
    qtbot.waitUntil(lambda: not any(map(searching.runner.is_running, ("full hit", "full query", "details"))))
    layer = take(searching, qtbot, "full query")
    drag(layer, [(10.0, 10.0), (10.0, 60.0)])
    mask = mask_of(layer)
    with qtbot.waitSignal(searching.search.answered):
        key(layer, Qt.Key.Key_Return)
    idle(searching, qtbot)
    assert searching.search.question.asked[0].stencil == Stencil.of(mask)
    assert not searching.views.is_full
    assert np.array_equal(mask_of(searching.asking.brush.layers["query picture"]), mask)


def test_keys_in_hand_are_no_shortcuts_of_the_window(searching: MainWindow, qtbot: QtBot) -> None:
    """Del must not move a photo to the trash, nor Space open it."""
    searching.views.grid.setCurrentIndex(searching.grid.model.index(2, 0))
    idle(searching, qtbot)
    layer = take(searching, qtbot)
    searching.activateWindow()
    layer.setFocus()
    count, told = len(searching.grid.model.items), searching.views.strip.said.text()
    for pressed in (Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_BracketLeft):
        key(layer, pressed)
    key(layer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(searching.grid.model.items) == count
    assert not searching.views.is_full
    assert searching.views.strip.said.text() == told
    assert searching.asking.brush.active


def test_the_brush_needs_a_query_and_says_so(open_window: Open) -> None:
    window = open_window()
    window.actions_by_name["brush"].trigger()
    assert not window.asking.brush.active
    assert "first" in window.views.strip.said.text()


def test_a_picture_that_is_gone_is_said_and_the_brush_put_away(
    searching: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    (indexed.parent / "large.png").unlink()
    searching.actions_by_name["brush"].trigger()
    qtbot.waitUntil(lambda: not searching.asking.brush.active)
    assert "large.png" in searching.views.strip.said.text()
