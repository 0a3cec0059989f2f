import pytest
from PySide6.QtCore import QLineF, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.ui.models.photo_list import PhotoItem, PhotoList
from photosearch.ui.views.photo_grid import CAPTION, GAP, PhotoGrid


@pytest.fixture
def grid(qtbot: QtBot) -> PhotoGrid:
    grid = PhotoGrid()
    model = PhotoList(grid)
    model.set_items([PhotoItem(n, f"/p/{n}.jpg", n + 1, 1 - n / 100) for n in range(50)])
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(800, 600)
    grid.show()
    return grid


def middle_of(piece: QLineF) -> QPoint:
    return piece.center().toPoint()


def test_the_line_parts_the_photos_above_it_from_those_below(grid: PhotoGrid) -> None:
    columns = grid.columns()
    for row in (columns, columns + 2, 2 * columns + 1):
        pieces = grid._cut_steps(row)
        assert len(pieces) == (1 if row % columns == 0 else 3)
        for number in range(3 * columns):
            rect = grid.visualRect(grid.model().index(number, 0))
            over = [p for p in pieces if p.dy() == 0 and p.x1() - GAP <= rect.center().x() <= p.x2() + GAP]
            assert len(over) == 1
            assert (rect.center().y() > over[0].y1()) is (number >= row)
            for piece in pieces:  # it crosses no photo
                assert not rect.adjusted(2, 2, -2, -2).contains(middle_of(piece))


def test_it_is_dragged_with_the_mouse_and_photos_are_not_selected_by_that(grid: PhotoGrid) -> None:
    columns = grid.columns()
    grid.cut.place(columns)
    moved: list[int] = []
    grid.cut.moved.connect(moved.append)
    start = middle_of(grid._cut_steps(columns)[0])
    target = grid.visualRect(grid.model().index(2 * columns + 1, 0))
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), QPoint(target.left() - 2, target.center().y()))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=target.center())
    QTest.mouseMove(grid.viewport(), QPoint(5, 5))
    assert moved == [2 * columns + 1]
    assert not grid.selectionModel().hasSelection()


def test_away_from_the_line_the_mouse_selects_as_ever(grid: PhotoGrid) -> None:
    grid.cut.place(grid.columns())
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(grid.model().index(1, 0)).center())
    assert [index.row() for index in grid.selectionModel().selectedIndexes()] == [1]


def test_the_first_photo_is_always_above_and_the_line_ends_after_the_last(grid: PhotoGrid) -> None:
    assert grid._cut_row_at(QPointF(0, -500)) == 1
    assert grid._cut_row_at(QPointF(10_000, 1_000_000)) == 50
    assert grid._cut_row_at(QPointF(0, GAP + CAPTION + grid.side + 40)) == grid.columns()


def test_without_a_line_nothing_is_painted_or_taken_hold_of(grid: PhotoGrid) -> None:
    before = grid.grab().toImage()
    grid.cut.place(grid.columns())
    assert grid.grab().toImage() != before
    grid.cut.place(None)
    assert grid.grab().toImage() == before
