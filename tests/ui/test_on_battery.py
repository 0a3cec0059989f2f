from collections.abc import Callable, Generator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel, Progress
from photosearch.services.summary import Summary
from photosearch.ui.controllers.indexing import JOB, _Work
from photosearch.ui.main_window import MainWindow

Open = Callable[..., MainWindow]


class Plug:
    """A battery that is emptied while the plug is out."""

    def __init__(self) -> None:
        self.out = True

    def on_battery(self) -> bool:
        return self.out


@pytest.fixture
def plug() -> Plug:
    return Plug()


@pytest.fixture
def window(open_window: Open, plug: Plug) -> MainWindow:
    window = open_window()
    window.set_preferences(replace(window.preferences, mains_only=True))
    window.upkeep.power.power = plug
    return window


@pytest.fixture
def work(window: MainWindow) -> list[int]:
    """The steps of a job that goes on until it is told to stop."""
    steps: list[int] = []

    def job(cancel: Cancel) -> Generator[Progress, None, Summary]:
        while not cancel.cancelled:
            steps.append(len(steps))
            cancel.wait(0.01)
            yield Progress("Indexing", len(steps), 10_000)
        return Summary()

    window.indexing._begin(_Work(job, None))
    return steps


def ask(window: MainWindow, qtbot: QtBot) -> None:
    window.upkeep.power.look()
    qtbot.waitUntil(lambda: not window.runner.is_running("power"), timeout=20_000)


def test_indexing_waits_for_power_and_goes_on_by_itself(
    window: MainWindow, plug: Plug, work: list[int], qtbot: QtBot
) -> None:
    strip = window.views.strip
    ask(window, qtbot)
    qtbot.waitUntil(lambda: strip.text.text().startswith("Paused: on battery"), timeout=20_000)
    assert strip.pause_button.text() == "Go on"
    assert window.upkeep.power.holds
    assert window.made_ahead.holds()
    plug.out = False
    ask(window, qtbot)
    assert not window.runner.is_paused(JOB)
    steps = len(work)
    qtbot.waitUntil(lambda: len(work) > steps + 3, timeout=20_000)
    assert strip.text.text().startswith("Indexing")


def test_a_person_can_go_on_anyway_until_the_plug_was_in(
    window: MainWindow, plug: Plug, work: list[int], qtbot: QtBot
) -> None:
    ask(window, qtbot)
    qtbot.waitUntil(lambda: window.views.strip.pause_button.text() == "Go on", timeout=20_000)
    window.views.strip.pause_button.click()
    ask(window, qtbot)
    assert not window.runner.is_paused(JOB)
    for plug.out in (False, True):
        ask(window, qtbot)
    assert window.runner.is_paused(JOB)
    window.set_preferences(replace(window.preferences, mains_only=False))
    ask(window, qtbot)
    assert not window.runner.is_paused(JOB)


def test_what_a_person_has_paused_stays_so(window: MainWindow, plug: Plug, work: list[int], qtbot: QtBot) -> None:
    plug.out = False
    ask(window, qtbot)
    window.indexing.toggle_pause()
    for plug.out in (True, False):
        ask(window, qtbot)
        assert window.runner.is_paused(JOB)
    window.indexing.toggle_pause()
    assert not window.runner.is_paused(JOB)
