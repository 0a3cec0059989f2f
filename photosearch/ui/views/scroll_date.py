"""Tells, while the person scrolls through the library, which month the photos in view are of."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtWidgets import QLabel

from photosearch.ui.models.photo_list import ITEM, PhotoItem
from photosearch.ui.views.photo_grid import PhotoGrid

SHOWN_FOR = 900
"""Milliseconds after the last movement."""
MARGIN = 8


class ScrollDate(QLabel):
    """Lies beside the handle of a grid's scroll bar."""

    def __init__(self, grid: PhotoGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.setProperty("floating", True)  # noqa: FBT003  # Qt's own property
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        grid.verticalScrollBar().valueChanged.connect(self._scrolled)

    def _scrolled(self, value: int) -> None:
        month = self._month()
        bar = self._grid.verticalScrollBar()
        if not month or not self._grid.isVisible():
            self.hide()
            return
        self.setText(month)
        self.adjustSize()
        share = value / max(1, bar.maximum())
        room = max(0, self._grid.viewport().height() - self.height() - 2 * MARGIN)
        self.move(self._grid.viewport().width() - self.width() - MARGIN, MARGIN + round(share * room))
        self.show()
        self.raise_()
        self._timer.start()

    def _month(self) -> str:
        """Return month and year of the first photo that is in view, nothing where they are not by date."""
        item = self._grid.first_visible().data(ITEM)
        if not isinstance(item, PhotoItem) or not item.day or item.rank is not None:
            return ""
        return QLocale().toString(QDate.fromString(item.day, Qt.DateFormat.ISODate), "MMMM yyyy")
