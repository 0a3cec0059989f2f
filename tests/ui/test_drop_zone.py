from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.drop import Dropped
from photosearch.ui.views.drop_zone import DropZone

AT, COPY, LEFT, NONE = (
    QPointF(50, 50),
    Qt.DropAction.CopyAction,
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(400, 300)
    qtbot.addWidget(window)
    window.show()
    return window


def files(paths: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def hover(window: QWidget, data: QMimeData, at: QPointF = AT, keys: Qt.KeyboardModifier = NONE) -> bool:
    event = QDragEnterEvent(at.toPoint(), COPY, data, LEFT, keys)
    event.ignore()
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def test_while_something_hovers_the_whole_window_says_what_will_happen(window: QWidget, tmp_path: Path) -> None:
    zone = DropZone(window, accepts_folders=True)
    one, two = tmp_path / "1.jpg", tmp_path / "2.jpg"
    for path in (one, two):
        path.touch()
    for data, words in (
        (files([one]), "Drop to search with this picture"),
        (files([one, two]), "Drop to search with these 2 pictures together"),
        (files([tmp_path]), "Drop to add the folder"),
    ):
        assert hover(window, data)
        assert zone.isVisible()
        assert zone.size() == window.size()
        assert zone.words == words
        QApplication.sendEvent(window, QDragLeaveEvent())
        assert not zone.isVisible()


def test_what_is_neither_a_picture_nor_a_folder_is_not_taken(window: QWidget, tmp_path: Path) -> None:
    zone = DropZone(window, accepts_folders=True)
    text = QMimeData()
    text.setText("words")
    assert not hover(window, text)
    assert not hover(window, files([tmp_path / "nothing here"]))
    assert not zone.isVisible()


def test_a_window_that_can_only_look_takes_pictures_but_no_folders(window: QWidget, tmp_path: Path) -> None:
    DropZone(window, accepts_folders=False)
    assert not hover(window, files([tmp_path]))
    pixels = QMimeData()
    pixels.setImageData(QImage(3, 3, QImage.Format.Format_RGB32))
    assert hover(window, pixels)


def test_what_is_dropped_is_handed_over_and_the_veil_goes(window: QWidget, tmp_path: Path) -> None:
    zone = DropZone(window, accepts_folders=True)
    taken: list[Dropped] = []
    zone.taken.connect(taken.append)
    data = files([tmp_path])  # an event only points to it
    hover(window, data)
    QApplication.sendEvent(window, QDropEvent(AT, COPY, data, LEFT, NONE))
    assert taken == [Dropped(folders=(tmp_path,))]
    assert not zone.isVisible()


def test_with_shift_or_on_the_query_pictures_join_it_and_the_veil_says_so(window: QWidget, tmp_path: Path) -> None:
    zone = DropZone(window, accepts_folders=True)
    zone.target = lambda: QRect(0, 0, 40, 40)
    one, two = tmp_path / "1.jpg", tmp_path / "2.jpg"
    for path in (one, two):
        path.touch()
    shift = Qt.KeyboardModifier.ShiftModifier
    adds, searches = "Drop to add this picture to the query", "Drop to search with this picture"
    hint = "With Shift, or on the query: add to the query"
    taken: list[Dropped] = []
    zone.taken.connect(taken.append)
    for at, keys, words in (
        (AT, NONE, f"{searches}\n{hint}"),
        (AT, shift, adds),
        (QPointF(20, 20), NONE, adds),
    ):
        data = files([one])
        assert hover(window, data, at, keys)
        assert zone.words == words
        QApplication.sendEvent(window, QDropEvent(at, COPY, data, LEFT, keys))
    assert taken == [Dropped(files=(one,), added=added) for added in (False, True, True)]
    hover(window, files([one, two]), AT, shift)
    assert zone.words == "Drop to add these 2 pictures to the query"
    hover(window, files([tmp_path]), AT, shift)
    assert zone.words == "Drop to add the folder"
    zone.target = lambda: None
    hover(window, files([one]), AT, shift)
    assert zone.words == searches


def test_a_file_is_never_moved_though_a_program_proposes_it(window: QWidget, tmp_path: Path) -> None:
    DropZone(window, accepts_folders=True)
    (tmp_path / "1.jpg").touch()
    data = files([tmp_path / "1.jpg"])
    move = Qt.DropAction.MoveAction
    event = QDropEvent(AT, COPY | move, data, LEFT, Qt.KeyboardModifier.ShiftModifier)
    event.setDropAction(move)
    QApplication.sendEvent(window, event)
    assert event.isAccepted()
    assert event.dropAction() == COPY
