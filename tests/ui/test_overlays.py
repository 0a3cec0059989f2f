import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from photosearch.ui.controllers import overlays as module
from photosearch.ui.views.photo_view import PhotoView
from tests.ui.test_main_window import idle
from tests.ui.test_parts import Open


@pytest.mark.parametrize("overlay", ["saliency", "regions"])
def test_what_takes_a_fresh_look_is_drawn_outside_the_window_s_thread(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, overlay: str
) -> None:
    window = open_window()
    idle(window, qtbot)
    threads: list[threading.Thread] = []
    real = module.tint_of
    monkeypatch.setattr(module, "tint_of", lambda *given: threads.append(threading.current_thread()) or real(*given))
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    window.overlays.choose(overlay)
    qtbot.waitUntil(lambda: window.views.details.view._tint is not None)
    window.overlays.choose("")
    window.overlays.choose(overlay)  # what was seen is known now, and drawing it still takes long
    qtbot.waitUntil(lambda: window.views.details.view._tint is not None)
    assert len(threads) >= 2
    assert threading.main_thread() not in threads


def test_what_nobody_sees_is_drawn_when_somebody_does(
    open_window: Open, indexed: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.search.search(indexed / "7.jpg")
    idle(window, qtbot)
    query, hit = window.views.compare.query, window.views.compare.hit
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    window.open_full()
    window.overlays.choose("mask")
    qtbot.waitUntil(lambda: query._tint is not None and hit._tint is not None)
    drawn: list[str] = []
    window.overlays.drawn.connect(lambda key, overlay: drawn.append(key) if overlay is not None else None)
    for overlay in ("heat", "match"):
        window.overlays.choose(overlay)
        qtbot.waitUntil(lambda: {"full query", "full hit"} <= set(drawn))
        idle(window, qtbot)
        assert set(drawn) == {"full query", "full hit"}  # those of the side column are hidden
        drawn.clear()
    window.views.leave_full()
    qtbot.waitUntil(lambda: {"query", "details"} <= set(drawn))
    idle(window, qtbot)
    assert set(drawn) == {"query", "details"}
    assert window.views.query.view._tint is not None
    window.overlays.choose("mask")
    idle(window, qtbot)
    assert query._tint is hit._tint is None
    window.views.show_full()
    qtbot.waitUntil(lambda: query._tint is not None and hit._tint is not None)


def test_an_overlay_is_drawn_no_larger_than_it_is_seen_and_no_smaller_than_can_be_read(qtbot: QtBot) -> None:
    view = PhotoView()
    qtbot.addWidget(view)
    for (wide, high), photo, expected in (
        ((300, 900), (600, 800), (225, 300)),  # fitted to the width
        ((100, 100), (600, 800), (180, 240)),
        ((2000, 2000), (600, 800), (540, 720)),
        ((500, 500), (30, 40), (30, 40)),
    ):
        view.resize(wide, high)
        assert module._Watched(view, size=photo).tint_size == expected
