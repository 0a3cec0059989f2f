from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from photosearch.services.library import Library
from photosearch.services.networks import networks
from photosearch.services.next_network import Change
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.top_bar import TopBar
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The manifest of another network."""
    path = tmp_path / "other.toml"
    path.write_text('name = "other"\ntitle = "Another network"\nkind = "fake"\n[layers]\ndeep = "deep"\n')
    return str(path)


def settled(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.runner.is_running("speed"), timeout=10_000)
    idle(window, qtbot)


def test_another_network_looks_at_all_photos_and_is_used_when_it_has_seen_them(
    open_window: Open, indexed: Path, other: str, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    changes: list[object] = []
    window.indexing.ended.connect(changes.append)
    with qtbot.waitSignal(window.search.answered, timeout=10_000):
        window.method.choose_network(other)
    assert isinstance(changes[0], Change)
    assert changes[0].switched
    assert "Another network is used from now on. What" in window.views.strip.said.text()
    settled(window, qtbot)
    assert len(window.grid.model.items) == 12
    assert names(window)[0] == "7.jpg"
    assert {choice.title: choice.photos for choice in networks(window.library)}["Another network"] == 12
    assert Library(window.library.folder).manifest.title == "Another network"


def test_a_library_without_photos_changes_at_once(open_window: Open, tmp_path: Path, other: str, qtbot: QtBot) -> None:
    window = open_window()
    with qtbot.waitSignal(window.indexing.ended, timeout=10_000):
        window.method.choose_network(other)
    settled(window, qtbot)
    assert window.library.manifest.title == "Another network"
    assert not (tmp_path / "library" / "photos.sqlite").exists()


def test_a_network_that_cannot_be_used_is_said_and_changes_nothing(
    open_window: Open, indexed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("no manifest")
    window = open_window()
    settled(window, qtbot)
    with qtbot.waitSignal(window.indexing.failed):
        window.method.choose_network(str(broken))
    settled(window, qtbot)
    assert "broken.toml" in window.views.strip.text.text()
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    assert names(window)[0] == "7.jpg"


def test_every_method_has_its_sentence_and_its_cost(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    window.actions_by_name["methods"].trigger()
    settled(window, qtbot)
    buttons = {button.text(): button for button in window.method.window.findChildren(QRadioButton)}
    assert len(buttons) == len(window.method._methods)
    assert "background" not in buttons["Main object"].accessibleDescription()
    assert "whatever is behind it" in buttons["Main object"].accessibleDescription()
    cost = buttons["Main object, both ways"].accessibleDescription()
    assert "Not made yet for 12 photos. Making it takes about" in cost
    buttons["Main object"].click()
    assert window.search.descriptor == "scda"
    assert window.views.bar.method.currentData() == "scda"
    window.method.window.close()


def test_what_is_done_with_the_best_hits_is_chosen_and_takes_effect_at_once(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    settled(window, qtbot)
    before = [item.score for item in window.grid.model.items]
    window.method.show()
    combo = window.method.window.second
    with qtbot.waitSignal(window.search.answered):
        combo.setCurrentIndex(1)
        combo.activated.emit(1)
    assert [item.score for item in window.grid.model.items] != before
    with qtbot.waitSignal(window.search.answered):
        combo.setCurrentIndex(0)
        combo.activated.emit(0)
    assert [item.score for item in window.grid.model.items] == before
    window.method.window.close()


def test_a_speed_that_is_known_before_the_methods_are_changes_nothing_yet(open_window: Open, indexed: Path) -> None:
    window = open_window()
    window.method._methods = ()
    window.method._arrived("speed", 20.0)
    assert window.indexing.rate == 20.0


def test_nothing_is_said_to_be_mixed_before_the_methods_are_known(qtbot: QtBot) -> None:
    bar = TopBar(())
    qtbot.addWidget(bar)
    assert not bar.method.placeholderText()
    bar.show_method(None)
    assert bar.method.placeholderText() == "several, mixed"
    bar.show_method("scda")
    assert not bar.method.placeholderText()
