import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from photosearch.ui.views.sections_area import LEAST, SectionsArea


@pytest.fixture
def sections() -> QVBoxLayout:
    return QVBoxLayout()


def block(height: int) -> QWidget:
    label = QLabel()
    label.setFixedHeight(height)
    return label


def test_it_is_as_high_as_what_is_in_it_and_scrolls_where_there_is_less_room(
    qtbot: QtBot, sections: QVBoxLayout
) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    area = SectionsArea(sections)
    column.addWidget(area)
    column.addStretch(1)
    sections.addWidget(block(40))
    whole.resize(200, 600)
    whole.show()
    QApplication.processEvents()
    assert area.height() == 40
    sections.addWidget(block(300))
    qtbot.waitUntil(lambda: area.height() == area.sizeHint().height() > 340)
    assert area.verticalScrollBar().maximum() == 0
    assert area.minimumSizeHint().height() == LEAST
    whole.resize(200, 100)
    QApplication.processEvents()
    assert area.height() == 100
    assert area.verticalScrollBar().maximum() > 200
