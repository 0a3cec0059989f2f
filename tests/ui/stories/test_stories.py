import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.jobs import Cancel
from photosearch.services.ingest import add
from photosearch.services.library import Library
from photosearch.services.status import status
from photosearch.ui.dialogs.settings_window import SettingsWindow
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import apply_theme
from tests.drawing import draw, finish
from tests.ui.stories.conftest import PICTURES, ROOT

Show = Callable[..., MainWindow]
Shot = Callable[..., None]
PATIENCE = 60_000


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not window.runner.is_running("photos") and not window.runner.is_running("index"), timeout=PATIENCE
    )
    qtbot.wait(100)


def names(window: MainWindow) -> list[str]:
    return [Path(item.path).name for item in window.grid.model.items]


def search(window: MainWindow, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.search.search(path)
    idle(window, qtbot)


def test_first_start_says_what_to_do(show: Show, picture: Shot, tmp_path: Path) -> None:
    window = show(tmp_path / "library")
    assert window.views.middle.currentWidget() is window.views.empty
    picture(window)
    assert not (tmp_path / "library" / "photos.sqlite").exists()


def test_a_folder_is_added_and_its_photos_appear_while_it_is_indexed(
    show: Show, picture: Shot, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = show(tmp_path / "library")
    window.indexing.add_folders([samples])
    qtbot.waitUntil(
        lambda: window.views.strip.bar.isVisible() and "photos/s" in window.views.strip.text.text(), timeout=PATIENCE
    )
    picture(window, "_under_way")
    idle(window, qtbot)
    qtbot.waitUntil(lambda: window.views.folders.list.count() == 1)
    assert len(names(window)) == len(list(samples.iterdir()))
    assert not window.views.strip.bar.isVisible()
    picture(window, "_done")


def test_a_picture_is_dropped_and_a_folder_too(
    show: Show, picture: Shot, made: Path, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    outside = tmp_path / "outside.png"
    shutil.copy(samples / "coffee.jpg", outside)
    library = tmp_path / "library"
    shutil.copytree(made, library)
    window = show(library)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(outside))])
    at, copy, left, none = (
        QPointF(600, 400),
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entered = QDragEnterEvent(at.toPoint(), copy, data, left, none)
    QApplication.sendEvent(window, entered)
    assert entered.isAccepted()
    assert "search with this picture" in window.drop_zone.words
    picture(window, "_hovering")
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        QApplication.sendEvent(window, QDropEvent(at, copy, data, left, none))
    idle(window, qtbot)
    assert window.search.query == outside
    assert names(window)[0].startswith("coffee")
    picture(window)
    more = tmp_path / "More"
    more.mkdir()
    shutil.copy(samples / "rocket.jpg", more / "another rocket.jpg")
    data.setUrls([QUrl.fromLocalFile(str(more))])
    QApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), copy, data, left, none))
    assert "add the folder" in window.drop_zone.words
    QApplication.sendEvent(window, QDropEvent(at, copy, data, left, none))
    idle(window, qtbot)
    assert "indexed" in window.views.strip.text.text()
    assert status(window.library).counts.photos == len(list(samples.iterdir())) + 1


def test_an_address_of_the_network_is_never_fetched(show: Show, made: Path, qtbot: QtBot) -> None:
    window = show(made)
    data = QMimeData()
    data.setUrls([QUrl("http://127.0.0.1:9/photo.jpg")])
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    QApplication.sendEvent(window, event)
    assert not event.isAccepted()
    assert window.search.query is None


def test_a_copied_picture_is_pasted(
    show: Show, picture: Shot, made: Path, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    from PIL import Image

    Image.open(samples / "rocket.jpg").save(tmp_path / "copied.png")
    window = show(made)
    with (tmp_path / "copied.png").open("rb") as data:
        subprocess.run(["xclip", "-selection", "clipboard", "-t", "image/png"], stdin=data, check=True)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.clipboard().mimeData().hasImage(), timeout=PATIENCE)  # xclip takes its time
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        window.actions_by_name["paste"].trigger()
    idle(window, qtbot)
    assert names(window)[0].startswith("rocket")
    picture(window)


def test_similar_photos_of_a_photo_in_the_grid_are_found(show: Show, picture: Shot, made: Path, qtbot: QtBot) -> None:
    window = show(made)
    row = names(window).index("chelsea.jpg")
    window.views.grid.setCurrentIndex(window.grid.model.index(row, 0))
    with qtbot.waitSignal(window.search.answered, timeout=PATIENCE):
        QTest.keyClick(window.views.grid, Qt.Key.Key_F)
    idle(window, qtbot)
    assert names(window)[0] == "chelsea.jpg"
    assert set(names(window)[1:5]) == {f"chelsea-{kind}.jpg" for kind in ("mirrored", "cropped", "darker", "small")}
    picture(window)


