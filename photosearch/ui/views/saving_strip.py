"""How far saving pictures is, and what became of it; above the status strip, as indexing may go on meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget


class SavingStrip(QWidget):
    """A sentence with a bar and Stop, later with its problems and Close; hidden while there is nothing to say."""

    stop = Signal()
    problems = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stops soon and keeps what is done"))
        self.stop_button.clicked.connect(self.stop)
        self.problems_button = QPushButton(self.tr("Which ones?"))
        self.problems_button.clicked.connect(self.problems)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(8)
        layout.addWidget(self.text, 1)
        for widget in (self.bar, self.stop_button, self.problems_button, self.close_button):
            layout.addWidget(widget)
        self.hide()

    def show_busy(self, text: str, done: int, total: int) -> None:
        """Show how far it is; a total of 0 is unknown."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self._show(text, busy=True, problems=False)

    def show_end(self, text: str, *, problems: bool) -> None:
        """Show what became of it until the person closes it."""
        self._show(text, busy=False, problems=problems)

    def _show(self, text: str, *, busy: bool, problems: bool) -> None:
        self.text.setText(text)
        for widget in (self.bar, self.stop_button):
            widget.setVisible(busy)
        self.problems_button.setVisible(problems)
        self.close_button.setVisible(not busy)
        self.show()
