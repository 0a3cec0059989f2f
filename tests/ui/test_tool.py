from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.controllers.tool import Tool
from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


class Hammer(Tool):
    """Notes what it is told to do."""

    lacking = ""

    def __init__(self, window: MainWindow) -> None:
        self.button = QPushButton("Hammer", window)
        self.button.setCheckable(True)
        super().__init__(window.views, (self.button,), window)
        self.done: list[object] = []
        self.told.connect(self.done.append)

    def _lacking(self) -> str:
        return self.lacking

    def _begin(self) -> None:
        self.done.append("begun")

    def _use(self, *, on: bool) -> None:
        self.done.append(on)

    def _widgets(self) -> Sequence[QWidget]:
        return (self.button,)

    def _parting(self) -> str:
        return "put away"


@pytest.fixture
def hammer(open_window: Open) -> Hammer:
    return Hammer(open_window())


def test_a_click_takes_a_tool_and_another_puts_it_away(hammer: Hammer) -> None:
    hammer.button.click()
    assert (hammer.active, hammer.button.isChecked()) == (True, True)
    hammer.button.click()
    assert (hammer.active, hammer.button.isChecked()) == (False, False)
    assert hammer.done == [True, "begun", False, "put away"]
    hammer.leave()
    assert hammer.done[4:] == []


def test_where_something_is_lacking_that_is_said_and_nothing_begins(hammer: Hammer) -> None:
    hammer.lacking = "no nail"
    hammer.button.click()
    assert (hammer.active, hammer.button.isChecked()) == (False, False)
    assert hammer.done == [False, "no nail"]


def test_of_the_tools_of_the_window_one_at_most_is_in_hand(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.search.search(indexed / "3.jpg")
    idle(window, qtbot)
    asking = window.asking
    tools = (asking.parts, asking.brush, asking.spots)
    for taken in (*tools, *reversed(tools)):
        if not taken.active:
            taken.toggle()
        assert [tool.active for tool in tools] == [tool is taken for tool in tools]
        qtbot.waitUntil(lambda: not window.runner.is_running("brush"))
