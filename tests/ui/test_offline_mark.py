from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from photosearch.ui.overlays.offline_mark import INSET, SIZE, paint_offline

WHITE, PHOTO = QColor("white"), QRect(10, 20, 100, 80)


def painted(ratio: int, ground: QColor = WHITE) -> QImage:
    image = QImage(QSize(120, 110) * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(ground)
    painter = QPainter(image)
    paint_offline(painter, PHOTO)
    painter.end()
    return image


def test_the_mark_lies_in_the_upper_right_corner_and_nowhere_else(qtbot: QtBot) -> None:
    for ratio in (1, 2):
        image = painted(ratio)
        at = [(x, y) for y in range(image.height()) for x in range(image.width()) if image.pixelColor(x, y) != WHITE]
        left, top = 110 - INSET - SIZE, 20 + INSET
        assert min(x for x, _ in at) // ratio in (left - 1, left)
        assert max(x for x, _ in at) // ratio in (left + SIZE - 1, left + SIZE)
        assert min(y for _, y in at) // ratio in (top - 1, top)
        assert max(y for _, y in at) // ratio in (top + SIZE - 1, top + SIZE)


def test_it_is_legible_on_white_and_on_black(qtbot: QtBot) -> None:
    for ground in (WHITE, QColor("black")):
        image = painted(1, ground)
        shades = {
            image.pixelColor(x, y).lightness()
            for x in range(110 - INSET - SIZE, 110 - INSET)
            for y in range(20 + INSET, 20 + INSET + SIZE)
        }
        assert min(shades) < 80
        assert max(shades) > 220
