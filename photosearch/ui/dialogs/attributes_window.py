"""What stands out: the dimensions in which photos differ, each with the photos at one end of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from photosearch.ui.models.attribute_row import AttributeRow
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.attribute_list import AttributeList
from photosearch.ui.views.waiting import Waiting


class AttributesWindow(QDialog):
    """Not modal: the grid changes beside it. It decides nothing.

    `chosen` carries the number of a dimension, and whether the photos that have the least come first.
    """

    chosen = Signal(int, bool)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What stands out"))
        self.heading, self.sentence = _label("heading"), _label("quiet")
        self.list = AttributeList(thumbnails)
        self.list.itemSelectionChanged.connect(self._update)
        self.list.chosen.connect(lambda number: self.chosen.emit(number, self.least))
        self.waiting = Waiting()
        self.middle = QStackedWidget()
        self.middle.addWidget(self.list)
        self.middle.addWidget(self.waiting)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order"))
        for words, least in ((self.tr("Most first"), False), (self.tr("Least first"), True)):
            self.order.addItem(words, least)
        self.order.currentIndexChanged.connect(self._turn)
        self.previous = self._button(self.tr("&Previous"), -1)
        self.next = self._button(self.tr("&Next"), 1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Qt's own
        close.rejected.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        layout.addWidget(self.middle, 1)
        layout.addWidget(close)
        self.resize(self.minimumSizeHint().width(), 720)
        self._head("")
        self._update()

    @property
    def least(self) -> bool:
        """Whether the photos that have the least come first."""
        return bool(self.order.currentData())

    def say(self, words: str) -> None:
        """Show a sentence in place of the dimensions."""
        self.waiting.say(words)
        self._switch(self.waiting)

    def show_busy(self, done: int, total: int) -> None:
        """Show how far finding the dimensions is; a total of 0 is unknown."""
        self.waiting.show_busy(self.tr("Finding out in what your photos differ…"), done, total)
        self._switch(self.waiting)

    def show_rows(self, rows: Sequence[AttributeRow], chosen: int | None, photo: str = "") -> None:
        """Show dimensions; a photo that is named has its strongest on top. Nothing is told."""
        self._head(photo)
        self.list.show_rows(rows, chosen)
        self._switch(self.list)
        if not self.order.hasFocus():
            self.list.setFocus()

    def choose(self, number: int | None) -> None:
        """Show which dimension is chosen, None for none, without telling it."""
        self.list.choose(number)
        self._update()

    def _button(self, words: str, by: int) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)  # Qt's own; Enter belongs to the list
        button.clicked.connect(lambda: self.list.step(by))
        return button

    def _head(self, photo: str) -> None:
        plain, named = self.tr("How your photos differ"), self.tr("What stands out in {photo}")
        self.heading.setText(named.format(photo=photo) if photo else plain)
        said = [
            self.tr("The strongest dimensions of this photo come first."),
            self.tr("Each dimension is one thing of which some photos have much and others little."),
            self.tr("It is found by comparing your photos with each other, so it has a number, but no name."),
            self.tr("Choose one to see all photos along it."),
        ]
        self.sentence.setText(" ".join(said if photo else said[1:]))

    def _switch(self, view: QWidget) -> None:
        self.middle.setCurrentWidget(view)
        self._update()

    def _turn(self) -> None:
        self.list.turn(least=self.least)
        self.list.tell()

    def _update(self) -> None:
        """Only what can be done can be pressed."""
        shown, place = self.middle.currentWidget() is self.list, self.list.place
        self.order.setEnabled(shown)
        self.previous.setEnabled(shown and place > 0)
        self.next.setEnabled(shown and place + 1 < self.list.count())


def _label(style: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty(style, True)  # noqa: FBT003  # Qt's own property
    return label
