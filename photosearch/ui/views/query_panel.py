"""The query: a large upright photo, and what may be dropped there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from photosearch.ui.views.mark_list import MarkList
from photosearch.ui.views.photo_view import PhotoView
from photosearch.ui.views.sections_area import SectionsArea


class QueryPanel(QWidget):
    """Holds the query's picture and two buttons."""

    choose = Signal()
    cleared = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Query"))
        title.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.view = PhotoView(zoomable=False)
        self.view.setAccessibleName(self.tr("Query picture"))
        self.view.setMinimumHeight(190)
        self.view.setSizePolicy(self.view.sizePolicy().horizontalPolicy(), self.view.sizePolicy().verticalPolicy())
        self.name = QLabel()
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(4)
        choose = QPushButton(self.tr("Choose a picture…"))
        choose.clicked.connect(self.choose)
        self._clear = QPushButton(self.tr("Back to all photos"))
        self._clear.clicked.connect(self.cleared)
        self.part_button = self.add_tool(self.tr("Box"))
        self.whole_button = QToolButton()
        self.whole_button.setText(self.tr("All of it"))
        self.whole_button.setToolTip(self.tr("Search for the whole picture again"))
        self.whole_button.clicked.connect(self.whole)
        self.whole_button.setEnabled(False)
        self.marks = MarkList()
        buttons = QHBoxLayout()
        buttons.addWidget(choose)
        buttons.addWidget(self._clear)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        tools.addLayout(self._tools)
        tools.addStretch(1)
        tools.addWidget(self.whole_button)
        self.sections = QVBoxLayout()
        """For what else can be asked of the picture, from top to bottom."""
        self.sections.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        for widget in (title, self.view, self.name, self.marks):
            layout.addWidget(widget)
        layout.insertLayout(2, tools)
        layout.insertWidget(3, SectionsArea(self.sections))
        layout.addLayout(buttons)
        self.show_nothing()

    def add_tool(self, words: str) -> QToolButton:
        """Put a button under the picture for a tool that takes the mouse over it, and return it."""
        button = QToolButton()
        button.setText(words)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tools.addWidget(button)
        return button

    def show_nothing(self) -> None:
        """Say what can be done."""
        self.view.set_words(self.tr("Drop a picture here, paste one, or choose one"))
        self.name.clear()
        self.name.hide()
        self._clear.setEnabled(False)

    def show_name(self, name: str, others: int = 0) -> None:
        """Name the query, where it is the only picture; several have rows of their own."""
        self.name.setText(name)
        self.name.setVisible(not others)
        self._clear.setEnabled(True)
