from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from photosearch.services.explain import picture_of_pair
from photosearch.services.sights import USUAL
from photosearch.ui.controllers.ahead import Shown
from photosearch.ui.main_window import MainWindow
from photosearch.ui.overlays.outlines import polygon
from photosearch.ui.views.compare_view import CompareView
from photosearch.ui.views.region_layer import RegionLayer
from tests.ui.test_main_window import Open, idle


def compare(window: MainWindow, folder: Path, qtbot: QtBot, overlay: str) -> CompareView:
    """Search, open the second hit at full size, and wait until both photos have the overlay."""
    with qtbot.waitSignal(window.search.answered):
        window.search.search(folder / "7.jpg")
    idle(window, qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    window.open_full()
    window.overlays.choose(overlay)
    view = window.views.compare
    qtbot.waitUntil(lambda: view.hit._tint is not None and view.query._tint is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not window.runner._handles, timeout=10_000)
    return view


def middle(layer: RegionLayer, colour: int) -> QPoint:
    """A place of the screen that belongs to a part and to no smaller one."""
    region = next(region for region in layer.regions if region.colour == colour)
    shape = polygon(region, layer._size, layer._view.place())
    box = shape.boundingRect()
    for down in range(1, 40):
        for right in range(1, 40):
            at = QPoint(round(box.x() + box.width() * right / 40), round(box.y() + box.height() * down / 40))
            QTest.mouseMove(layer._view, at)
            if layer._under == colour:
                return at
    raise AssertionError("the part is hidden")


def test_pointing_at_a_part_lights_it_in_both_photos(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    view = compare(open_window(), indexed, qtbot, "match")
    assert [region.colour for region in view.query_layer.regions] == [0, 1, 2]
    plain = view.hit.grab().toImage()
    QTest.mouseMove(view.query, middle(view.query_layer, 0))
    assert view.lit == 0
    assert view.query_layer.label() == view.hit_layer.label() != ""
    assert view.hit.accessibleDescription() == f"Part {view.hit_layer.label()}"
    assert view.hit.grab().toImage() != plain
    QTest.mouseMove(view.query, QPoint(1, 1))
    assert view.lit is None
    assert view.hit.grab().toImage() == plain


def test_numbers_and_tab_light_parts_too(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    view = compare(open_window(), indexed, qtbot, "match")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_2)
    assert (view.query_layer.lit, view.hit_layer.lit) == (1, 1)
    QTest.keyClick(view, Qt.Key.Key_2)
    assert view.lit is None
    QTest.keyClick(view, Qt.Key.Key_6)  # there is no such part
    assert view.lit is None
    assert view.focusNextPrevChild(True)
    assert view.lit == 0
    assert view.focusNextPrevChild(True)
    assert view.focusNextPrevChild(True)
    assert view.lit == 2
    assert view.focusNextPrevChild(False)
    assert view.lit == 1
    assert view.focusNextPrevChild(True)
    view.focusNextPrevChild(True)  # on to the buttons
    assert view.lit is None


def test_another_overlay_puts_the_lights_out(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "match")
    view.light(1)
    window.overlays.choose("heat")
    qtbot.waitUntil(lambda: not window.runner._handles)
    assert view.lit is None
    assert not view.hit._faded
    assert not view.hit_layer.regions


def test_what_is_seen_and_what_it_means_stand_under_the_photos(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "match")
    assert view.query_note.text() == view.hit_note.text()
    assert view.hit_note.text().startswith("most alike parts: ")
    assert "press its number" in view.legend.text()
    assert not view.scale.isVisible()
    window.overlays.choose("heat")
    qtbot.waitUntil(view.scale.isVisible)
    assert (view.scale.least.text(), view.scale.most.text()) == ("little", "much")
    assert view.legend.text().startswith("Yellow is where")
    assert "number" not in view.legend.text()
    window.overlays.choose("mask")
    assert (view.scale.least.text(), view.scale.most.text()) == ("left out", "counts")
    window.overlays.choose("")
    assert not view.scale.isVisible()
    assert view.legend.text() == ""


def test_parts_beside_a_query_show_their_share_of_the_score(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "regions")
    assert "share of the score" in view.hit_note.text()
    assert view.hit_layer.regions
    assert all(region.label.endswith("%") for region in (*view.hit_layer.regions, *view.query_layer.regions))
    window.views.leave_full()
    window.actions_by_name["show_library"].trigger()
    idle(window, qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    window.open_full()
    qtbot.waitUntil(lambda: not window.runner._handles and bool(view.hit_layer.regions), timeout=10_000)
    assert [region.label for region in view.hit_layer.regions][:1] == ["1"]  # alone there is no score to share


def test_the_picture_is_copied_by_button_and_by_ctrl_c(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "match")
    clipboard = QGuiApplication.clipboard()
    for ask in (view.copy_button.click, window.actions_by_name["copy"].trigger):
        clipboard.clear()
        ask()
        qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=10_000)
        assert window.views.strip.said.text() == "The picture is copied."
    item = window.grid.current()
    assert item is not None
    assert item.score is not None
    expected = picture_of_pair(
        window.library, indexed / "7.jpg", Path(item.path), "match", f"rank 2, score {item.score:.3f}"
    )
    image = clipboard.image()
    assert (image.height(), image.width()) == expected.shape[:2]


def test_the_picture_is_saved_with_an_ending(
    open_window: Open, indexed: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    compare(window, indexed, qtbot, "heat")
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *given: asked.append(given[2]) or (str(tmp_path / "why"), "")
    )
    window.actions_by_name["save_picture"].trigger()
    qtbot.waitUntil((tmp_path / "why.png").exists, timeout=10_000)
    item = window.grid.current()
    assert item is not None
    assert asked[0].endswith(f"7 - {Path(item.path).stem}.png")
    qtbot.waitUntil(lambda: "why.png" in window.views.strip.said.text())
    shown = picture_of_pair(
        window.library, indexed / "7.jpg", Path(item.path), "heat", f"rank 2, score {item.score:.3f}", USUAL
    )
    saved = cv2.imdecode(np.frombuffer((tmp_path / "why.png").read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    np.testing.assert_array_equal(saved[:, :, ::-1], shown)


def test_a_picture_that_cannot_be_saved_is_said(
    open_window: Open, indexed: Path, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.compare.save()
    assert "full size first" in window.views.strip.said.text()
    compare(window, indexed, qtbot, "heat")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "why.png"), ""))
    window.compare.save()
    qtbot.waitUntil(lambda: "cannot be written" in window.views.strip.said.text(), timeout=10_000)


def test_raw_cells_are_shown_everywhere(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "heat")
    action = window.actions_by_name["overlay_cells"]
    for views in ((view.hit, view.query), (window.views.query.view, window.views.details.view)):
        qtbot.waitUntil(lambda views=views: all(one._tint is not None for one in views))
        before = [one._tint for one in views]
        action.trigger()
        assert action.isChecked()
        assert all(one._tint != tint for one, tint in zip(views, before, strict=True))
        action.trigger()
        assert [one._tint for one in views] == before
        assert not action.isChecked()
        window.views.leave_full()
    item = window.grid.model.items[1]
    side = round(window.views.grid.side * window.views.grid.devicePixelRatioF())
    qtbot.waitUntil(lambda: window.thumbnails.tint(item.path, side, "heat") is not None)
    smooth = window.thumbnails.tint(item.path, side, "heat")
    action.trigger()
    qtbot.waitUntil(lambda: window.thumbnails.tint(item.path, side, "heat", cells=True) is not None)
    blocks = window.thumbnails.tint(item.path, side, "heat", cells=True)
    assert smooth is not None
    assert blocks is not None
    assert smooth.toImage() != blocks.toImage()


def test_every_button_has_a_tool_tip_and_can_be_reached(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    view = compare(window, indexed, qtbot, "heat")
    buttons = [button for button in view.findChildren(QPushButton) if button.isVisible()]
    assert len(buttons) == 8
    for button in buttons:
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_zoom_stays_linked_and_parts_follow_it(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    view = compare(open_window(), indexed, qtbot, "match")
    layer = view.query_layer
    region = layer.regions[0]
    small = polygon(region, layer._size, view.query.place()).boundingRect()
    view.query.set_zoom(2, QPointF(0.5, 0.5))
    view.query.moved.emit(view.query.zoom, QPointF(0.5, 0.5))
    assert view.hit.zoom == 2
    large = polygon(region, layer._size, view.query.place()).boundingRect()
    assert large.width() >= 2 * small.width() - 1


def test_the_next_photo_is_decoded_before_it_is_asked_for(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    compare(window, indexed, qtbot, "mask")
    make, decoded = window.compare._ahead._make, []

    def noting(path: Path) -> Shown:
        decoded.append(path)
        return make(path)

    window.compare._ahead._make = noting
    beside = window.grid.beside()
    assert beside == [Path(window.grid.model.items[row].path) for row in (2, 0)]
    window._step(1)
    qtbot.waitUntil(lambda: window.asking.shown.paths["full hit"] == beside[0])
    idle(window, qtbot)
    assert beside[0] not in decoded
    assert window.grid.beside()[0] in decoded


def test_the_next_photo_comes_with_its_overlay_in_one_step(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    compare(window, indexed, qtbot, "mask")
    idle(window, qtbot)
    hit = window.views.compare.hit
    paint, before, painted = hit.paintEvent, hit._pixmap.cacheKey(), []

    def noting(event: QPaintEvent) -> None:
        if hit._pixmap.cacheKey() != before:
            painted.append(hit._tint is not None)
        paint(event)

    hit.paintEvent = noting  # type: ignore[method-assign]
    started: list[str] = []
    start = window.runner.start
    window.runner.start = lambda key, job: (started.append(key), start(key, job))[1]  # type: ignore[method-assign]
    window._step(1)
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0]
    assert "sight full hit" not in started


def test_what_was_made_ready_is_forgotten_with_the_network_that_saw_it(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    compare(window, indexed, qtbot, "mask")
    idle(window, qtbot)
    assert window.compare._ahead._kept
    window.method.network_changed.emit()
    assert not window.compare._ahead._kept


def test_the_side_column_looks_at_no_photo_until_it_is_seen_again(
    open_window: Open, indexed: Path, qtbot: QtBot
) -> None:
    window = open_window()
    compare(window, indexed, qtbot, "mask")
    looked: list[str] = []
    start = window.runner.start
    window.runner.start = lambda key, job: (looked.append(key), start(key, job))[1]  # type: ignore[method-assign]
    window._step(1)
    idle(window, qtbot)
    assert "full hit" in looked
    assert "details" not in looked
    window.views.leave_full()
    idle(window, qtbot)
    assert "details" in looked
    assert window.details._shown is not None
    assert window.details._shown[0] == Path(window.grid.current().path)
