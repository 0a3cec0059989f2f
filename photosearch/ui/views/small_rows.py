"""A short list of rows of small widgets, each of which can be removed; a long one scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

MOST = 24
"""Rows that are made; more are counted."""
BUTTON = 22
"""Pixels of a side of the button that removes a row."""


class ElidedLabel(QLabel):
    """One line that is as wide as there is room, cut off with dots in its middle; all of it is said on hovering."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter, room = QPainter(self), self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


class RemoveButton(QPushButton):
    """A small cross at the end of a row. `words` say what it removes."""

    def __init__(self, words: str) -> None:
        super().__init__("\N{MULTIPLICATION SIGN}")
        self.setFlat(True)
        self.setAutoDefault(True)  # Enter presses it; Space belongs to the window
        self.setFixedSize(BUTTON, BUTTON)
        self.setStyleSheet("padding: 0")
        self.setToolTip(words)
        self.setAccessibleName(words)


class SmallRows(QScrollArea):
    """Hidden while it is empty. `removed` carries the place of the row that is to go.

    Parameters
    ----------
    seen : int
        So many rows are seen at once.
    """

    removed = Signal(int)

    def __init__(self, name: str, seen: int) -> None:
        super().__init__()
        self._seen = seen
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.rows: list[QWidget] = []
        self.buttons: list[RemoveButton] = []
        self.hide()

    def fill(self, rows: Sequence[tuple[QWidget, RemoveButton]], more: int = 0) -> None:
        """Show other rows, and how many more there are; the keyboard stays at the place where it was."""
        place = next((at for at, row in enumerate(self.rows) if self.isVisible() and _has_keyboard(row)), None)
        self.rows, self.buttons = [row for row, _ in rows], [button for _, button in rows]
        inside = QWidget()
        inside.setAutoFillBackground(False)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 4 if len(rows) > self._seen else 0, 0)  # beside the scroll bar
        layout.setSpacing(2)
        for at, (row, button) in enumerate(rows):
            layout.addWidget(row)
            button.clicked.connect(lambda _checked=False, at=at: self.removed.emit(at))
        if more:
            layout.addWidget(QLabel(self.tr("and {count} more").format(count=more)))
        layout.addStretch(1)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        heights = [row.sizeHint().height() + 2 for row in self.rows[: self._seen]]
        rest = inside.sizeHint().height() if len(rows) <= self._seen else sum(heights)
        self.setFixedHeight(max(1, rest))
        self.setVisible(bool(rows))
        if place is not None and rows:
            self.buttons[min(place, len(rows) - 1)].setFocus()


def _has_keyboard(row: QWidget) -> bool:
    focused = row.window().focusWidget()
    return focused is not None and row.isAncestorOf(focused)
