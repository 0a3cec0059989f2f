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
