from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.patches import find_patches, lighting
from photosearch.services.query import Spot
from photosearch.ui.main_window import MainWindow
from photosearch.ui.views.photo_view import PhotoView
from photosearch.ui.views.spot_layer import SpotLayer
from tests.drawing import FAKE, draw, finish
from tests.ui.test_main_window import idle
from tests.ui.test_parts import Open, shown

SIZE = (600, 800)
"""(height, width) of the photo at full size; it is shown from 400 x 300 pixels of a view."""
GRID = (12, 20)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot: QtBot) -> PhotoView:
    view = PhotoView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_image(QImage(800, 600, QImage.Format.Format_RGB888))
    return view


@pytest.fixture
def layer(view: PhotoView) -> SpotLayer:
    layer = SpotLayer(view)
    layer.set_photo(SIZE)
    layer.set_mode(True)
    layer.set_grid(GRID)
    view.show()
    view.resize(401, 300)
    view.resize(400, 300)
    return layer


def pointed(layer: SpotLayer) -> list[Spot]:
    found: list[Spot] = []
    layer.pointed.connect(found.append)
    return found


def taken(layer: SpotLayer) -> list[int]:
    found: list[int] = []
    layer.taken.connect(found.append)
    return found


def test_a_click_points_at_the_pixel_under_it_whatever_the_zoom(view: PhotoView, layer: SpotLayer) -> None:
    found = pointed(layer)
    QTest.mouseClick(layer, LEFT, pos=QPoint(100, 50))
    view.set_zoom(4, QPointF(0.75, 0.25))
    QTest.mouseClick(layer, LEFT, pos=QPoint(200, 150))  # the middle of the view is the centre of the zoom
    assert found == [Spot(100, 200), Spot(150, 600)]
    assert (layer.on_screen(Spot(150, 600)) - QPointF(201, 151)).manhattanLength() < 0.1


def test_shift_and_the_right_button_point_at_what_is_unwanted(layer: SpotLayer) -> None:
    found = pointed(layer)
    QTest.mouseClick(layer, RIGHT, pos=QPoint(100, 50))
    QTest.mouseClick(layer, LEFT, SHIFT, QPoint(100, 100))
    assert found == [Spot(100, 200, wanted=False), Spot(200, 200, wanted=False)]


def test_a_drag_and_a_click_beside_the_photo_point_at_nothing(view: PhotoView, layer: SpotLayer) -> None:
    found = pointed(layer)
    QTest.mousePress(layer, LEFT, pos=QPoint(100, 50))
    QTest.mouseRelease(layer, LEFT, pos=QPoint(140, 50))
    view.resize(400, 500)  # bars above and below
    QTest.mouseClick(layer, LEFT, pos=QPoint(200, 50))
    assert found == []


def test_a_click_on_a_ring_takes_it_away_the_newer_of_two(layer: SpotLayer) -> None:
    found, gone = pointed(layer), taken(layer)
    layer.show_spots((Spot(100, 200), Spot(110, 200, wanted=False), Spot(400, 600)))
    QTest.mouseClick(layer, LEFT, pos=QPoint(104, 56))
    QTest.mouseClick(layer, RIGHT, pos=QPoint(300, 200))
    assert gone == [1, 2]
    assert found == []


def test_a_patch_is_outlined_around_the_cell_that_was_pointed_at_inside_the_photo(
    view: PhotoView, layer: SpotLayer
) -> None:
    # A cell has 50 rows and 40 columns of pixels, and half of that on the screen.
    assert layer.patch_on_screen(Spot(149, 200)) == QRectF(80, 25, 60, 75)
    assert layer.patch_on_screen(Spot(0, 799)) == QRectF(360, 0, 40, 50)
    view.set_zoom(2, QPointF(0, 0))
    assert layer.patch_on_screen(Spot(149, 200)) == QRectF(160, 50, 120, 150)
    layer.set_grid(None)
    assert layer.patch_on_screen(Spot(149, 200)) is None


