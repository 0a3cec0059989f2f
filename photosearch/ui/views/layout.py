"""The three columns, the bar above and the strip below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from photosearch.services.browse import offered_overlays
from photosearch.ui.views.compare_view import CompareView
from photosearch.ui.views.details_panel import DetailsPanel
from photosearch.ui.views.empty_state import EmptyState
from photosearch.ui.views.folders_panel import FoldersPanel
from photosearch.ui.views.grid_head import GridHead
from photosearch.ui.views.history_list import HistoryList
from photosearch.ui.views.photo_grid import PhotoGrid
from photosearch.ui.views.query_panel import QueryPanel
from photosearch.ui.views.saving_strip import SavingStrip
from photosearch.ui.views.scroll_date import ScrollDate
from photosearch.ui.views.status_strip import StatusStrip
from photosearch.ui.views.top_bar import TopBar

SIDE, MIDDLE = 264, 752


class Layout:
    """All views of a window, put in their places; it decides nothing."""

    def __init__(self, window: QMainWindow) -> None:
        self.bar = TopBar(offered_overlays(), window)
        self.query = QueryPanel()
        self.history = HistoryList()
        self.folders = FoldersPanel()
        self.grid = PhotoGrid()
        self.scroll_date = ScrollDate(self.grid)
        self.empty = EmptyState()
        self.compare = CompareView()
        self.details = DetailsPanel()
        self.strip = StatusStrip()
        self.saving = SavingStrip()
        self.head = GridHead()
        self.middle = QStackedWidget()
        for view in (self.grid, self.empty, self.compare):
            self.middle.addWidget(view)
        centre = _stacked(self.head, self.middle)
        self.left = QSplitter(Qt.Orientation.Vertical)
        self.left.addWidget(self.query)
        self.left.addWidget(self.history)
        self.left.addWidget(self.folders)
        self.left.setSizes([540, 90, 108])
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        for column in (self.left, centre, self.details):
            self.columns.addWidget(column)
        self.columns.setSizes([SIDE, MIDDLE, SIDE])
        self.columns.setStretchFactor(1, 1)
        window.addToolBar(self.bar)
        window.setCentralWidget(_stacked(self.columns, self.saving, self.strip))
        self.grid.resized_cells.connect(self.bar.size_slider.setValue)
        self.bar.size_chosen.connect(self.grid.set_side)
        self.compare.left.connect(self.leave_full)

    def show_grid(self) -> None:
        """Show the photos."""
        self._switch(self.grid)

    def show_head(self, words: str) -> None:
        """Say above the photos in what order they are; empty for the usual one."""
        self.head.say(words, visible=self.middle.currentWidget() is self.grid)

    def show_words(self, sentence: str, button: str = "", hint: str = "") -> None:
        """Show a sentence in place of the photos."""
        self.empty.say(sentence, button, hint)
        self._switch(self.empty)

    def show_full(self) -> None:
        """Show the full-size view, with nothing beside it."""
        self._switch(self.compare)
        self.compare.setFocus()

    def leave_full(self) -> None:
        """Go back to the photos, keyboard and all."""
        self.show_grid()
        self.grid.setFocus()

    @property
    def is_full(self) -> bool:
        """Whether the full-size view is shown."""
        return self.middle.currentWidget() is self.compare

    def _switch(self, view: QWidget) -> None:
        self.middle.setCurrentWidget(view)
        self.show_head(self.head.words.text())
        for side in (self.left, self.details):
            side.setVisible(view is not self.compare)


def _stacked(*views: QWidget) -> QWidget:
    """Put views below each other, without a gap; those that can grow share the room."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for view in views:
        layout.addWidget(view, int(isinstance(view, QSplitter | QStackedWidget)))
    return whole
