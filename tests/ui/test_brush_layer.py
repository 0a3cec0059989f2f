from collections.abc import Iterable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from photosearch.services.drawn_mask import DrawnMask, enclosed, raster, stroke
from photosearch.ui.views.brush_layer import BrushLayer, BrushTip
from photosearch.ui.views.brush_strip import BrushChoices, BrushStrip
from photosearch.ui.views.photo_view import PhotoView

Cells = tuple[float, float]
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, SHIFT, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
SHAPE = raster((300, 400))


def drag(layer: BrushLayer, places: Iterable[Cells], button: Qt.MouseButton = LEFT, keys=NONE) -> None:
    first, *others = [layer.on_screen(place).toPoint() for place in places]
    QTest.mousePress(layer, button, keys, first)
    for point in others:
        QTest.mouseMove(layer, point)
    QTest.mouseRelease(layer, button, keys, (others or [first])[-1])


def key(layer: BrushLayer, pressed: Qt.Key, keys: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(layer, pressed, keys)


def wheel(layer: BrushLayer, notches: int, keys: Qt.KeyboardModifier = NONE) -> bool:
    at = QPointF(layer.width() / 2, layer.height() / 2)
    turned = QPoint(0, 120 * notches)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, layer.mapToGlobal(at), QPoint(), turned, Qt.MouseButton.NoButton, keys, phase, False)
    QApplication.sendEvent(layer, event)
    return event.isAccepted()


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_image(QImage(800, 600, QImage.Format.Format_RGB888))
    return view


@pytest.fixture
def tip() -> BrushTip:
    return BrushTip(radius=4.0)


@pytest.fixture
def drawn() -> DrawnMask:
    automatic = np.zeros(SHAPE, bool)
    automatic[30:60, 30:60] = True
    return DrawnMask(automatic, automatic)


@pytest.fixture
def layer(view: PhotoView, tip: BrushTip, drawn: DrawnMask) -> BrushLayer:
    layer = BrushLayer(view, tip)
    layer.take(drawn)
    view.show()
    view.resize(401, 300)
    view.resize(400, 300)
    return layer


@pytest.mark.parametrize(
    ("zoom", "centre"), [(1.0, (0.5, 0.5)), (2.0, (0.3, 0.6)), (4.0, (0.75, 0.25)), (8.0, (0.9, 0.9))]
)
def test_a_drag_paints_what_is_under_the_cursor_at_every_zoom(
    view: PhotoView, layer: BrushLayer, drawn: DrawnMask, zoom: float, centre: Cells
) -> None:
    view.set_zoom(zoom, QPointF(*centre))
    start, end, place = QPoint(120, 100), QPoint(260, 180), view.place()
    drag(layer, [_cells(view, start), _cells(view, end)])
    before = np.zeros(SHAPE, bool)
    before[30:60, 30:60] = True
    assert np.array_equal(drawn.mask, before | stroke(SHAPE, _cells(view, start), _cells(view, end), 4.0))
    # What the photo shows under the cursor is in, counted from the photo's own corner.
    row, column = (int((end.y() - place.y()) / place.height() * 96), int((end.x() - place.x()) / place.width() * 128))
    assert drawn.mask[row, column]


def _cells(view: PhotoView, point: QPoint) -> Cells:
    place = view.place()
    return (point.y() - place.y()) / place.height() * 96, (point.x() - place.x()) / place.width() * 128


@pytest.mark.parametrize(("button", "keys"), [(RIGHT, NONE), (LEFT, SHIFT), (LEFT, ALT)])
def test_the_right_button_shift_and_alt_paint_out(
    layer: BrushLayer, drawn: DrawnMask, button: Qt.MouseButton, keys: Qt.KeyboardModifier
) -> None:
    drag(layer, [(45.0, 20.0), (45.0, 70.0)], button, keys)
    assert not drawn.mask[43:47].any()
    assert drawn.mask[30:40, 30:60].all()


def test_take_away_turns_the_buttons_around(layer: BrushLayer, drawn: DrawnMask, tip: BrushTip) -> None:
    tip.inside = False
    drag(layer, [(45.0, 20.0), (45.0, 70.0)])
    assert not drawn.mask[43:47].any()
    drag(layer, [(80.0, 100.0)], RIGHT)
    assert drawn.mask[80, 100]


def test_a_lasso_is_filled_and_the_first_replaces(layer: BrushLayer, drawn: DrawnMask, tip: BrushTip) -> None:
    tip.lasso = True
    line = [(12.0, 70.0), (12.0, 110.0), (48.0, 110.0), (48.0, 70.0)]
    drag(layer, line)
    assert np.array_equal(drawn.mask, enclosed(SHAPE, line))
    drag(layer, [(20.0, 80.0), (20.0, 90.0), (30.0, 90.0), (30.0, 80.0)], RIGHT)
    assert not drawn.mask[21:29, 81:89].any()
    key(layer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, 2)
    assert drawn.mask[30:60, 30:60].all()
    assert drawn.untouched


