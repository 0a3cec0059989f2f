"""The dimensions in which photos differ, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from photosearch.ui.delegates.attribute_delegate import WIDTH, AttributeDelegate
from photosearch.ui.models.attribute_row import NOTE, ROW, AttributeRow
from photosearch.ui.thumbnails import Thumbnails


class AttributeList(QListWidget):
    """One dimension is chosen, or none. `chosen` carries its number, when the person has chosen it."""

    chosen = Signal(int)

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Dimensions"))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(WIDTH + self.verticalScrollBar().sizeHint().width() + 4)
        self._delegate = AttributeDelegate(thumbnails, self)
        self.setItemDelegate(self._delegate)
        self.itemSelectionChanged.connect(self.tell)
        thumbnails.arrived.connect(lambda _path: self.viewport().update())

    def show_rows(self, rows: Sequence[AttributeRow], chosen: int | None) -> None:
        """Show dimensions, one of which is chosen already."""
        with QSignalBlocker(self):
            self.clear()
            for row in rows:
                item = QListWidgetItem(self.tr("Dimension {number}").format(number=row.number))
                item.setData(ROW, row)
                self.addItem(item)
        self._note()
        self.choose(chosen)
        self.scrollToTop()

    def choose(self, number: int | None) -> None:
        """Show which dimension is chosen, None for none, without telling it."""
        with QSignalBlocker(self):
            self.clearSelection()
            for place in range(self.count()):
                if self.item(place).data(ROW).number == number:
                    self.setCurrentRow(place)
        self.viewport().update()

    def turn(self, *, least: bool) -> None:
        """Show the photos that have the least, or the most."""
        self._delegate.least = least
        self._note()
        self.viewport().update()

    @property
    def place(self) -> int:
        """The row of the chosen dimension, -1 where none is."""
        chosen = self.selectedIndexes()
        return chosen[0].row() if chosen else -1

    def step(self, by: int) -> None:
        """Choose the next dimension, or the previous one; the first where none is chosen."""
        place = self.place + by if self.place >= 0 else 0
        if 0 <= place < self.count():
            self.setCurrentRow(place)

    def tell(self) -> None:
        """Tell again what is chosen."""
        for item in self.selectedItems():
            self.chosen.emit(item.data(ROW).number)

    def _note(self) -> None:
        """Say in each row which place the person's photo has from the end that comes first."""
        for place in range(self.count()):
            item = self.item(place)
            row: AttributeRow = item.data(ROW)
            rank = row.place(least=self._delegate.least)
            note = "" if rank is None else self._ordinal(rank, row.photos)
            item.setData(NOTE, note)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {note}" if note else item.text())

    def _ordinal(self, rank: int, count: int) -> str:
        usual = self.tr("{rank:,}th of {count:,}")
        ends = {
            1: self.tr("{rank:,}st of {count:,}"),
            2: self.tr("{rank:,}nd of {count:,}"),
            3: self.tr("{rank:,}rd of {count:,}"),
        }
        words = usual if rank % 100 in (11, 12, 13) else ends.get(rank % 10, usual)
        return words.format(rank=rank, count=count)