def test_the_keyboard_alone_moves_a_cross_cell_by_cell_adds_and_takes_away(layer: SpotLayer) -> None:
    found, gone = pointed(layer), taken(layer)
    QTest.keyClick(layer, Qt.Key.Key_Return)
    QTest.keyClick(layer, Qt.Key.Key_Up)
    QTest.keyClick(layer, Qt.Key.Key_Right)
    QTest.keyClick(layer, Qt.Key.Key_Space)
    QTest.keyClick(layer, Qt.Key.Key_Return, SHIFT)
    for _ in range(30):
        QTest.keyClick(layer, Qt.Key.Key_Left)
        QTest.keyClick(layer, Qt.Key.Key_Down)
    QTest.keyClick(layer, Qt.Key.Key_Enter)
    assert found == [Spot(300, 400), Spot(250, 440), Spot(250, 440, wanted=False), Spot(599, 0)]
    QTest.keyClick(layer, Qt.Key.Key_Delete)
    assert gone == []  # there is none yet
    layer.show_spots((Spot(1, 1), Spot(2, 2)))
    QTest.keyClick(layer, Qt.Key.Key_Delete)
    assert gone == [1]


def test_wanted_and_unwanted_rings_are_seen_in_their_colours(view: PhotoView, layer: SpotLayer) -> None:
    def seen(colour: str) -> int:
        image, wanted = view.grab().toImage(), QColor(colour).rgb()
        return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))

    assert seen("#0072B2") == seen("#D55E00") == 0
    layer.show_spots((Spot(200, 200), Spot(400, 600, wanted=False)))
    assert seen("#0072B2") > 50
    assert seen("#D55E00") > 50


def test_outside_the_mode_mouse_and_keyboard_are_the_photos(view: PhotoView, layer: SpotLayer) -> None:
    layer.set_mode(False)
    assert view.childAt(QPoint(100, 100)) is None
    assert layer.focusPolicy() == Qt.FocusPolicy.NoFocus


@pytest.fixture
def scenes(tmp_path: Path) -> Path:
    """A dozen photos that are large enough to have many cells."""
    for number in range(12):
        draw(tmp_path / "scenes" / f"{number}.png", 300 + number, size=(320, 448))
    return tmp_path / "scenes"


def index(scenes: Path, *methods: str) -> None:
    with Library(scenes.parent / "library", str(FAKE)) as library:
        finish(add(library, [scenes], Cancel(), methods))


@pytest.fixture
def window(scenes: Path, open_window: Open, qtbot: QtBot) -> MainWindow:
    """A window that searches with a photo of a library that has learned words."""
    index(scenes, "blcf")
    return searching(scenes, open_window, qtbot)


def searching(scenes: Path, open_window: Open, qtbot: QtBot) -> MainWindow:
    window = open_window()
    qtbot.waitUntil(lambda: bool(window.method.mix.methods))
    with qtbot.waitSignal(window.search.answered):
        window.search.search(scenes / "3.png")
    settle(window, qtbot)
    return window


def settle(window: MainWindow, qtbot: QtBot) -> None:
    idle(window, qtbot)
    jobs = [f"{kind} {name}" for kind in ("cells", "sight") for name in (*window.asking.spots.layers, "query")]
    qtbot.waitUntil(lambda: not any(map(window.runner.is_running, jobs)), timeout=10_000)


def click(
    window: MainWindow,
    spot: Spot,
    qtbot: QtBot,
    view: str = "query picture",
    signal: Callable[[MainWindow], object] = lambda window: window.search.answered,
) -> None:
    layer = window.asking.spots.layers[view]
    with qtbot.waitSignal(signal(window)):
        QTest.mouseClick(layer, LEFT if spot.wanted else RIGHT, pos=layer.on_screen(spot).toPoint())
    settle(window, qtbot)


def expected(scenes: Path, name: str, *spots: Spot) -> tuple[list[tuple[str, float]], str]:
    with Library(scenes.parent / "library", str(FAKE)) as library:
        found = finish(find_patches(library, scenes / name, spots, 500, Cancel()))
    return [(Path(hit.path).name, hit.score) for hit in found.hits], lighting(found.words)


def spots_of(window: MainWindow) -> tuple[Spot, ...]:
    return window.search.question.spots


ONE, TWO, NOT = Spot(100, 120), Spot(240, 300), Spot(60, 380, wanted=False)


