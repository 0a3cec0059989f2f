import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from photosearch.ui.views.photo_view import LARGEST, PhotoView


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    image = QImage(800, 400, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    view.set_image(image)
    view.show()
    return view


def wheel(view: PhotoView, at: QPointF, steps: int) -> None:
    event = QWheelEvent(
        at,
        QPointF(view.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def test_a_photo_is_fitted_whole_and_centred(view: PhotoView) -> None:
    place = view.place()
    assert (place.width(), place.height()) == (400, 200)
    assert place.center() == QPointF(200, 150)


def test_a_small_photo_is_not_enlarged(view: PhotoView) -> None:
    view.set_image(QImage(40, 20, QImage.Format.Format_RGB888))
    assert (view.place().width(), view.place().height()) == (40, 20)


def test_the_wheel_zooms_around_the_pointer_within_limits(view: PhotoView) -> None:
    at = QPointF(100, 120)
    before = view.place()
    share = (at.x() - before.x()) / before.width()
    wheel(view, at, 1)
    after = view.place()
    assert view.zoom > 1
    assert abs((at.x() - after.x()) / after.width() - share) < 0.01
    for _ in range(40):
        wheel(view, at, 1)
    assert view.zoom == LARGEST
    for _ in range(80):
        wheel(view, at, -1)
    assert view.zoom == 1.0
    assert view.place() == before


def test_dragging_pans_a_zoomed_photo_and_never_beyond_its_edge(view: PhotoView) -> None:
    view.set_zoom(2, QPointF(0.5, 0.5))
    left = view.place().left()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
    QTest.mouseMove(view, QPoint(260, 150))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(260, 150))
    assert view.place().left() > left
    view.set_zoom(2, QPointF(-5, -5))
    assert view.place().left() == 0


def test_words_and_nothing_at_all_can_be_shown(view: PhotoView) -> None:
    view.set_words("Drop a picture here")
    assert view.place().isEmpty()
    assert not view.grab().isNull()
