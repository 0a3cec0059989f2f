from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from photosearch.services.timeline import Catalogue, Timeline
from photosearch.store.photos import Gathered
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.models.photo_items import LibraryItems, ids_of, named, only, row_of, scores_of
from photosearch.ui.models.photo_list import PhotoItem
from photosearch.ui.views.layout import Layout
from photosearch.ui.views.photo_grid import MOST

MILLION = 1_000_000


def items(count: int, ranked: bool = False) -> LibraryItems:
    numbers = np.arange(1, count + 1, dtype=np.int64)
    paths = b"".join(b"%03d/IMG_%07d.jpg\0" % (n // 1000, n) for n in range(1, count + 1))
    known = Catalogue([Gathered(numbers, numbers, np.ones(count, np.int64), paths)], {1: Path("/photos")})
    return LibraryItems(Timeline(known, np.arange(count)[::-1]), np.arange(1, count + 1) if ranked else None)


@pytest.fixture(scope="module")
def million() -> LibraryItems:
    return items(MILLION)


@pytest.mark.parametrize("ranked", [False, True])
def test_a_library_answers_as_a_list_of_its_photos_does(ranked: bool) -> None:
    library = items(30, ranked)
    plain = list(library)
    assert [item.rank for item in plain] == (list(range(1, 31)) if ranked else [None] * 30)
    assert library[2:5] == plain[2:5]
    assert ids_of(library).tolist() == ids_of(plain).tolist() == list(range(30, 0, -1))
    for words in (["img"], ["IMG", "2"], ["000001"], ["none"], []):
        assert list(named(library, words)) == list(named(plain, words))
    kept = np.arange(30) % 3 == 0
    assert list(only(library, kept)) == list(only(plain, kept))
    assert row_of(library, plain[7].path) == row_of(library, plain[7].path, plain[7].photo_id) == 7
    assert row_of(library, "/nowhere") is row_of(plain, "/nowhere") is None


def test_hits_have_scores_and_a_library_has_none() -> None:
    hits = [PhotoItem(1, "/a", 1, 0.5), PhotoItem(2, "/b", 2, 0.25), PhotoItem(3, "/c")]
    assert scores_of(hits) == [0.5, 0.25]
    assert scores_of(items(3)) == []


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def grid(window: QMainWindow) -> Grid:
    return Grid(Layout(window), window)


def test_no_step_of_a_person_visits_a_million_photos(
    grid: Grid, million: LibraryItems, monkeypatch: pytest.MonkeyPatch
) -> None:
    visited: list[int] = []
    look = Timeline.__getitem__
    monkeypatch.setattr(Timeline, "__getitem__", lambda self, n: visited.append(1) or look(self, n))
    view = grid._layout.grid
    said: list[str] = []
    grid.told.connect(said.append)
    grid.show(million, ranked=False)
    view.setCurrentIndex(grid.model.index(777_777, 0))
    grid.step(1)
    grid.show(million, ranked=False)
    assert view.currentIndex().row() == 777_778
    grid.filter("img 0777")
    assert len(grid.model.items) == sum("0777" in f"{n:07}" for n in range(MILLION))
    grid.filter("")
    grid.go_to("/photos/500/IMG_0500000.jpg")
    assert view.currentIndex().row() == 500_000
    grid.keep_only(lambda ids: ids % 2 == 0)
    assert len(grid.model.items) == MILLION // 2
    grid.keep_only(None)
    view.selectAll()
    assert grid.selected() == []
    assert f"{MOST:,}" in said[0]
    grid.pass_over([Path(grid.model.items[0].path)])
    assert sum(visited) < 100
