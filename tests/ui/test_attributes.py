import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.attributes import Attributes, attributes
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.ui.controllers.along import Along, explore
from photosearch.ui.controllers.attributes import JOB
from photosearch.ui.delegates.attribute_delegate import SIDE
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.attribute_row import ROW, AttributeRow
from tests.drawing import FAKE, draw, finish
from tests.ui.test_main_window import idle, names
from tests.ui.test_worker_threads import held

Open = Callable[..., MainWindow]


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.is_running(JOB), timeout=20_000)
    idle(window, qtbot)
    qtbot.waitUntil(lambda: not window.runner.is_running(JOB), timeout=20_000)


def explore_all(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_name["attributes"].trigger()
    settled(window, qtbot)


def explore_photo(window: MainWindow, name: str, qtbot: QtBot) -> None:
    window.views.grid.setCurrentIndex(window.grid.model.index(names(window).index(name), 0))
    window.actions_by_name["stands_out"].trigger()
    settled(window, qtbot)


def rows(window: MainWindow) -> list[AttributeRow]:
    shown = window.attributes.window.list
    return [shown.item(place).data(ROW) for place in range(shown.count())]


def choose(window: MainWindow, place: int, qtbot: QtBot) -> None:
    window.attributes.window.list.setCurrentRow(place)
    settled(window, qtbot)


def head(window: MainWindow) -> str:
    return window.views.head.words.text() if window.views.head.isVisible() else ""


@pytest.fixture
def found(indexed: Path, tmp_path: Path) -> Attributes:
    with Library(tmp_path / "library", str(FAKE)) as library:
        return finish(attributes(library, Cancel()))


@pytest.fixture
def window(open_window: Open, found: Attributes) -> Iterator[MainWindow]:
    window = open_window()
    yield window
    window.attributes.window.close()


def test_the_grid_shows_exactly_the_order_along_a_dimension_with_its_places(
    window: MainWindow, found: Attributes, qtbot: QtBot
) -> None:
    explore_all(window, qtbot)
    assert [row.number for row in rows(window)] == list(range(1, found.values.shape[1] + 1))
    for place in (0, 3):
        choose(window, place, qtbot)
        items = window.grid.model.items
        assert [item.photo_id for item in items] == found.along(place + 1).tolist()
        assert [item.rank for item in items] == list(range(1, 13))
        assert list(rows(window)[place].most) == [item.path for item in items[:5]]
        assert list(rows(window)[place].least) == [item.path for item in items[:-6:-1]]
        assert head(window) == f"Along dimension {place + 1} of what stands out: most first"
        assert window.views.grid.currentIndex().row() == 0
        assert window.search.query is None


def test_nothing_changes_in_the_grid_before_a_dimension_is_chosen(window: MainWindow, qtbot: QtBot) -> None:
    before = names(window)
    explore_all(window, qtbot)
    assert names(window) == before
    assert head(window) == ""
    assert not window.attributes.window.list.selectedItems()


def test_least_first_turns_grid_and_thumbnails_around(window: MainWindow, found: Attributes, qtbot: QtBot) -> None:
    explore_all(window, qtbot)
    choose(window, 1, qtbot)
    most = names(window)
    window.attributes.window.order.setCurrentIndex(1)
    settled(window, qtbot)
    assert names(window) == most[::-1]
    assert head(window) == "Along dimension 2 of what stands out: least first"
    assert window.attributes.window.list._delegate.least
    window.attributes.window.order.setCurrentIndex(0)
    settled(window, qtbot)
    assert names(window) == most


def test_from_a_photo_its_strongest_dimension_is_on_top_and_the_photo_is_current_and_in_view(
    window: MainWindow, found: Attributes, qtbot: QtBot
) -> None:
    window.resize(700, 420)
    explore_photo(window, "7.jpg", qtbot)
    item = window.grid.current()
    assert item is not None
    strongest = found.strongest(item.photo_id)
    count = len(strongest)
    assert [(row.number, row.rank) for row in rows(window)[:count]] == [(d, rank) for d, rank, _ in strongest]
    assert all(row.rank is None for row in rows(window)[count:])
    assert "7.jpg" in window.attributes.window.heading.text()
    window.views.grid.setCurrentIndex(window.grid.model.index(0, 0))
    for turned in range(2):
        window.attributes.window.order.setCurrentIndex(turned)
        choose(window, count - 1, qtbot)
        current = window.views.grid.currentIndex()
        assert names(window)[current.row()] == "7.jpg"
        assert window.views.grid.viewport().rect().contains(window.views.grid.visualRect(current))
        rank = strongest[-1][1]
        assert current.row() == (12 - rank if turned else rank - 1)


def test_the_place_of_a_photo_is_said_as_a_person_counts_and_from_the_end_that_comes_first(
    window: MainWindow, qtbot: QtBot
) -> None:
    shown = window.attributes.window
    ranks = (1, 2, 3, 4, 11, 12, 13, 21, 112, 4210)
    shown.show_rows([AttributeRow(n, (), (), 4210, rank) for n, rank in enumerate(ranks, 1)], None, "x.jpg")
    spoken = [shown.list.item(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(len(ranks))]
    words = "1st 2nd 3rd 4th 11th 12th 13th 21st 112th 4,210th".split()
    assert spoken == [f"Dimension {n}, {word} of 4,210" for n, word in enumerate(words, 1)]
    shown.order.setCurrentIndex(1)
    assert shown.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Dimension 1, 4,210th of 4,210"


def test_back_to_all_photos_forgets_the_dimension_everywhere(window: MainWindow, qtbot: QtBot) -> None:
    before = names(window)
    explore_all(window, qtbot)
    for back in (window.actions_by_name["show_library"].trigger, window.views.head.button.click):
        choose(window, 4, qtbot)
        assert names(window) != before
        back()
        settled(window, qtbot)
        assert names(window) == before
        assert head(window) == ""
        assert not window.attributes.window.list.selectedItems()
        assert all(item.rank is None for item in window.grid.model.items)


def test_a_search_ends_the_browsing(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    explore_all(window, qtbot)
    choose(window, 2, qtbot)
    with qtbot.waitSignal(window.search.answered):
        window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    assert head(window) == ""
    assert names(window)[0] == "7.jpg"


def test_the_filter_narrows_along_a_dimension_and_keeps_places(window: MainWindow, qtbot: QtBot) -> None:
    explore_all(window, qtbot)
    choose(window, 2, qtbot)
    everything = names(window)
    window.views.bar.filter.setText("1")
    assert names(window) == [name for name in everything if "1" in name]
    assert [item.rank for item in window.grid.model.items] == [everything.index(n) + 1 for n in names(window)]
    assert head(window)
    window.views.bar.filter.setText("nothing has this name")
    assert head(window) == ""
    window.views.bar.filter.setText("")
    assert head(window)


def test_it_is_found_once_and_again_only_after_indexing(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore_all(window, qtbot)
    kept = window.attributes._found
    window.attributes.window.close()
    explore_photo(window, "3.jpg", qtbot)
    assert window.attributes._found is kept
    choose(window, 0, qtbot)
    current = window.grid.current()
    assert current is not None
    draw(indexed / "new.jpg", 99)
    window.indexing.rescan()
    settled(window, qtbot)
    assert window.attributes._found is not kept
    qtbot.waitUntil(lambda: "new.jpg" in names(window))
    assert "Along dimension" in head(window)
    assert all(row.photos == 13 for row in rows(window))
    still = window.grid.current()
    assert still is not None
    assert still.path == current.path


def test_after_indexing_the_same_dimension_is_shown_whatever_its_number() -> None:
    old = Attributes(np.array([1, 2, 3], np.int64), np.array([[1, 0], [0, 0.9], [0.5, 0.5]], np.float32), "x")
    new = Attributes(np.array([2, 3, 4], np.int64), np.array([[0.8, 0, 0], [0.5, 0.5, 0], [0, 0, 1]], np.float32), "x")
    assert (new.like(old, 2), new.like(old, 1)) == (1, 2)
    assert new.like(Attributes(np.array([9], np.int64), np.ones((1, 2), np.float32), "x"), 2) == 1


def test_a_library_of_one_photo_says_what_it_needs(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "single"
    draw(folder / "only.jpg", 1)
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [folder], Cancel()))
    window = open_window()
    for ask in (lambda: explore_all(window, qtbot), lambda: explore_photo(window, "only.jpg", qtbot)):
        ask()
        shown = window.attributes.window
        assert shown.middle.currentWidget() is shown.waiting
        assert "at least two photos" in shown.waiting.words.text()
        assert shown.waiting.bar.isHidden()
        assert not shown.next.isEnabled()
    draw(folder / "second.jpg", 2)
    window.indexing.rescan()
    settled(window, qtbot)
    assert shown.middle.currentWidget() is shown.list
    shown.close()


def test_an_empty_library_says_what_it_needs_and_makes_nothing(open_window: Open, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    explore_all(window, qtbot)
    assert "at least two photos" in window.attributes.window.waiting.words.text()
    assert not (tmp_path / "library").exists()
    window.attributes.window.close()


def test_another_network_ends_the_browsing(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    explore_all(window, qtbot)
    choose(window, 1, qtbot)
    before = window.attributes._found
    other = tmp_path / "other.toml"
    other.write_text('name = "other"\ntitle = "Another network"\nkind = "fake"\n[layers]\ndeep = "deep"\n')
    window.method.choose_network(str(other))
    qtbot.waitUntil(lambda: window.search.order is None, timeout=10_000)
    settled(window, qtbot)
    assert head(window) == ""
    qtbot.waitUntil(lambda: window.attributes._found not in (None, before), timeout=10_000)  # what this one sees


def test_the_keyboard_opens_chooses_steps_and_goes_back(window: MainWindow, found: Attributes, qtbot: QtBot) -> None:
    assert [key.toString() for key in window.actions_by_name["attributes"].shortcuts()] == ["Ctrl+B"]
    assert [key.toString() for key in window.actions_by_name["stands_out"].shortcuts()] == ["S"]
    explore_all(window, qtbot)
    shown = window.attributes.window
    QTest.keyClick(shown.list, Qt.Key.Key_Home)
    QTest.keyClick(shown.list, Qt.Key.Key_Down)
    settled(window, qtbot)
    assert [item.photo_id for item in window.grid.model.items] == found.along(2).tolist()
    shown.next.click()
    settled(window, qtbot)
    assert [item.photo_id for item in window.grid.model.items] == found.along(3).tolist()
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    assert shown.isVisible()
    assert {window.actions_by_name[name] for name in ("show_library", "attributes")} <= set(shown.actions())
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert all(widget.accessibleName() for widget in (shown.list, shown.order, shown.waiting.bar))


def test_thumbnails_come_from_workers_and_reach_the_rows(window: MainWindow, qtbot: QtBot) -> None:
    window.thumbnails._cache.clear()
    explore_all(window, qtbot)
    side = round(SIDE * window.devicePixelRatioF())
    wanted = {path for row in rows(window)[:3] for path in row.most}
    known = window.thumbnails._cache
    qtbot.waitUntil(lambda: all((path, side, "", False, False) in known for path in wanted), timeout=10_000)


def test_no_object_of_qt_is_taken_along_and_closing_leaves_no_thread(
    open_window: Open, found: Attributes, qtbot: QtBot
) -> None:
    assert not any(isinstance(thing, QObject) for thing in (*held(Along(found, 1, False)), *held(explore)))
    before = set(threading.enumerate())
    window = open_window()
    window.actions_by_name["attributes"].trigger()  # it is still at work when the window is closed
    window.attributes.window.close()
    window.close()
    left = [thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()]
    assert [name for name in left if name.startswith(("job", "thumbnail"))] == []