def near(found: tuple[Spot, ...], *meant: Spot) -> bool:
    """Whether spots are those that were meant, but for the pixels of the screen being larger than the photo's."""
    pairs = list(zip(found, meant, strict=True))
    close = all(max(abs(f.row - m.row), abs(f.column - m.column)) <= 3 for f, m in pairs)
    return close and all(f.wanted is m.wanted for f, m in pairs)


def test_clicks_find_what_find_patches_finds_and_taking_them_away_goes_back(
    window: MainWindow, scenes: Path, qtbot: QtBot
) -> None:
    whole, layer = shown(window), window.asking.spots.layers["query picture"]
    window.actions_by_name["detail"].trigger()
    assert window.asking.spots.active
    assert all(button.isChecked() for button in window.asking.spots.buttons)
    found = []
    for number, spot in enumerate((ONE, TWO, NOT), 1):
        click(window, spot, qtbot)
        found.append((spots_of(window), shown(window), window.overlays.text))
        assert layer.spots == spots_of(window)
        assert len(layer.spots) == number
        assert (shown(window), window.overlays.text) == expected(scenes, "3.png", *layer.spots)
        assert window.delegate.overlay == window.overlays.text
    assert near(spots_of(window), ONE, TWO, NOT)
    assert "these 2 details, but not the one crossed out" in window.views.strip.said.text()
    click(window, spots_of(window)[2], qtbot)  # on its ring
    assert (spots_of(window), shown(window), window.overlays.text) == found[1]
    window.views.query.whole_button.click()
    settle(window, qtbot)
    assert spots_of(window) == ()
    assert shown(window) == whole
    assert layer.spots == ()


def test_another_photo_that_is_pointed_at_becomes_the_query(window: MainWindow, scenes: Path, qtbot: QtBot) -> None:
    window.views.grid.setCurrentIndex(window.grid.model.index(4, 0))
    settle(window, qtbot)
    name = shown(window)[4][0]
    window.asking.spots.toggle()
    click(window, ONE, qtbot, "details")
    assert window.search.query == scenes / name
    assert near(spots_of(window), ONE)
    assert window.asking.spots.layers["query picture"].spots == spots_of(window)
    assert window.asking.spots.layers["details"].spots == spots_of(window)
    assert shown(window) == expected(scenes, name, *spots_of(window))[0]


def test_at_full_size_a_detail_of_the_query_stays_there_and_one_of_a_hit_brings_the_photos_back(
    window: MainWindow, scenes: Path, qtbot: QtBot
) -> None:
    window.views.grid.setCurrentIndex(window.grid.model.index(4, 0))
    name = shown(window)[4][0]
    window.open_full()
    qtbot.waitUntil(lambda: not any(map(window.runner.is_running, ("full hit", "full query", "details"))))
    window.views.compare.detail_button.click()
    click(window, ONE, qtbot, "full query")
    assert window.search.query == scenes / "3.png"
    assert window.views.is_full
    click(window, TWO, qtbot, "full hit")
    assert not window.views.is_full
    assert window.search.query == scenes / name
    assert near(spots_of(window), TWO)


def test_the_keyboard_alone_searches_and_nothing_goes_to_the_trash(
    window: MainWindow, scenes: Path, qtbot: QtBot
) -> None:
    window.activateWindow()
    window.views.grid.setCurrentIndex(window.grid.model.index(0, 0))
    settle(window, qtbot)
    window.actions_by_name["detail"].trigger()
    layer = window.asking.spots.layers["query picture"]
    qtbot.waitUntil(layer.hasFocus)
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Space)
    assert spots_of(window) == (Spot(160, 224),)
    settle(window, qtbot)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Left)
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, SHIFT)
    assert spots_of(window) == (Spot(160, 224), Spot(160, 208, wanted=False))
    with qtbot.waitSignal(window.search.answered):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Delete)
    settle(window, qtbot)
    assert spots_of(window) == (Spot(160, 224),)
    assert len(list(scenes.iterdir())) == 12
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Escape)
    assert not window.asking.spots.active
    assert spots_of(window) == (Spot(160, 224),)
    assert shown(window) == expected(scenes, "3.png", *spots_of(window))[0]


