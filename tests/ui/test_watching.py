"""Folders that really change while the window is open."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from photosearch.errors import LibraryDamaged
from photosearch.services import plan
from photosearch.services.library import Library
from photosearch.types import Changed
from photosearch.ui.controllers import watching as module
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.photo_list import OFFLINE
from tests.drawing import draw
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]
PATIENCE = 60_000


@pytest.fixture
def watched(open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window whose folders are watched, and that does not wait long."""
    monkeypatch.setattr("photosearch.files.touched.QUIET_SECONDS", 0.1)
    monkeypatch.setattr(module, "LOOK_MS", 100)
    window = open_window()
    window.upkeep.begin()
    qtbot.waitUntil(lambda: any(root.watched for root in window.upkeep.watch.roots), timeout=PATIENCE)
    idle(window, qtbot)
    return window


def test_a_photo_that_comes_is_shown_without_being_asked_for(watched: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    said: list[str] = []
    watched.views.strip.said.setText("")
    draw(indexed / "trip" / "new.jpg", 77)
    qtbot.waitUntil(lambda: "new.jpg" in names(watched), timeout=PATIENCE)
    said.append(watched.views.strip.said.text())
    assert said == ["Noticed in your folders: 1 new or changed"]
    (indexed / "trip" / "new.jpg").unlink()
    qtbot.waitUntil(lambda: "new.jpg" not in names(watched), timeout=PATIENCE)
    assert not watched.views.strip.bar.isVisible()
    assert "noticed at once" in watched.views.folders.list.item(0).toolTip()


def test_what_is_being_written_is_looked_at_once_it_rests(
    watched: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    resting: list[bool] = []

    def is_at_rest(_path: Path) -> bool:
        resting.append(len(resting) > 2)
        return resting[-1]

    monkeypatch.setattr(plan, "is_at_rest", is_at_rest)
    draw(indexed / "copied.jpg", 78)
    qtbot.waitUntil(lambda: "copied.jpg" in names(watched), timeout=PATIENCE)
    assert resting[:4] == [False, False, False, True]


def test_with_the_setting_off_nothing_is_watched(watched: MainWindow, qtbot: QtBot) -> None:
    watched.show_settings()
    dialog = next(child for child in watched.children() if type(child).__name__ == "SettingsWindow")
    dialog.watch.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: not any(root.watched for root in watched.upkeep.watch.roots), timeout=PATIENCE)
    assert "noticed" not in watched.views.folders.list.item(0).toolTip()


def test_an_offline_folder_is_marked_and_shown_as_it_was_kept(watched: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    grid, model = watched.views.grid, watched.grid.model
    indexed.rename(indexed.with_name("unplugged"))
    qtbot.waitUntil(lambda: bool(model.index(0, 0).data(OFFLINE)), timeout=PATIENCE)
    idle(watched, qtbot)
    assert "offline: drive not connected" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("offline: drive not connected")
    assert "offline since" in watched.views.folders.list.item(0).text()
    assert "Offline since" in watched.views.folders.list.item(0).toolTip()
    assert len(names(watched)) == 12
    grid.setCurrentIndex(model.index(1, 0))
    watched.open_full()
    qtbot.waitUntil(watched.views.compare.away.isVisible, timeout=PATIENCE)
    assert "not connected" in watched.views.compare.away.text()
    assert not watched.views.compare.hit.place().isEmpty()
    indexed.with_name("unplugged").rename(indexed)
    qtbot.waitUntil(lambda: not model.index(0, 0).data(OFFLINE), timeout=PATIENCE)
    idle(watched, qtbot)
    watched._step(1)
    qtbot.waitUntil(lambda: not watched.views.compare.away.isVisible(), timeout=PATIENCE)


def test_folders_that_moved_with_the_library_are_online_at_once(
    open_window: Open, indexed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "library").rename(tmp_path / "moved library")
    (tmp_path / "new").mkdir()
    (tmp_path / "moved library").rename(tmp_path / "new" / "library")
    indexed.rename(tmp_path / "new" / "photos")
    (tmp_path / "library").symlink_to(tmp_path / "new" / "library")
    folder = tmp_path / "new" / "library"
    monkeypatch.setattr("tests.ui.conftest.Library", lambda _folder, *given, **named: Library(folder, *given, **named))
    window = open_window()
    window.upkeep.begin()
    qtbot.waitUntil(lambda: [root.online for root in window.upkeep.watch.roots] == [True], timeout=PATIENCE)
    idle(window, qtbot)
    assert [str(Path(item.path).parent) for item in window.grid.model.items[:1]] == [str(tmp_path / "new" / "photos")]
    assert "offline" not in window.views.folders.list.item(0).text()


def test_folders_that_cannot_be_watched_are_gone_through_when_the_window_is_focused(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("photosearch.files.touched.QUIET_SECONDS", 0.0)
    monkeypatch.setattr("photosearch.files.watch.most_folders", lambda: 0)
    window = open_window()
    watch = window.upkeep.watch
    window.upkeep.begin()
    qtbot.waitUntil(lambda: bool(watch.roots), timeout=PATIENCE)
    idle(window, qtbot)
    noticed: list[Changed] = []
    monkeypatch.setattr(window.indexing, "notice", noticed.append)
    for since, expected in ((10.0, []), (module.RESCAN_SECONDS + 1, [{indexed: None}])):
        watch._scanned = time.monotonic() - since
        watch._focused(Qt.ApplicationState.ApplicationActive)
        watch.look()
        assert noticed == expected
    assert "opened or focused" in window.views.folders.list.item(0).toolTip()


def test_what_fails_is_not_tried_again_every_other_second(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    watch = window.upkeep.watch
    looks: list[bool] = []

    def look(*, watch: bool, far: bool) -> None:
        looks.append(far)
        raise LibraryDamaged("The library is damaged.")

    monkeypatch.setattr(watch._watching, "look", look)
    window.upkeep.begin()
    qtbot.waitUntil(lambda: bool(looks) and not window.runner.is_running(module.JOB), timeout=PATIENCE)
    watch.look()
    assert not window.runner.is_running(module.JOB)
    assert len(looks) == 1


def test_a_window_that_only_looks_marks_what_is_away_and_indexes_nothing(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed.rename(indexed.with_name("unplugged"))
    window = open_window(read_only=True)
    asked: list[object] = []
    monkeypatch.setattr(window.indexing, "_begin", asked.append)
    window.upkeep.begin()
    qtbot.waitUntil(lambda: bool(window.upkeep.watch.roots), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(names(window)), timeout=PATIENCE)
    assert window.grid.model.index(0, 0).data(OFFLINE)
    assert asked == []
    assert not any(root.watched for root in window.upkeep.watch.roots)