def test_overlays_lie_over_query_grid_and_details_and_at_full_size(
    show: Show, picture: Shot, made: Path, samples: Path, qtbot: QtBot
) -> None:
    window = show(made)
    search(window, samples / "chelsea.jpg", qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(1, 0))
    for key, name in ((Qt.Key.Key_1, "mask"), (Qt.Key.Key_2, "component"), (Qt.Key.Key_3, "heat")):
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert window.overlays.current == window.delegate.overlay == window.views.bar.overlay.currentData() == name
        picture(window, f"_{name}")
    for view in (window.views.query.view, window.views.details.view):
        assert view._tint is not None
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert window.views.is_full
    qtbot.waitUntil(lambda: window.views.compare.hit._tint is not None, timeout=PATIENCE)
    picture(window, "_full_size")
    before = window.views.compare.caption.text()
    QTest.keyClick(window.views.compare, Qt.Key.Key_Right)
    assert window.views.compare.caption.text() != before
    QTest.keyClick(window.views.compare, Qt.Key.Key_Escape)
    assert not window.views.is_full
    QTest.keyClick(window, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert window.views.query.view._tint is None


def test_indexing_is_paused_stopped_closed_and_taken_up_again(
    show: Show, picture: Shot, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = show(tmp_path / "library")
    window.library.workers = 1
    window.indexing.add_folders([samples])
    qtbot.waitUntil(lambda: "photos/s" in window.views.strip.text.text(), timeout=PATIENCE)
    window.views.strip.pause_button.click()
    qtbot.wait(300)
    paused = window.views.strip.text.text()
    qtbot.wait(500)
    assert paused.startswith("Paused")
    assert window.views.strip.text.text() == paused
    picture(window, "_paused")
    window.views.strip.pause_button.click()
    window.views.strip.stop_button.click()
    idle(window, qtbot)
    done = status(window.library).counts.indexed
    assert 0 < done < len(list(samples.iterdir()))
    assert "Stopped" in window.views.strip.text.text()
    picture(window, "_stopped")
    window.indexing.rescan()
    qtbot.wait(400)
    window.close()
    kept = status(Library(tmp_path / "library")).counts.indexed
    assert kept >= done
    again = show(tmp_path / "library")
    again.indexing.rescan()
    idle(again, qtbot)
    assert status(again.library).counts.indexed == len(list(samples.iterdir()))


def test_a_photo_goes_to_the_trash_and_comes_back(
    show: Show, picture: Shot, samples: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "Photos"
    folder.mkdir()
    for name in ("coffee.jpg", "rocket.jpg", "china.jpg"):
        shutil.copy(samples / name, folder)
    window = show(tmp_path / "library")
    window.indexing.add_folders([folder])
    idle(window, qtbot)
    qtbot.waitUntil(lambda: len(names(window)) == 3, timeout=PATIENCE)
    window.views.grid.setCurrentIndex(window.grid.model.index(names(window).index("rocket.jpg"), 0))
    QTest.keyClick(window.views.grid, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=PATIENCE)
    assert not (folder / "rocket.jpg").exists()
    idle(window, qtbot)
    assert "Undo with Ctrl+Z" in window.views.strip.said.text()  # still, though the folder was looked through
    assert window.views.strip.said.isVisible()
    picture(window, "_gone")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(names(window)) == 3, timeout=PATIENCE)
    assert (folder / "rocket.jpg").exists()
    picture(window, "_back")


def test_the_dark_theme_is_readable(show: Show, picture: Shot, made: Path, samples: Path, qtbot: QtBot) -> None:
    window = show(made)
    search(window, samples / "flower.jpg", qtbot)
    window.views.grid.setCurrentIndex(window.grid.model.index(2, 0))
    apply_theme(Qt.ColorScheme.Dark)
    try:
        picture(window)
        ground = window.grab().toImage().pixelColor(700, 780).lightness()
        assert ground < 80
        assert window.palette().windowText().color().lightness() > 150
    finally:
        apply_theme(Qt.ColorScheme.Light)


def test_a_screen_of_twice_the_density_is_sharp(made: Path, samples: Path) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from photosearch.services.library import Library
from photosearch.ui.dialogs.settings_window import SettingsWindow
from photosearch.ui.main_window import MainWindow
from photosearch.ui.style.theme import prepare
from PySide6.QtCore import QEventLoop, QTimer

application = QApplication([])
prepare(application)
window = MainWindow(Library(Path(sys.argv[1])))
window.resize(780, 560)
window.show()
window.search.search(Path(sys.argv[2]))
loop = QEventLoop()
QTimer.singleShot(4000, loop.quit)
loop.exec()
picture = window.grab()
assert picture.devicePixelRatio() == 2, picture.devicePixelRatio()
side = max(max(p.width(), p.height()) for p in window.thumbnails._cache.values() if p is not None)
assert side == 2 * window.views.grid.side, side
picture.save(sys.argv[3])
window.close()
"""
    target = PICTURES / "a_screen_of_twice_the_density_is_sharp.png"
    PICTURES.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(made), str(samples / "china.jpg"), str(target)]
    subprocess.run(command, env=environment, check=True, timeout=60)
    assert target.exists()


def test_a_thousand_unreadable_files_are_a_quiet_count_that_opens_a_list(
    show: Show, picture: Shot, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "Photos"
    folder.mkdir()
    shutil.copy(samples / "coffee.jpg", folder)
    for number in range(1000):
        (folder / f"broken {number}.jpg").write_bytes(b"\xff\xd8\xff\xe0 broken")
    window = show(tmp_path / "library")
    window.indexing.add_folders([folder])
    idle(window, qtbot)
    qtbot.waitUntil(window.views.strip.problems_button.isVisible, timeout=PATIENCE)
    assert window.views.strip.problems_button.text() == "1,000 unreadable"
    window.views.strip.problems_button.click()
    (listed,) = [child for child in window.findChildren(QWidget) if child.isWindow() and child.isVisible()]
    assert listed.grab().save(str(PICTURES / "a_thousand_unreadable_files_listed.png"))
    picture(window)


def test_a_second_window_can_only_look_and_says_so(show: Show, picture: Shot, made: Path, qtbot: QtBot) -> None:
    with Library(made).one_window() as first, Library(made).one_window() as second:
        assert (first, second) == (True, False)
    window = show(made, read_only=True)
    assert not window.actions_by_name["trash"].isEnabled()
    assert not window.views.folders.add_button.isEnabled()
    assert "Another window" in window.views.strip.text.text()
    assert len(names(window)) > 10
    picture(window)


def test_nothing_of_the_window_is_hidden_on_a_small_screen(
    show: Show, picture: Shot, made: Path, qapp: QApplication
) -> None:
    window = show(made)
    window.resize(900, 600)
    qapp.processEvents()
    whole = QRect(QPoint(0, 0), window.size())
    for view in (
        window.views.bar.menu_button,
        window.views.bar.overlay,
        window.views.folders.add_button,
        window.views.strip,
    ):
        assert whole.contains(QRect(view.mapTo(window, QPoint(0, 0)), view.size())), view
    picture(window)


def test_below_the_noise_line_photos_are_dimmed_and_the_line_can_be_moved(
    show: Show, picture: Shot, made: Path, samples: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    library = tmp_path / "library"
    shutil.copytree(made, library)
    for number in range(150):  # among few photos nobody can tell what is chance
        draw(tmp_path / "More" / f"{number}.jpg", number)
    with Library(library) as filling:
        finish(add(filling, [tmp_path / "More"], Cancel()))
    window = show(library)
    search(window, samples / "chelsea.jpg", qtbot)
    row = window.views.grid.cut.row
    assert row is not None
    assert {Path(name).stem.split("-")[0] for name in names(window)[:row]} == {"chelsea"}
    picture(window)
    columns = window.views.grid.columns()
    start = window.views.grid._cut_steps(row)[-1].center().toPoint()
    end = window.views.grid.visualRect(window.grid.model.index(2 * columns + 1, 0))
    viewport = window.views.grid.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, QPoint(end.left() - 2, end.center().y()))
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end.center())
    assert window.views.grid.cut.row == 2 * columns + 1
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert len(window.grid.selected()) == 2 * columns + 1
    picture(window, "_moved")


def test_methods_and_settings_are_explained_in_plain_words(
    show: Show, picture: Shot, made: Path, samples: Path, qtbot: QtBot
) -> None:
    window = show(made)
    search(window, samples / "chelsea.jpg", qtbot)
    window.actions_by_name["methods"].trigger()
    idle(window, qtbot)
    picture(window.method.window)
    window.actions_by_name["settings"].trigger()
    (settings,) = window.findChildren(SettingsWindow)
    picture(settings, "_settings")
    settings.close()
    window.method.window.close()


def test_scrolling_a_library_by_date_tells_the_month(show: Show, picture: Shot, made: Path, qtbot: QtBot) -> None:
    window = show(made)
    window.views.grid.set_side(300)
    qtbot.wait(500)
    window.views.grid.verticalScrollBar().setValue(700)
    assert window.views.scroll_date.isVisible()
    PICTURES.mkdir(parents=True, exist_ok=True)
    assert window.grab().save(str(PICTURES / "scrolling_a_library_by_date.png"))
