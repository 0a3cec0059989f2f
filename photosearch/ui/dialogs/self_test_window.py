"""Which method suits a person's photos best: how far the test is, and its table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)


class SelfTestWindow(QDialog):
    """Not modal. Closing it stops the test."""

    stop = Signal()
    adopt = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Which suits my photos best?"))
        self.resize(560, 480)
        explanation = QLabel(
            self.tr(
                "Searches with photos of your folders by every method. What lies in the same folder counts as right."
            )
        )
        explanation.setWordWrap(True)
        explanation.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.clicked.connect(self.stop)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(self.tr("How well each method does"))
        self.table.setHorizontalHeaderLabels([self.tr("Method"), self.tr("First hit right"), self.tr("Mean precision")])
        for column, words in (
            (1, self.tr("How often the first hit is right.")),
            (2, self.tr("How far in front all that is right stands; 1 is perfect.")),
        ):
            head = self.table.horizontalHeaderItem(column)
            if head is not None:
                head.setToolTip(words)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        first = self.table.horizontalHeaderItem(0)
        if first is not None:
            first.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.use = QPushButton()
        self.use.clicked.connect(self.adopt)
        for button in (self.stop_button, self.use):
            button.setAutoDefault(False)  # Qt's own; Enter is not to press what comes first
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        running, end = QHBoxLayout(), QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.stop_button)
        end.addWidget(self.use)
        end.addStretch(1)
        end.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(explanation)
        layout.addLayout(running)
        layout.addWidget(self.said)
        layout.addWidget(self.table, 1)
        layout.addLayout(end)
        self._show_running(on=False)
        self.offer("")

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show how far the test is; a total of 0 is unknown."""
        self._show_running(on=True)
        self.said.setText(words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_rows(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Show a method a row: its title and its two figures."""
        self._show_running(on=False)
        self.table.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, words in enumerate(row):
                item = QTableWidgetItem(words)
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(line, column, item)

    def say(self, sentence: str) -> None:
        """Say what was found, or what is wrong."""
        self._show_running(on=False)
        self.said.setText(sentence)

    def offer(self, words: str) -> None:
        """Offer to use a method from now on; no words offer nothing."""
        self.use.setText(words)
        self.use.setVisible(bool(words))

    def _show_running(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        self.stop_button.setVisible(on)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what goes on."""
        self.stop.emit()
        super().closeEvent(event)
