from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QLocale, QTime
from pytestqt.qtbot import QtBot

from photosearch.services.status import RootState
from photosearch.services.watching import Place, RootNow
from photosearch.ui.views.folders_panel import FoldersPanel

HERE, THERE, GONE = Path("/p/Here"), Path("/p/There"), Path("/p/Gone")
ROOTS = [RootState(HERE, True, 8040, 12), RootState(THERE, True, 3), RootState(GONE, False, 7)]


def texts(panel: FoldersPanel) -> list[str]:
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_a_folder_shows_its_count_and_what_goes_on_with_it(qtbot: QtBot) -> None:
    panel = FoldersPanel()
    qtbot.addWidget(panel)
    panel.set_folders(ROOTS)
    assert texts(panel) == ["Here   8,040", "There   3", "Gone   7   offline"]
    panel.set_working([HERE / "inside"], False)
    assert texts(panel) == ["Here   8,040   indexing…", "There   3", "Gone   7   offline"]
    panel.set_working(None, True)
    assert texts(panel) == ["Here   8,040   paused", "There   3   paused", "Gone   7   offline"]
    panel.set_working((), False)
    assert "12 files could not be shown" in panel.list.item(0).toolTip()
    assert "Its photos are kept" in panel.list.item(2).toolTip()


def test_a_selected_folder_stays_selected_while_counts_change(qtbot: QtBot) -> None:
    panel = FoldersPanel()
    qtbot.addWidget(panel)
    panel.set_folders(ROOTS)
    panel.list.item(1).setSelected(True)
    panel.set_folders([RootState(HERE, True, 9000), RootState(THERE, True, 4)])
    assert [item.text() for item in panel.list.selectedItems()] == ["There   4"]
    assert panel.remove_button.isEnabled()


def test_a_folder_tells_where_it_is_how_changes_are_noticed_and_since_when_it_is_away(qtbot: QtBot) -> None:
    panel = FoldersPanel()
    qtbot.addWidget(panel)
    panel.set_folders(ROOTS)
    panel.set_watched(True)
    today = datetime.now().replace(hour=9, minute=7)
    panel.set_roots(
        [
            RootNow(1, HERE, True, Place.REMOVABLE, True, today),
            RootNow(2, THERE, True, Place.NETWORK, False, today),
            RootNow(3, GONE, False, Place.UNKNOWN, False, today),
        ]
    )
    here, there, gone = (panel.list.item(row).toolTip() for row in range(3))
    assert "On a removable drive." in here
    assert "noticed at once" in here
    assert "On the network." in there
    assert "Changes here are noticed when the window is opened or focused." in there
    assert "Offline since" in gone
    assert "noticed" not in gone
    clock = QLocale().toString(QTime(9, 7), QLocale.FormatType.ShortFormat)
    assert texts(panel)[2] == f"Gone   7   offline since {clock}"
    panel.set_roots([RootNow(3, GONE, False, Place.UNKNOWN, False, datetime(2024, 3, 14, 9, 7))])
    day = QLocale().toString(QDate(2024, 3, 14), QLocale.FormatType.ShortFormat)
    assert texts(panel)[2] == f"Gone   7   offline since {day}"
    panel.set_watched(False)
    assert not any("noticed" in panel.list.item(row).toolTip() for row in range(3))
