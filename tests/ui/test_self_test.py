from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel, Progress
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.self_test import Measured, SelfTest
from photosearch.ui.controllers import self_test as controller
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE, draw, finish
from tests.ui.test_method import settled

Open = Callable[..., MainWindow]


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """Two folders of three photos, indexed."""
    folder = tmp_path / "photos"
    for number in range(6):
        draw(folder / str(number % 2) / f"{number}.png", number)
    with Library(tmp_path / "library", str(FAKE)) as library:
        finish(add(library, [folder], Cancel()))
    return folder


def finished_test(window: MainWindow, qtbot: QtBot) -> None:
    window.method.show()
    settled(window, qtbot)
    window.method.window.test.click()
    qtbot.waitUntil(lambda: not window.runner.is_running("self-test"), timeout=20_000)


def report(*rows: Measured, default: str = "gem", stopped: bool = False) -> SelfTest:
    return SelfTest(rows, default, "fake", 6, 2, "2026-01-01T00:00:00+00:00", stopped=stopped)


def answering(monkeypatch: pytest.MonkeyPatch, answer: SelfTest) -> None:
    def self_test(_library, _cancel):  # type: ignore[no-untyped-def]  # stands in for the service
        yield Progress("Comparing methods", 1, 2, note=answer.default)
        return answer

    monkeypatch.setattr(controller, "self_test", self_test)


def test_the_test_shows_every_method_and_the_best_one_becomes_the_default(
    open_window: Open, folders: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    finished_test(window, qtbot)
    test = window.method.self_test.window
    made = [method for method in window.method._methods if method.photos]
    assert test.table.rowCount() == len(made)
    assert test.table.item(0, 1).text().endswith("%")
    best = Measured("max", 1.0, 0.9, 6, 0.1)
    answering(monkeypatch, report(best, Measured("gem", 0.5, 0.5, 6, 0.1)))
    window.search.search(folders / "0" / "0.png")
    finished_test(window, qtbot)
    assert [test.table.item(0, column).text() for column in range(3)] == ["Striking details", "100.0%", "0.900"]
    assert "“Striking details” finds most." in test.said.text()
    assert test.use.text() == "Use the best one"
    with qtbot.waitSignal(window.method.self_test.adopted):
        test.use.click()
    settled(window, qtbot)
    assert window.library.default_descriptor == "max"
    assert window.search.descriptor == "max"
    assert test.use.isHidden()
    assert test.said.text() == "Photos are compared by “Striking details” from now on."


def test_the_default_is_not_offered_again_and_what_new_photos_do_not_get_is_not_offered_at_all(
    open_window: Open, folders: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    test = window.method.self_test.window
    gem = Measured("gem", 0.5, 0.5, 6, 0.1)
    answering(monkeypatch, report(gem))
    finished_test(window, qtbot)
    assert test.use.isHidden()
    assert "already" in test.said.text()
    answering(monkeypatch, report(Measured("max:pca_whitening:64", 1.0, 0.9, 6, 0.1), Measured("scda", 0.9, 0.8, 6, 1)))
    finished_test(window, qtbot)
    assert test.table.item(0, 0).text() == "Striking details (pca_whitening 64)"
    assert test.use.text() == "Use “Main object”"
    answering(monkeypatch, report(stopped=True))
    finished_test(window, qtbot)
    assert test.said.text() == "The test was stopped before anything was known."
    assert test.table.rowCount() == 0


def test_too_few_folders_are_said_in_the_window_of_the_test(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    finished_test(window, qtbot)
    test = window.method.self_test.window
    assert "folder" in test.said.text()
    assert test.table.rowCount() == 0
    assert test.bar.isHidden()
    assert test.use.isHidden()


def test_stop_and_closing_the_window_end_the_test_and_keep_what_was_measured(
    open_window: Open, folders: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_library, cancel):  # type: ignore[no-untyped-def]  # stands in for the service
        while not cancel.cancelled:
            yield Progress("Comparing methods", 1, 2, note="gem")
        return report(Measured("gem", 0.5, 0.5, 6, 0.1), stopped=True)

    monkeypatch.setattr(controller, "self_test", endless)
    window = open_window()
    window.method.show()
    settled(window, qtbot)
    test = window.method.self_test.window
    for end in (test.stop_button.click, test.close):
        window.method.window.test.click()
        qtbot.waitUntil(lambda: "Searching by" in test.said.text())
        assert not test.stop_button.isHidden()
        end()
        qtbot.waitUntil(test.stop_button.isHidden)
        assert test.table.rowCount() == 1
        assert "other methods were not measured" in test.said.text()
