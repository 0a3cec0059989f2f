"""What stands in place of something that is still being found out: a sentence, and how far that is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget


class Waiting(QWidget):
    """A sentence in the middle, and perhaps a bar below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(64, 0, 64, 0)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self.words)
        layout.addWidget(self.bar)
        layout.addStretch(1)

    def say(self, words: str) -> None:
        """Show a sentence alone."""
        self.words.setText(words)
        self.bar.hide()

    def show_busy(self, words: str, done: int, total: int) -> None:
        """Show how far it is; before the first step nobody knows how long that will take."""
        self.words.setText(words)
        self.bar.setRange(0, total if done else 0)
        self.bar.setValue(done)
        self.bar.show()
