"""The filter by composition, cropped thumbnails and saved main objects, in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.errors import LibraryProblem
from photosearch.jobs import Cancel
from photosearch.services.composition import PLACES, Composition
from photosearch.services.library import Library
from photosearch.ui.controllers import composition as composition_controller
from photosearch.ui.controllers import crops as crops_controller
from photosearch.ui.dialogs.text_window import TextWindow
from photosearch.ui.main_window import MainWindow
from tests.drawing import FAKE, draw
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]


@pytest.fixture
def placed(indexed: Path, tmp_path: Path) -> Path:
    """Twelve photos: 0 to 3 on the left, of which 0 small; 4 and 5 without an object, the others fill the photo."""
    with Library(tmp_path / "library", str(FAKE)) as library, library.writing() as store:
        store.run("UPDATE photos SET box_top = 0, box_left = 0, box_bottom = height, box_right = width")
        for number in range(4):
            end = "10" if number == 0 else "height"
            _update(store, number, f"box_bottom = {end}, box_right = width / 4")
        for number in (4, 5):
            _update(store, number, "box_top = NULL, box_left = NULL, box_bottom = NULL, box_right = NULL")
    return indexed


def _update(store: object, number: int, what: str) -> None:
    where = "WHERE file_id = (SELECT id FROM files WHERE path = ?)"
    store.run(f"UPDATE photos SET {what} {where}", [f"{number}.jpg".encode()])  # type: ignore[attr-defined]


def choose(window: MainWindow, qtbot: QtBot, *kinds: Composition) -> None:
    for kind in kinds:
        window.views.bar.composition.kinds[kind].trigger()
    qtbot.waitUntil(lambda: not window.runner.is_running(composition_controller.JOB))


def test_the_library_is_filtered_together_with_the_name_and_comes_back(
    open_window: Open, placed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    choose(window, qtbot, Composition.LEFT)
    assert sorted(names(window)) == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    window.views.bar.filter.setText("3")
    assert names(window) == ["3.jpg"]
    window.views.bar.filter.setText("")
    choose(window, qtbot, Composition.SMALL)
    assert names(window) == ["0.jpg"]
    window.views.bar.composition.clear()
    assert len(names(window)) == 12


def test_results_are_filtered_too(open_window: Open, placed: Path, qtbot: QtBot) -> None:
    window = open_window()
    choose(window, qtbot, Composition.NONE)
    with qtbot.waitSignal(window.search.answered):
        window.search.search(placed / "4.jpg")
    idle(window, qtbot)
    assert names(window)[0] == "4.jpg"
    assert sorted(names(window)) == ["4.jpg", "5.jpg"]


def test_where_nothing_is_left_the_reason_is_said_and_a_button_shows_all_again(
    open_window: Open, placed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    choose(window, qtbot, Composition.RIGHT)
    empty = window.views.empty
    assert window.views.middle.currentWidget() is empty
    assert empty._sentence.text() == "No photo here has this composition: right."
    empty._button.click()
    assert window.views.middle.currentWidget() is window.views.grid
    assert len(names(window)) == 12
    assert window.views.bar.composition.text() == "Composition: any"
    choose(window, qtbot, Composition.LEFT)
    window.views.bar.filter.setText("nothing has this name")
    assert "No name holds" in empty._sentence.text()


def test_photos_that_are_found_later_are_filtered_by_what_is_known_then(
    open_window: Open, placed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    choose(window, qtbot, *PLACES, Composition.NONE)
    assert len(names(window)) == 12
    draw(placed / "new.jpg", 50)
    window.indexing.rescan()
    qtbot.waitUntil(lambda: "new.jpg" in names(window), timeout=10_000)
    idle(window, qtbot)


def test_a_library_that_cannot_be_read_shows_all_photos_and_says_why(
    open_window: Open, placed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_library: Library, _cancel: Cancel) -> None:
        raise LibraryProblem("It cannot be read.")

    monkeypatch.setattr(composition_controller, "compositions", refuse)
    window = open_window()
    choose(window, qtbot, Composition.LEFT)
    assert len(names(window)) == 12
    assert window.views.strip.said.text() == "It cannot be read."
    assert window.views.bar.composition.wanted() == frozenset()


def test_the_grid_switches_between_whole_and_cropped_photos(open_window: Open, placed: Path, qtbot: QtBot) -> None:
    window = open_window()
    action = window.actions_by_name["crop_thumbnails"]
    assert not action.isChecked()
    assert not window.delegate.cropped
    path, side = str(placed / "1.jpg"), 64
    for cropped in (False, True):
        qtbot.waitUntil(lambda cropped=cropped: window.thumbnails.get(path, side, cropped=cropped) is not None)
    whole, part = (window.thumbnails.get(path, side, cropped=cropped) for cropped in (False, True))
    assert whole is not None
    assert part is not None
    assert part.width() / part.height() < whole.width() / whole.height() / 2
    action.trigger()
    assert action.isChecked()
    assert window.delegate.cropped
    assert "cropped" in window.views.strip.said.text()
    action.trigger()
    assert not window.delegate.cropped


def test_main_objects_are_saved_and_photos_without_one_are_told(
    open_window: Open, placed: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(crops_controller.QFileDialog, "getExistingDirectory", lambda *_args: str(out))
    window = open_window(read_only=True)  # the library is only read
    window.views.grid.selectAll()
    window.actions_by_name["export_crops"].trigger()
    saving = window.views.saving
    qtbot.waitUntil(saving.close_button.isVisible)
    assert len(list(out.iterdir())) == 10
    assert saving.text.text() == f"Main objects saved in {out}: 10. Photos of which nothing was saved: 2."
    saving.problems_button.click()
    ((said,),) = [[dialog.text.toPlainText()] for dialog in window.findChildren(TextWindow)]
    assert "4.jpg" in said
    assert "5.jpg" in said
    saving.close_button.click()
    assert not saving.isVisible()


def test_stopping_keeps_what_is_saved(open_window: Open, placed: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window()
    paths = [placed / "1.jpg"] * 400
    window.main_objects.crops.save(paths, tmp_path / "out")
    qtbot.waitUntil(window.views.saving.stop_button.isVisible)
    window.views.saving.stop_button.click()
    qtbot.waitUntil(window.views.saving.close_button.isVisible, timeout=10_000)
    assert 0 < len(list((tmp_path / "out").glob("1 crop*.jpg"))) < 400
    assert "stopped" in window.views.saving.text.text()


def test_a_folder_that_cannot_be_written_to_and_an_empty_selection_are_said(
    open_window: Open, placed: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = open_window()
    window.views.grid.clearSelection()
    window.actions_by_name["export_crops"].trigger()
    assert "Select the photos" in window.views.strip.said.text()
    (tmp_path / "file").write_text("x")
    window.main_objects.crops.save([placed / "1.jpg"], tmp_path / "file")
    qtbot.waitUntil(lambda: "cannot be made" in window.views.saving.text.text())
    assert not window.views.saving.problems_button.isVisible()
