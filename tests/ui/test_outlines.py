import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter

from photosearch.services.sights import REGION_COLOURS, Region
from photosearch.ui.overlays.outlines import paint_lit, polygon, region_at

PLACE = QRectF(10, 20, 200, 100)


def square(top: int, left: int, bottom: int, right: int, colour: int) -> Region:
    corners = np.array([[top, left], [top, right], [bottom, right], [bottom, left]], np.int32)
    return Region(corners, str(colour + 1), colour)


def test_an_outline_lies_where_its_photo_lies() -> None:
    whole = polygon(square(0, 0, 50, 100, 0), (51, 101), PLACE)
    assert whole.boundingRect() == PLACE


def test_of_several_parts_under_the_mouse_the_smallest_is_meant() -> None:
    large, small = square(0, 0, 50, 100, 0), square(20, 40, 30, 60, 1)
    for regions in ((large, small), (small, large)):
        assert region_at(regions, (51, 101), PLACE, QPointF(110, 70)) is small
        assert region_at(regions, (51, 101), PLACE, QPointF(20, 30)) is large
        assert region_at(regions, (51, 101), PLACE, QPointF(5, 5)) is None
    assert region_at((), (51, 101), PLACE, QPointF(110, 70)) is None


def test_a_lit_part_has_its_colour_and_the_rest_is_dimmed(qapp: object) -> None:
    image = QImage(220, 140, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    paint_lit(painter, square(10, 20, 40, 80, 1), (51, 101), PLACE)
    painter.end()
    assert image.pixelColor(5, 5).red() == 255  # not the photo
    assert image.pixelColor(20, 25).red() < 200
    assert image.pixelColor(60, 50).red() == 255  # inside, beside the label
    edge = image.pixelColor(50, 70)
    assert (edge.red(), edge.green(), edge.blue()) == REGION_COLOURS[1]
