"""What is painted over a photo of the grid, pixel by pixel."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from photosearch.types import Box, Rgb
from photosearch.ui.delegates.photo_delegate import PhotoDelegate
from photosearch.ui.main_window import MainWindow
from photosearch.ui.models.fit import Fit, Shares
from photosearch.ui.models.photo_list import PhotoItem, PhotoList
from photosearch.ui.overlays.rectangle import FIT
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.photo_grid import CAPTION, PhotoGrid
from tests.ui.test_main_window import idle

Open = Callable[..., MainWindow]

PATH, SIDE, GREY = "/p/0.jpg", 160, 120


def drawn(_path: str, side: int, _overlay: str, cropped: bool, _cells: bool) -> Rgb:
    """A photo twice as wide as high; cropped it is a square."""
    return np.full((side if cropped else side // 2, side, 3), GREY, np.uint8)


@pytest.fixture
def delegate(qtbot: QtBot) -> PhotoDelegate:
    grid = PhotoGrid()
    grid.set_side(SIDE)
    model = PhotoList(grid)
    model.set_items([PhotoItem(0, PATH)])
    grid.setModel(model)
    qtbot.addWidget(grid)
    thumbnails = Thumbnails(drawn, grid)
    for side in (SIDE, 2 * SIDE):
        for cropped in (False, True):
            qtbot.waitUntil(lambda s=side, c=cropped: thumbnails.get(PATH, s, cropped=c) is not None)
    thumbnails.close()
    return PhotoDelegate(grid, thumbnails)


def painted(delegate: PhotoDelegate, whole: Shares, cropped: Shares | None, ratio: int = 1) -> QImage:
    """A cell at the corner of a picture, with the place of a part drawn over it."""
    grid = delegate._grid
    grid.devicePixelRatioF = lambda: float(ratio)  # type: ignore[method-assign]
    delegate.fits = {PATH: Fit(Box(0, 0, 1, 1), whole, cropped)}
    image = QImage(QSize(SIDE, SIDE + CAPTION) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.rect = QRect(QPoint(0, 0), QSize(SIDE, SIDE + CAPTION))
    painter = QPainter(image)
    delegate.paint(painter, option, grid.model().index(0, 0))
    painter.end()
    return image


def line(image: QImage) -> tuple[int, int, int, int]:
    """First and last column, and row, of the outline's colour in device pixels."""
    at = [
        (x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y).rgb() == FIT.rgb()
    ]
    columns, rows = {x for x, _ in at}, {y for _, y in at}
    return min(columns), max(columns), min(rows), max(rows)


def test_the_outline_lies_just_inside_its_place(delegate: PhotoDelegate) -> None:
    # The photo is 160 x 80 from row 40 on; the place takes columns 40 to 119 and rows 60 to 99.
    image = painted(delegate, (0.25, 0.25, 0.5, 0.5), None)
    assert line(image) == (41, 118, 61, 98)
    assert image.pixelColor(80, 80) == QColor(GREY, GREY, GREY)  # nothing lies over what is shown
    assert image.pixelColor(39, 80) == QColor(GREY, GREY, GREY)
    assert image.pixelColor(40, 80).lightness() < GREY  # the dark casing


def test_on_a_dense_screen_it_lies_there_too_and_is_as_thick(delegate: PhotoDelegate) -> None:
    assert line(painted(delegate, (0.25, 0.25, 0.5, 0.5), None, ratio=2)) == (82, 237, 122, 197)


def test_a_cropped_photo_shows_where_it_is_in_the_crop(delegate: PhotoDelegate) -> None:
    delegate.cropped = True  # the square takes up the cell
    assert line(painted(delegate, (0.25, 0.25, 0.5, 0.5), (0.0, 0.5, 0.25, 0.5))) == (1, 38, 81, 158)
    without = painted(delegate, (0.25, 0.25, 0.5, 0.5), None)
    assert without.pixelColor(80, 80) == without.pixelColor(41, 61) == QColor(GREY, GREY, GREY)


def pictures(window: MainWindow) -> QImage:
    """Return the first row of the grid as it is painted now."""
    viewport = window.views.grid.viewport()
    return viewport.grab().toImage().copy(0, 0, viewport.width(), window.views.grid.side)


def settled(window: MainWindow, qtbot: QtBot) -> QImage:
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
    plain = settled(window, qtbot)
    middle = window.views.grid.visualRect(window.grid.model.index(0, 0)).center()
    assert plain.pixelColor(middle) != plain.pixelColor(1, 1)
    tinted = []
    for overlay in ("heat", "mask", "cam"):
        window.overlays.choose(overlay)
        assert pictures(window) == plain  # until the colours are there, the photos stay
        tinted.append(settled(window, qtbot))
        assert tinted[-1] != plain
        window.overlays.choose("")
        assert pictures(window) == plain
    window.overlays.choose("heat")
    assert pictures(window) == tinted[0]  # at once


def test_overlays_are_as_strong_as_chosen_in_the_grid_too(open_window: Open, indexed: Path, qtbot: QtBot) -> None:
    window = open_window()
    idle(window, qtbot)
    plain = settled(window, qtbot)
    window.overlays.choose("heat")
    strong = settled(window, qtbot)
    window.overlays.set_opacity(0.5)
    weak = pictures(window)
    place = window.views.grid.visualRect(window.grid.model.index(0, 0)).center()

    def distance(one: QColor, other: QColor) -> int:
        return sum(abs(a - b) for a, b in zip(one.getRgb(), other.getRgb(), strict=True))

    far, near = (distance(image.pixelColor(place), plain.pixelColor(place)) for image in (strong, weak))
    assert 0.3 * far < near < 0.7 * far
    window.overlays.set_opacity(0)
    assert pictures(window) == plain