def test_the_keyboard_alone_paints_in_and_out_takes_back_and_asks_to_search(
    layer: BrushLayer, drawn: DrawnMask, qtbot: QtBot
) -> None:
    key(layer, Qt.Key.Key_Right, times=20)
    key(layer, Qt.Key.Key_Down, times=2)
    key(layer, Qt.Key.Key_Up, SHIFT)
    key(layer, Qt.Key.Key_Space)
    before = np.zeros(SHAPE, bool)
    before[30:60, 30:60] = True
    assert np.array_equal(drawn.mask, before | stroke(SHAPE, (51.0, 104.0), (51.0, 104.0), 4.0))
    key(layer, Qt.Key.Key_Delete)
    assert np.array_equal(drawn.mask, before)
    key(layer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drawn.mask[51, 104]
    with qtbot.waitSignal(layer.searched):
        key(layer, Qt.Key.Key_Return)


def test_the_circle_stays_on_the_photo(layer: BrushLayer, drawn: DrawnMask) -> None:
    key(layer, Qt.Key.Key_Left, times=60)
    key(layer, Qt.Key.Key_Up, times=60)
    key(layer, Qt.Key.Key_Space)
    assert drawn.mask[0, 0]


def test_wheel_and_brackets_change_the_size_within_bounds_and_ctrl_is_left_to_the_photo(
    layer: BrushLayer, tip: BrushTip
) -> None:
    assert wheel(layer, 1)
    assert tip.radius == pytest.approx(5.0)
    key(layer, Qt.Key.Key_BracketLeft)
    assert tip.radius == pytest.approx(4.0)
    key(layer, Qt.Key.Key_BracketLeft, times=50)
    assert tip.radius == 1.0
    key(layer, Qt.Key.Key_BracketRight, times=50)
    assert tip.radius == 64.0
    assert not wheel(layer, -1, Qt.KeyboardModifier.ControlModifier)
    assert tip.radius == 64.0


def test_escape_breaks_off_a_stroke_under_way(layer: BrushLayer, drawn: DrawnMask) -> None:
    first = drawn.mask
    QTest.mousePress(layer, LEFT, NONE, QPoint(20, 20))
    QTest.mouseMove(layer, QPoint(200, 20))
    assert drawn.mask is not first
    key(layer, Qt.Key.Key_Escape)
    assert drawn.mask is first
    QTest.mouseRelease(layer, LEFT, NONE, QPoint(200, 20))
    assert drawn.mask is first


def test_not_in_hand_mouse_and_keyboard_are_the_photos(view: PhotoView, layer: BrushLayer, drawn: DrawnMask) -> None:
    layer.take(None)
    assert view.childAt(QPoint(100, 100)) is None
    assert layer.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_what_is_out_is_dimmed_and_what_is_searched_for_is_outlined(view: PhotoView, layer: BrushLayer) -> None:
    picture = QImage(800, 600, QImage.Format.Format_RGB888)
    picture.fill(0xFFC8C8C8)
    view.set_image(picture)

    inside, outside = (layer.on_screen(at).toPoint() for at in ((45.0, 45.0), (10.0, 100.0)))

    def grey(point: QPoint) -> int:
        return view.grab().toImage().pixelColor(point).red()

    assert (grey(inside), grey(outside)) == (200, 70)  # 35 %, as under the overlay of a mask
    layer.take(None)
    assert (grey(inside), grey(outside)) == (200, 200)
    mask = np.zeros(SHAPE, bool)
    mask[:, 64:] = True
    layer.show_part(mask)
    assert (grey(inside), grey(outside)) == (200, 200)
    edge = view.grab().toImage().copy(190, 150, 20, 1)
    assert min(edge.pixelColor(x, 0).red() for x in range(20)) < 80
    assert max(edge.pixelColor(x, 0).red() for x in range(20)) > 230


def test_keys_that_no_button_of_the_strip_takes_are_the_layers(
    layer: BrushLayer, drawn: DrawnMask, tip: BrushTip, qtbot: QtBot
) -> None:
    choices = BrushChoices(tip, layer)
    strip = BrushStrip(choices, layer)
    qtbot.addWidget(strip)
    strip.show()
    away = next(b for b in strip.findChildren(QToolButton) if b.text() == "Take away")
    assert away.toolTip()
    tip.radius = 20.0
    away.setFocus()
    QTest.keyClick(away, Qt.Key.Key_Space)
    assert not tip.inside
    assert drawn.untouched
    QTest.keyClick(away, Qt.Key.Key_Delete)
    assert not drawn.untouched
    QTest.keyClick(away, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert drawn.untouched
