from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from photosearch.ui.delegates.photo_delegate import spoken_day
from photosearch.ui.models.photo_list import PhotoItem, PhotoList
from photosearch.ui.views.photo_grid import PhotoGrid
from photosearch.ui.views.scroll_date import ScrollDate


@pytest.fixture
def english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    spoken_day.cache_clear()
    yield
    QLocale.setDefault(before)
    spoken_day.cache_clear()


def grid_of(items: list[PhotoItem], qtbot: QtBot) -> tuple[PhotoGrid, ScrollDate]:
    grid = PhotoGrid()
    model = PhotoList(grid)
    model.set_items(items)
    grid.setModel(model)
    qtbot.addWidget(grid)
    grid.resize(800, 600)
    date = ScrollDate(grid)
    grid.show()
    return grid, date


def test_scrolling_through_the_library_tells_the_month_and_falls_silent(english: None, qtbot: QtBot) -> None:
    days = [PhotoItem(n, f"/p/{n}.jpg", day="2024-03-14" if n < 400 else "2019-12-31") for n in range(800)]
    grid, date = grid_of(days, qtbot)
    grid.verticalScrollBar().setValue(300)
    assert (date.text(), date.isVisible()) == ("March 2024", True)
    high = date.y()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    assert date.text() == "December 2019"
    assert date.y() > high
    assert grid.rect().contains(date.geometry())
    qtbot.waitUntil(lambda: not date.isVisible(), timeout=3000)


def test_hits_of_a_search_have_no_month(qtbot: QtBot) -> None:
    grid, date = grid_of([PhotoItem(n, f"/p/{n}.jpg", n + 1, 0.5) for n in range(800)], qtbot)
    grid.verticalScrollBar().setValue(300)
    assert not date.isVisible()


def test_a_day_is_written_as_the_country_does_and_an_unknown_one_not_at_all(english: None) -> None:
    assert spoken_day("2024-03-14") == "14/03/2024"
    assert spoken_day("") == ""
