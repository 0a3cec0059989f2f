import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from photosearch.ui.views.photo_layer import PhotoLayer
from photosearch.ui.views.photo_view import PhotoView


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(300, 200)
    return view


def test_a_layer_is_as_large_as_its_view_at_any_time(view: PhotoView) -> None:
    layer = PhotoLayer(view)
    view.show()
    assert layer.geometry() == view.rect()
    view.resize(120, 330)
    assert layer.geometry() == view.rect()


def test_mouse_and_keyboard_are_the_photos_until_they_are_taken(view: PhotoView) -> None:
    layer = PhotoLayer(view)
    view.show()
    assert view.childAt(QPoint(9, 9)) is None
    assert layer.focusPolicy() == Qt.FocusPolicy.NoFocus
    layer.take_mouse(taken=True)
    assert view.childAt(QPoint(9, 9)) is layer
    assert layer.focusPolicy() == Qt.FocusPolicy.StrongFocus
    layer.take_mouse(taken=True, keyboard=False)
    assert layer.focusPolicy() == Qt.FocusPolicy.ClickFocus


def test_there_is_a_photo_as_soon_as_the_view_shows_one(view: PhotoView) -> None:
    layer = PhotoLayer(view)
    assert not layer.has_photo
    view.set_image(QImage(40, 30, QImage.Format.Format_RGB888))
    assert layer.has_photo