def test_history_goes_back_and_forth_with_rings_and_lit_places(window: MainWindow, scenes: Path, qtbot: QtBot) -> None:
    layer = window.asking.spots.layers["query picture"]
    window.overlays.choose("heat")
    window.asking.spots.toggle()
    seen = []
    for spot in (ONE, TWO):
        click(window, spot, qtbot)
        seen.append((layer.spots, window.overlays.text, shown(window)))
    for action, step in (("step_back", 0), ("step_back", None), ("step_forth", 0), ("step_forth", 1)):
        with qtbot.waitSignal(window.search.answered):
            window.actions_by_name[action].trigger()
        settle(window, qtbot)
        if step is None:
            assert (layer.spots, window.overlays.text) == ((), "heat")
        else:
            assert (layer.spots, window.overlays.text, shown(window)) == seen[step]
    rows = [window.views.history.steps.item(row).text() for row in range(3)]
    assert rows[:2] == ["3.png, details of it: 2", "3.png, details of it: 1"]


def test_the_person_s_overlay_comes_back_unless_another_was_chosen_meanwhile(
    window: MainWindow, scenes: Path, qtbot: QtBot
) -> None:
    combo = window.views.bar.overlay
    offered = combo.count()
    window.overlays.choose("mask")
    window.asking.spots.toggle()
    click(window, ONE, qtbot)
    assert combo.currentText() == "Details searched for"
    assert combo.count() == offered + 1
    assert "pointed at" in window.views.details.legend.text()
    qtbot.waitUntil(lambda: window.views.query.view._tint is not None)
    window.search.set_region(None)
    settle(window, qtbot)
    assert (window.overlays.text, combo.currentData(), combo.count()) == ("mask", "mask", offered)
    click(window, ONE, qtbot)
    window.overlays.choose("heat")
    click(window, TWO, qtbot)
    assert (window.overlays.text, combo.currentData()) == ("heat", "heat")
    combo.activated.emit(combo.count() - 1)  # back to what is lit, of both details
    assert window.overlays.text == expected(scenes, "3.png", *spots_of(window))[1]
    window.overlays.choose("heat")
    window.search.show_library()
    settle(window, qtbot)
    assert (window.overlays.text, combo.currentData(), combo.count()) == ("heat", "heat", offered)


def test_a_library_without_words_is_offered_to_make_them_and_the_search_goes_on(
    scenes: Path, open_window: Open, qtbot: QtBot
) -> None:
    index(scenes)
    window = searching(scenes, open_window, qtbot)
    window.asking.spots.toggle()
    click(window, ONE, qtbot, signal=lambda window: window.search.failed)
    empty = window.views.empty
    assert window.views.middle.currentWidget() is empty
    assert "Words of texture" in empty._sentence.text()
    assert "12" in empty._sentence.text()
    qtbot.waitUntil(lambda: "takes about" in empty._hint.text())
    with qtbot.waitSignal(window.search.answered, timeout=20_000):
        empty._button.click()
    settle(window, qtbot)
    assert (shown(window), window.overlays.text) == expected(scenes, "3.png", *spots_of(window))
    assert window.asking.spots.layers["query picture"].has_grid


def test_what_is_unwanted_alone_is_not_enough_and_is_said(window: MainWindow, qtbot: QtBot) -> None:
    window.asking.spots.toggle()
    click(window, NOT, qtbot, signal=lambda window: window.search.failed)
    assert "Nothing is wanted yet" in window.views.empty._sentence.text()
    click(window, ONE, qtbot)
    assert window.views.middle.currentWidget() is window.views.grid
    assert near(spots_of(window), NOT, ONE)


def test_one_tool_at_a_time_and_none_without_a_photo(open_window: Open, window: MainWindow, qtbot: QtBot) -> None:
    window.asking.parts.toggle()
    window.asking.spots.toggle()
    assert not window.asking.parts.active
    window.asking.parts.toggle()
    assert not window.asking.spots.active
    empty = open_window()
    empty.actions_by_name["detail"].trigger()
    assert not empty.asking.spots.active
    assert "first" in empty.views.strip.said.text()
