"""What is going on, at the bottom of the window."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

SAID_FOR = 10_000
"""Milliseconds that a sentence stays, whatever else goes on."""


class StatusStrip(QWidget):
    """A passing sentence, what goes on, a bar, Pause and Stop, and the count of files that could not be shown."""

    pause = Signal()
    stop = Signal()
    problems = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self._said_for = QTimer(self, singleShot=True, interval=SAID_FOR)
        self._said_for.timeout.connect(self.said.hide)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.pause_button = QPushButton(self.tr("Pause"))
        self.pause_button.clicked.connect(self.pause)
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stops soon and keeps what is done"))
        self.stop_button.clicked.connect(self.stop)
        self.problems_button = QPushButton()
        self.problems_button.setFlat(True)
        self.problems_button.clicked.connect(self.problems)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self.said)
        layout.addWidget(self.text, 1)
        for widget in (self.bar, self.pause_button, self.stop_button, self.problems_button):
            layout.addWidget(widget)
        self.said.hide()
        self.show_idle("")
        self.show_problems(0)

    def say(self, sentence: str) -> None:
        """Show a sentence for a while, beside what goes on."""
        self.said.setText(sentence)
        self.said.show()
        self._said_for.start()

    def show_idle(self, text: str) -> None:
        """Show a sentence and nothing that runs."""
        self.text.setText(text)
        for widget in (self.bar, self.pause_button, self.stop_button):
            widget.hide()

    def show_error(self) -> None:
        """Say that something of ours failed."""
        self.show_idle(self.tr("Something went wrong in photosearch itself. The log has the details."))

    def show_busy(self, text: str, done: int, total: int, *, paused: bool = False) -> None:
        """Show how far a job is; a total of 0 is unknown."""
        self.text.setText(text)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.pause_button.setText(self.tr("Go on") if paused else self.tr("Pause"))
        for widget in (self.bar, self.pause_button, self.stop_button):
            widget.show()

    def show_problems(self, count: int) -> None:
        """Show how many files could not be shown; none is not mentioned."""
        self.problems_button.setText(self.tr("{count:,} unreadable").format(count=count))
        self.problems_button.setVisible(count > 0)
