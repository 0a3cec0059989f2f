import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photosearch.types import Box
from photosearch.ui.views.box_layer import BoxLayer
from photosearch.ui.views.part_strip import GAP, PartStrip
from photosearch.ui.views.photo_view import PhotoView


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_image(QImage(800, 600, QImage.Format.Format_RGB888))
    view.show()
    return view


def strip_at(view: PhotoView, box: Box) -> tuple[PartStrip, BoxLayer]:
    layer = BoxLayer(view)
    layer.set_photo((600, 800))
    layer.show_box(box)
    strip = PartStrip(view, layer)
    strip.offer(marks=True)
    return strip, layer


def test_the_strip_lies_under_its_rectangle_where_there_is_room_else_over_or_in_it(view: PhotoView) -> None:
    strip, layer = strip_at(view, Box(100, 300, 200, 500))  # rows 50 to 100 of the screen
    assert strip.y() == 100 + GAP
    assert abs(strip.geometry().center().x() - 200) <= 1
    layer.show_box(Box(400, 300, 580, 500))
    strip.offer(marks=True)
    assert strip.geometry().bottom() + 1 == 200 - GAP
    layer.show_box(Box(0, 0, 600, 40))
    strip.offer(marks=True)
    assert QRect(0, 0, 400, 300).contains(strip.geometry())
    assert strip.x() == 0


def test_the_strip_follows_its_rectangle_while_the_photo_is_zoomed(view: PhotoView, qtbot: QtBot) -> None:
    strip, layer = strip_at(view, Box(100, 300, 200, 500))
    view.set_zoom(2, QPointF(0.5, 0.25))
    qtbot.waitUntil(lambda: strip.y() == round(layer.on_screen(Box(100, 300, 200, 500)).bottom() + GAP))
    assert strip.y() == 200 + GAP
