from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.controllers.cut_off import CutOff
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.photo_list import PhotoItem

Open = Callable[..., MainWindow]
QUERY = Path("/q.jpg")


@pytest.fixture
def window(open_window: Open) -> MainWindow:
    return open_window()


def show(window: MainWindow, scores: Sequence[float], noise: float | None, query: Path = QUERY) -> CutOff:
    items = [PhotoItem(n, f"/p/{n}.jpg", n + 1, score) for n, score in enumerate(scores)]
    window.grid.show(items, ranked=True)
    window.cut_off.set_noise(query, noise)
    return window.cut_off


def row(window: MainWindow) -> int | None:
    return window.views.grid.cut.row


def test_the_line_lies_before_the_first_photo_that_scores_below_noise(window: MainWindow) -> None:
    show(window, [1.0, 0.9, 0.5, 0.4], 0.5)
    assert row(window) == 3
    show(window, [1.0, 0.9, 0.5, 0.4], 0.95, Path("/other.jpg"))
    assert row(window) == 1


def test_a_cut_off_that_was_moved_stays_for_the_query_and_goes_with_it(window: MainWindow) -> None:
    cut = show(window, [1.0, 0.9, 0.8, 0.4], 0.5)
    cut.move_by(-1)
    assert row(window) == 2
    show(window, [1.0, 0.95, 0.9, 0.8, 0.4], 0.5)  # the library has grown
    assert row(window) == 3
    cut.forget()
    assert row(window) == 4
    cut.move_to(1)
    show(window, [1.0, 0.9], 0.5, Path("/other.jpg"))
    assert row(window) == 2


def test_photos_of_one_score_are_never_parted(window: MainWindow) -> None:
    cut = show(window, [1.0, 0.9, 0.7, 0.7, 0.7, 0.4], 0.5)
    cut.move_by(-1)
    assert row(window) == 2
    cut.move_by(1)
    assert row(window) == 5


def test_the_filter_keeps_the_score_and_the_library_view_has_no_line(window: MainWindow) -> None:
    show(window, [1.0, 0.9, 0.5, 0.4], 0.5)
    window.grid.filter("3")
    assert row(window) == 1  # the first always stays above
    window.grid.filter("")
    assert row(window) == 3
    window.grid.show([PhotoItem(1, "/p/1.jpg", day="2024-03-14")], ranked=False)
    assert row(window) is None


def test_all_above_the_cut_off_are_selected_and_it_is_said_how_many(window: MainWindow) -> None:
    cut = show(window, [1.0, 0.9, 0.5, 0.4], 0.45)
    cut.select_above()
    assert window.grid.selected() == [Path(f"/p/{n}.jpg") for n in range(3)]
    cut.move_by(-1)
    assert window.views.strip.said.text() == "2 of 4 photos lie above the cut-off, at a score of 0.90"
    cut.set_noise(Path("/other.jpg"), None)
    assert row(window) is None
    cut.select_above()
    assert len(window.grid.selected()) == 4


def test_where_nothing_tells_noise_apart_there_is_no_line(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.search.answered) as answered:
        window.search.search(indexed / "3.jpg")
    (answer,) = answered.args
    show(window, [1.0, 0.9], 0.95, answer.query.path)
    assert row(window) == 1
    window.cut_off.take(replace(answer, noise=-1.0))
    assert row(window) is None
