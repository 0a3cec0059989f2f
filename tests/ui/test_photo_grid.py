import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from photosearch.ui.models.photo_list import PhotoItem, PhotoList
from photosearch.ui.views.photo_grid import CAPTION, GAP, PhotoGrid


@pytest.fixture
def grid(qtbot: QtBot) -> PhotoGrid:
    grid = PhotoGrid()
    model = PhotoList(grid)
    model.set_items([PhotoItem(number, f"/p/{number}.jpg") for number in range(100_000)])
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(800, 600)
    grid.show()
    return grid


def rows(grid: PhotoGrid) -> list[int]:
    return sorted(index.row() for index in grid.selectionModel().selectedIndexes())


def test_every_cell_is_found_where_it_is_painted(grid: PhotoGrid) -> None:
    for number in (0, 1, 5, 6, 777, 99_999):
        index = grid.model().index(number, 0)
        grid.scrollTo(index)
        rect = grid.visualRect(index)
        assert grid.viewport().rect().contains(rect)
        for corner in (rect.topLeft(), rect.center(), rect.bottomRight()):
            assert grid.indexAt(corner).row() == number


def test_between_cells_and_beyond_the_last_there_is_nothing(grid: PhotoGrid) -> None:
    rect = grid.visualRect(grid.model().index(0, 0))
    assert not grid.indexAt(QPoint(rect.right() + 1, rect.center().y())).isValid()
    assert not grid.indexAt(QPoint(rect.center().x(), GAP - 1)).isValid()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    last = grid.visualRect(grid.model().index(99_999, 0))
    assert not grid.indexAt(last.center() + QPoint(0, grid.side + CAPTION + GAP)).isValid()


def test_the_keys_move_in_reading_order(grid: PhotoGrid) -> None:
    grid.setCurrentIndex(grid.model().index(0, 0))
    columns = grid.columns()
    for key, expected in (
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Down, 1 + columns),
        (Qt.Key.Key_Left, columns),
        (Qt.Key.Key_Left, columns - 1),
        (Qt.Key.Key_Up, columns - 1),
        (Qt.Key.Key_End, 99_999),
        (Qt.Key.Key_Right, 99_999),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_PageDown, columns * (grid.viewport().height() // (grid.side + CAPTION + GAP))),
    ):
        QTest.keyClick(grid, key)
        assert grid.currentIndex().row() == expected


def test_shift_selects_in_reading_order(grid: PhotoGrid) -> None:
    columns = grid.columns()
    grid.setCurrentIndex(grid.model().index(1, 0))
    QTest.keyClick(grid, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert rows(grid) == list(range(1, columns + 2))


def test_shift_click_selects_in_reading_order(grid: PhotoGrid) -> None:
    def click(number: int, modifier: Qt.KeyboardModifier) -> None:
        at = grid.visualRect(grid.model().index(number, 0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, at)

    click(1, Qt.KeyboardModifier.NoModifier)
    click(grid.columns() + 2, Qt.KeyboardModifier.ShiftModifier)
    assert rows(grid) == list(range(1, grid.columns() + 3))
    click(0, Qt.KeyboardModifier.ControlModifier)
    assert rows(grid) == list(range(grid.columns() + 3))


def test_a_rubber_band_selects_what_it_touches(grid: PhotoGrid) -> None:
    first, last = (grid.visualRect(grid.model().index(n, 0)) for n in (0, grid.columns() + 1))
    band = QRect(first.center(), last.center())
    grid.setSelection(band, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    columns = grid.columns()
    assert rows(grid) == [0, 1, columns, columns + 1]


def test_the_place_is_kept_when_the_window_is_resized_and_the_size_changed(grid: PhotoGrid) -> None:
    target = grid.model().index(50_000, 0)
    grid.setCurrentIndex(target)
    for width, side in ((500, 176), (1200, 176), (1200, 300), (640, 96)):
        grid.resize(width, 600)
        grid.set_side(side)
        grid.scrollTo(target)
        visible = grid.visible_rows()
        assert visible.start <= 50_000 < visible.stop
        assert len(visible) < 2000


def test_selecting_everything_costs_no_walk_over_the_photos(grid: PhotoGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    flags = PhotoList.flags
    monkeypatch.setattr(PhotoList, "flags", lambda model, index: asked.append(index.row()) or flags(model, index))
    grid.selectAll()
    assert len(asked) < 10
    assert grid.selected_count() == 100_000
    assert len(grid.selectionModel().selection().toList()) == 1
    assert not grid.visualRegionForSelection(grid.selectionModel().selection()).isEmpty()


def test_an_empty_grid_survives_everything(qtbot: QtBot) -> None:
    grid = PhotoGrid()
    grid.setModel(PhotoList(grid))
    qtbot.addWidget(grid)
    grid.show()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Return):
        QTest.keyClick(grid, key)
    assert not grid.currentIndex().isValid()


def test_too_many_photos_are_not_dragged(grid: PhotoGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    dragged: list[object] = []
    monkeypatch.setattr(QListView, "startDrag", lambda *_: dragged.append(True))
    grid.selectAll()
    grid.startDrag(Qt.DropAction.CopyAction)
    assert not dragged
    grid.setCurrentIndex(grid.model().index(3, 0))
    grid.startDrag(Qt.DropAction.CopyAction)
    assert dragged
