"""Above the grid: in what unusual order the photos are, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class GridHead(QWidget):
    """A sentence and a button; hidden as long as there is nothing to say."""

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.button = QPushButton(self.tr("Back to all photos"))
        self.button.clicked.connect(self.back)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)
        self.hide()

    def say(self, words: str, *, visible: bool = True) -> None:
        """Show a sentence now, or keep it for later; an empty one hides all."""
        self.words.setText(words)
        self.setVisible(visible and bool(words))
