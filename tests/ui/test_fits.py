"""Where the hits show the part that is searched for, in the window."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.find import find
from photosearch.services.library import Library
from photosearch.services.places import Place, best_places
from photosearch.services.query import Asked
from photosearch.services.second_stage import SecondStage
from photosearch.types import Box
from photosearch.ui.controllers import crops, fits
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.fit import on_screen
from tests.drawing import FAKE, finish
from tests.ui.test_feedback import select
from tests.ui.test_main_window import idle, names

Open = Callable[..., MainWindow]
PART = Box(20, 30, 80, 100)


def settled(window: MainWindow, qtbot: QtBot, count: int = 12) -> None:
    """Wait until all hits have been looked at."""
    idle(window, qtbot)
    qtbot.waitUntil(lambda: len(window.asking.fits._done) == count, timeout=20_000)
    idle(window, qtbot)


@pytest.fixture
def window(open_window: Open, indexed: Path, qtbot: QtBot) -> MainWindow:
    """A window that searches for a part of a photo, and has found where all hits show it."""
    window = open_window()
    window.search.search(indexed / "7.jpg", region=PART)
    settled(window, qtbot)
    return window


def places(folder: Path, asked: Asked) -> Mapping[Path, Place]:
    with Library(folder.parent / "library", str(FAKE)) as library:
        return finish(best_places(library, asked, sorted(folder.glob("[0-9]*.jpg")), Cancel()))


def test_every_hit_shows_the_place_that_the_service_finds(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    found = places(indexed, Asked(indexed / "7.jpg", PART))
    assert len(found) == 12
    assert {Path(path): fit.box for path, fit in window.delegate.fits.items()} == {p: at.box for p, at in found.items()}
    fit, at = window.delegate.fits[str(indexed / "1.jpg")], found[indexed / "1.jpg"]
    assert on_screen(fit.whole, QRectF(0, 0, at.width, at.height)) == QRectF(
        at.box.left, at.box.top, at.box.width, at.box.height
    )
    select(window, "1.jpg")
    idle(window, qtbot)
    assert window.asking.fits.layers["details"].shares == fit.whole
    window.open_full()
    qtbot.waitUntil(lambda: window.asking.fits.layers["full hit"].shares == fit.whole)


def test_the_photos_on_the_screen_come_first_and_a_new_search_stops_the_rest(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fits, "CHUNK", 3)
    chunks: list[list[str]] = []

    def look(library: Library, asked: Asked, photos: list[Path], cancel: Cancel) -> object:
        chunks.append([path.name for path in photos])
        return (yield from best_places(library, asked, photos, cancel))

    monkeypatch.setattr(fits, "best_places", look)
    window = open_window()
    window.views.grid.visible_rows = lambda: range(8, 10)  # type: ignore[method-assign]
    window.search.search(indexed / "7.jpg", region=PART)
    settled(window, qtbot)
    ranked = names(window)
    assert chunks[0] == [*ranked[8:10], ranked[0]]
    assert [name for chunk in chunks for name in chunk] == [*ranked[8:10], *ranked[:8], *ranked[10:]]
    window.search.set_region(None)
    assert window.delegate.fits == {}
    idle(window, qtbot)
    assert not window.runner.is_running(fits.JOB)
    assert len(chunks) == 4


def test_of_a_whole_picture_and_of_what_is_taken_away_no_place_is_looked_for(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    for question in (
        [Asked(indexed / "7.jpg")],
        [Asked(indexed / "7.jpg", PART, weight=-0.5), Asked(indexed / "3.jpg")],
    ):
        window.search.ask(type(window.search.question)(tuple(question)))
        idle(window, qtbot)
        assert not window.runner.is_running(fits.JOB)
        assert window.delegate.fits == {}


def test_places_are_kept_while_other_pictures_are_added(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    before = window.delegate.fits
    window.asking.pictures.take_away([indexed / "3.jpg"])
    idle(window, qtbot)
    assert window.delegate.fits is before


def test_they_can_be_hidden_and_shown_again(window: MainWindow, qtbot: QtBot) -> None:
    action = window.actions_by_name["show_fits"]
    assert action.isChecked()
    select(window, "1.jpg")
    idle(window, qtbot)
    action.trigger()
    assert not action.isChecked()
    assert window.delegate.fits == {}
    assert window.asking.fits.layers["details"].shares is None
    action.trigger()
    assert len(window.delegate.fits) == 12
    assert window.asking.fits.layers["details"].shares is not None


def test_the_parts_that_fit_are_saved(
    window: MainWindow, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    monkeypatch.setattr(crops.QFileDialog, "getExistingDirectory", lambda *_args: str(out))
    select(window, "1.jpg", "2.jpg")
    window.actions_by_name["save_fits"].trigger()
    qtbot.waitUntil(window.views.saving.close_button.isVisible)
    assert window.views.saving.text.text() == f"Parts saved in {out}: 2."
    for name in ("1", "2"):
        box = window.delegate.fits[str(indexed / f"{name}.jpg")].box
        with Image.open(out / f"{name} crop.jpg") as saved:
            assert saved.size == (box.width, box.height)


def test_what_is_lacking_to_save_parts_is_said(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    save, said = window.actions_by_name["save_fits"], window.views.strip.said
    window.views.grid.clearSelection()
    save.trigger()
    assert "Select the hits" in said.text()
    window.asking.fits._known.pop(str(indexed / "3.jpg"))
    select(window, "3.jpg", "4.jpg")
    save.trigger()
    assert said.text() == "Where 1 of the selected photos fit is not known yet; wait a moment."
    window.actions_by_name["show_fits"].trigger()
    save.trigger()
    assert "shown where hits fit" in said.text()
    window.actions_by_name["show_fits"].trigger()
    window.search.set_region(None)
    idle(window, qtbot)
    save.trigger()
    assert "part of a picture first" in said.text()


def test_a_hit_is_called_right_or_wrong_where_it_fits_and_that_is_said(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    part = Asked(indexed / "3.jpg", window.delegate.fits[str(indexed / "3.jpg")].box)
    select(window, "3.jpg")
    for key, right, wrong, said in (
        (Qt.Key.Key_R, (part,), (), "Right: a part of 3.jpg, not all of it."),
        (Qt.Key.Key_X, (), (part,), "Wrong: a part of 3.jpg, not all of it."),
        (Qt.Key.Key_X, (), (), "Taken back."),
    ):
        with qtbot.waitSignal(window.search.answered):
            QTest.keyClick(window.views.grid, key)
        assert window.views.strip.said.text() == said
        assert (window.search.second.right, window.search.second.wrong) == (right, wrong)
        idle(window, qtbot)
        with Library(indexed.parent / "library", str(FAKE)) as library:
            second = SecondStage(right=right, wrong=wrong)
            expected = finish(find(library, Asked(indexed / "7.jpg", PART), 500, second=second)).hits
        assert [(item.path, item.score) for item in window.grid.model.items] == [(h.path, h.score) for h in expected]


def test_where_the_place_is_not_shown_the_whole_photo_is_meant(window: MainWindow, indexed: Path, qtbot: QtBot) -> None:
    window.actions_by_name["show_fits"].trigger()
    select(window, "3.jpg")
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.views.grid, Qt.Key.Key_R)
    assert window.search.second.right == (Asked(indexed / "3.jpg"),)
    idle(window, qtbot)


def test_a_rectangle_over_a_hit_is_searched_for_or_called_right_or_wrong(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    select(window, "3.jpg")
    idle(window, qtbot)
    parts, layer = window.asking.parts, window.asking.parts.layers["details"]
    strip = parts.kept.strips["details"]
    for key, right in ((Qt.Key.Key_R, True), (Qt.Key.Key_X, False)):
        parts.toggle()
        layer._choose(Box(10, 20, 60, 90))
        assert strip.isVisible()
        assert strip.right_button.isEnabled()
        assert layer.box() == Box(10, 20, 60, 90)
        with qtbot.waitSignal(window.search.answered):
            QTest.keyClick(strip.search_button, key)
        assert not strip.isVisible()
        assert layer.box() is None
        marked = (Asked(indexed / "3.jpg", Box(10, 20, 60, 90)),)
        assert (window.search.second.right if right else window.search.second.wrong) == marked
        idle(window, qtbot)
    parts.toggle()
    layer._choose(Box(10, 20, 60, 90))
    with qtbot.waitSignal(window.search.answered):
        strip.search_button.click()
    assert window.search.question.asked == (Asked(indexed / "3.jpg", Box(10, 20, 60, 90)),)
    assert window.search.second.right == window.search.second.wrong == ()
    idle(window, qtbot)


def test_escape_lets_go_of_a_rectangle_and_so_does_another_photo(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    select(window, "3.jpg")
    idle(window, qtbot)
    parts = window.asking.parts
    parts.toggle()
    parts.layers["details"]._choose(Box(10, 20, 60, 90))
    QTest.keyClick(parts.kept.strips["details"].search_button, Qt.Key.Key_Escape)
    assert parts.kept.take() is None
    assert not parts.kept.strips["details"].isVisible()
    parts.toggle()
    parts.layers["details"]._choose(Box(10, 20, 60, 90))
    select(window, "4.jpg")
    idle(window, qtbot)
    assert parts.kept.take() is None
    assert parts.layers["details"].box() is None


def test_a_rectangle_leaves_the_keyboard_where_it_is_and_goes_with_its_photo(
    window: MainWindow, indexed: Path, qtbot: QtBot
) -> None:
    select(window, "3.jpg")
    idle(window, qtbot)
    kept = window.asking.parts.kept
    window.asking.parts.toggle()
    window.asking.parts.layers["details"]._choose(Box(10, 20, 60, 90))
    window.views.grid.setFocus()
    window.asking.pictures.add([indexed / "4.jpg"])
    idle(window, qtbot)
    assert kept.strips["details"].isVisible()
    assert window.views.grid.hasFocus()
    window.grid.filter("7.jpg")
    assert kept.take() is None


def test_without_a_search_a_rectangle_can_only_be_searched_for(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    select(window, "3.jpg")
    idle(window, qtbot)
    window.asking.parts.toggle()
    window.asking.parts.layers["details"]._choose(Box(10, 20, 60, 90))
    strip = window.asking.parts.kept.strips["details"]
    assert not strip.right_button.isEnabled()
    assert strip.search_button.isEnabled()
    assert strip.right_button.toolTip() == "Search with a picture first"
