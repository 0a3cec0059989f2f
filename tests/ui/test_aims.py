from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from photosearch.errors import ModelProblem
from photosearch.jobs import Cancel
from photosearch.services.library import Library
from photosearch.services.mix import AIMS, aims, find_mixed
from photosearch.services.query import Asked, Stencil
from photosearch.services.question import Question
from photosearch.types import Box
from photosearch.ui.controllers.aims import aim_of
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.aim_choice import FLAGS, AimChoice
from tests.drawing import FAKE, finish
from tests.ui.test_main_window import names
from tests.ui.test_method import settled

Open = Callable[..., MainWindow]
OFFERED = {
    "subject": {"scda": 1.0},
    "background": {"background": 1.0},
    "both": {"scda": 1.0, "background": 1.0},
    "place": {"background": 1.0, "scda": -1.0},
}


@pytest.fixture
def window(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches with 7.jpg by the whole scene."""
    window = open_window()
    settled(window, qtbot)
    window.method.choose("avg")
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    return window


def choose(window: MainWindow, aim: str, qtbot: QtBot) -> None:
    combo = window.asking.aims.choice.combo
    with qtbot.waitSignal(window.search.answered):
        combo.setCurrentIndex(combo.findData(aim))
        combo.activated.emit(combo.currentIndex())
    settled(window, qtbot)


def shown_aim(window: MainWindow) -> str:
    return str(window.asking.aims.choice.combo.currentData())


def expected(photos: Path, asked: Asked, aim: str) -> list[str]:
    with Library(photos.parent / "library", str(FAKE)) as library:
        found = finish(find_mixed(library, asked, aims(library.lacking)[aim], 500, Cancel()))
    return [Path(hit.path).name for hit in found.answer.hits]


@pytest.mark.parametrize("aim", AIMS)
def test_each_aim_ranks_photos_as_its_weights_do_and_is_shown(
    window: MainWindow, indexed: Path, qtbot: QtBot, aim: str
) -> None:
    assert shown_aim(window) == ""
    choose(window, aim, qtbot)
    assert names(window) == expected(indexed, Asked(indexed / "7.jpg"), aim)
    assert shown_aim(window) == aim
    choose(window, "", qtbot)
    assert window.search.descriptor == "avg"
    assert shown_aim(window) == ""


def test_the_same_place_with_another_subject_is_of_a_part_too(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    mask = np.zeros((3, 4), bool)
    mask[:2, :3] = True
    choose(window, "place", qtbot)
    path = indexed / "7.jpg"
    for asked in (Asked(path, Box(0, 0, 64, 96)), Asked(path, stencil=Stencil.of(mask)), Asked(path, classes=("#1",))):
        with qtbot.waitSignal(window.search.answered):
            window.search.ask(Question((asked,)))
        settled(window, qtbot)
        assert names(window) == expected(indexed, asked, "place")
        assert shown_aim(window) == "place"


def test_what_is_shown_follows_sliders_methods_and_steps_of_the_history(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    choose(window, "both", qtbot)
    choose(window, "place", qtbot)
    assert window.method.weights() == {"scda_plus": -100, "background": 100}
    with qtbot.waitSignal(window.search.answered):
        window.history.back()
    settled(window, qtbot)
    assert shown_aim(window) == "both"
    assert names(window) == expected(indexed, Asked(indexed / "7.jpg"), "both")
    with qtbot.waitSignal(window.search.answered):
        window.history.forth()
    settled(window, qtbot)
    assert shown_aim(window) == "place"
    window.method.mix.weigh("background", 60)
    assert shown_aim(window) == ""
    window.method.choose("background")
    settled(window, qtbot)
    assert shown_aim(window) == "background"


def test_methods_that_are_not_made_yet_are_said_and_can_be_made(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    with Library(indexed.parent / "library", str(FAKE)) as library, library.writing() as store:
        keys = [space.key for space in library.spaces(["scda_plus", "background"]).values()]
        store.run("DELETE FROM spaces WHERE key IN (?, ?)", keys)  # as in a library that was made before there were any
    window.method.refresh()
    settled(window, qtbot)
    combo = window.asking.aims.choice.combo
    combo.activated.emit(combo.findData("place"))
    settled(window, qtbot)
    sentence = "“What is behind + Main object, finer” has not been made for 12 of your photos yet."
    assert window.views.empty._sentence.text() == sentence
    assert shown_aim(window) == "place"
    with qtbot.waitSignal(window.search.answered):
        window.views.empty._button.click()
    settled(window, qtbot)
    assert names(window) == expected(indexed, Asked(indexed / "7.jpg"), "place")


def test_weights_below_nought_are_said_and_never_searched_with_alone(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    window.method.show()
    choose(window, "place", qtbot)
    row = window.method.window.methods.rows["scda_plus"]
    assert row.slider is not None
    assert (row.slider.value(), row._value.text()) == (0, "unlike")
    assert window.method.window.mix_line.text() == "Mixed: 50 % What is behind + 50 % unlike: Main object, finer"
    other = window.method.window.methods.rows["background"].slider
    assert other is not None
    other.setValue(0)
    settled(window, qtbot)
    assert window.search.descriptor != "scda_plus"
    assert not window.method.mix.active
    assert "at 0" in window.method.window.mix_line.text()
    with qtbot.waitSignal(window.search.answered):
        other.setValue(100)
    settled(window, qtbot)
    assert names(window) == expected(indexed, Asked(indexed / "7.jpg"), "place")
    with qtbot.waitSignal(window.search.answered):
        row.slider.setValue(100)
    settled(window, qtbot)
    assert (shown_aim(window), row._value.text()) == ("both", "100")
    window.method.window.close()


def test_weights_that_are_all_below_nought_are_no_mix(window: MainWindow) -> None:
    assert not window.method.mix.resume({"scda_plus": -100, "background": -50})
    assert not window.method.mix.active


def test_it_is_there_as_long_as_photos_are_compared_by_methods(window: MainWindow, qtbot: QtBot) -> None:
    assert window.asking.aims.choice.isVisible()
    window.search.ask(Question(kind="1"))
    assert not window.asking.aims.choice.isVisible()
    settled(window, qtbot)


def test_without_a_method_chosen_before_all_methods_are_shown(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, "subject", qtbot)
    window.asking.aims._before = {}
    combo = window.asking.aims.choice.combo
    combo.activated.emit(combo.findData(""))
    assert window.method.window.isVisible()
    assert shown_aim(window) == "subject"
    settled(window, qtbot)
    window.method.window.close()


def test_an_aim_that_cannot_be_served_is_greyed_out_with_the_reason(qtbot: QtBot) -> None:
    choice = AimChoice()
    qtbot.addWidget(choice)
    row = choice.combo.findData("background")
    choice.forbid("background", "It needs more.")
    assert choice.combo.itemData(row, FLAGS) == 0
    choice.forbid("background", "")
    assert choice.combo.itemData(row, FLAGS) is None


@pytest.mark.parametrize(
    ("weights", "aim"),
    [
        ({"scda": 100}, "subject"),
        ({"background": 3}, "background"),
        ({"background": 40, "scda": 40}, "both"),
        ({"background": 40, "scda": -40}, "place"),
        ({"background": 40, "scda": -30}, ""),
        ({"scda": -100}, ""),
        ({}, ""),
    ],
)
def test_an_aim_is_told_by_its_shares(weights: dict[str, int], aim: str) -> None:
    assert aim_of(weights, OFFERED) == aim


def test_the_window_opens_although_the_network_is_gone(
    open_window: Open, indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_library: Library) -> None:
        raise ModelProblem("its manifest is not there")

    monkeypatch.setattr(Library, "manifest", property(gone))
    window = open_window()
    assert window.isVisible()
    assert shown_aim(window) == ""
