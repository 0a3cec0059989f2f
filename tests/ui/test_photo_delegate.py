from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from photosearch.ui.main_window import MainWindow
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]


def pictures(window: MainWindow) -> QImage:
    """Return the first row of the grid as it is painted now."""
    viewport = window.views.grid.viewport()
    return viewport.grab().toImage().copy(0, 0, viewport.width(), window.views.grid.side)


def drawn(window: MainWindow, qtbot: QtBot) -> QImage:
    """Return the first row once everything has arrived."""
    window.views.grid.viewport().repaint()
    qtbot.waitUntil(lambda: not window.thumbnails.busy)
    qtbot.wait(50)
    window.views.grid.viewport().repaint()  # asks for what lies over the photos
    qtbot.waitUntil(lambda: not window.thumbnails.busy)
    qtbot.wait(50)
    return pictures(window)


def test_another_overlay_never_blanks_a_photo(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    idle(window, qtbot)
    plain = drawn(window, qtbot)
    middle = window.views.grid.visualRect(window.grid.model.index(0, 0)).center()
    assert plain.pixelColor(middle) != plain.pixelColor(1, 1)
    tinted = []
    for overlay in ("heat", "mask", "cam"):
        window.overlays.choose(overlay)
        assert pictures(window) == plain  # until the colours are there, the photos stay
        tinted.append(drawn(window, qtbot))
        assert tinted[-1] != plain
        window.overlays.choose("")
        assert pictures(window) == plain
    window.overlays.choose("heat")
    assert pictures(window) == tinted[0]  # at once


def test_overlays_are_as_strong_as_chosen_in_the_grid_too(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    idle(window, qtbot)
    plain = drawn(window, qtbot)
    window.overlays.choose("heat")
    strong = drawn(window, qtbot)
    window.overlays.set_opacity(0.5)
    weak = pictures(window)
    place = window.views.grid.visualRect(window.grid.model.index(0, 0)).center()

    def distance(one: QColor, other: QColor) -> int:
        return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))

    far, near = (distance(image.pixelColor(place), plain.pixelColor(place)) for image in (strong, weak))
    assert 0.3 * far < near < 0.7 * far
    window.overlays.set_opacity(0)
    assert pictures(window) == plain
