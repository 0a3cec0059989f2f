from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.services.second_stage import LOOKS, SecondStage
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import names
from tests.ui.test_method import settled

Open = Callable[..., MainWindow]


@pytest.fixture
def searching(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    window = open_window()
    window.method.show()
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    return window


def take(window: MainWindow, stage: SecondStage) -> None:
    combo = window.method.window.second
    (row,) = [row for row in range(combo.count()) if combo.itemData(row) == stage]
    combo.setCurrentIndex(row)
    combo.activated.emit(row)


def test_every_closer_look_and_the_views_of_the_query_are_offered_in_words(searching: MainWindow) -> None:
    combo = searching.method.window.second
    stages = [combo.itemData(row) for row in range(combo.count())]
    assert {stage.look for stage in stages if stage.reach} == set(LOOKS)
    assert any(stage.views for stage in stages)
    assert len({combo.itemText(row) for row in range(combo.count())}) == len(stages)


@pytest.mark.parametrize(("look", "reach", "learner"), [("windows", 100, "blcf"), ("rmac_search", 100, "rmac")])
def test_a_look_that_lacks_what_it_learns_says_so_in_place_of_the_photos_and_the_hits_come_back(
    searching: MainWindow, qtbot: QtBot, look: str, reach: int, learner: str
) -> None:
    before = names(searching)
    with qtbot.waitSignal(searching.search.failed):
        take(searching, SecondStage(look=look, reach=reach))
    assert searching.views.middle.currentWidget() is searching.views.empty
    assert f"what {learner} learns from your photos" in searching.views.empty._sentence.text()
    with qtbot.waitSignal(searching.search.answered):
        searching.views.empty._button.click()
    assert names(searching) == before
    assert searching.method.window.second.currentIndex() == 0
    assert searching.views.middle.currentWidget() is searching.views.grid


def test_the_mirror_image_and_the_middle_of_the_query_change_the_scores(searching: MainWindow, qtbot: QtBot) -> None:
    before = [item.score for item in searching.grid.model.items]
    with qtbot.waitSignal(searching.search.answered):
        take(searching, SecondStage(views=True))
    assert [item.score for item in searching.grid.model.items] != before


def test_a_closer_look_says_how_many_photos_it_looked_at(searching: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(searching.search.answered):
        take(searching, SecondStage(reach=50))
    assert searching.views.strip.said.text() == "12 photos were looked at more closely."


def test_a_search_that_fails_for_another_reason_offers_nothing(
    searching: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "text.jpg").write_text("no picture")
    with qtbot.waitSignal(searching.search.failed):
        searching.search.search(tmp_path / "text.jpg")
    assert searching.views.empty._button.isHidden()
