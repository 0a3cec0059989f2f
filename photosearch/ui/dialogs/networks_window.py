"""The networks: which there are, what each takes and gives, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
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

from photosearch.ui.models.network_row import NetworkRow

COLUMNS = 6
NUMBERS = (2, 4, 5)
"""Columns whose words stand on the right."""
_RULES = """
QTableView::item { padding: 0 8px; }
QHeaderView { background: palette(window); }
QHeaderView::section { padding: 4px 8px; border: none; border-bottom: 1px solid palette(mid); }
QHeaderView::section { background: palette(window); }
"""


class NetworksWindow(QDialog):
    """Not modal. It decides nothing: `asked` carries an action and the reference of the network that it is for.

    `runner_chosen` carries the reference and what is to run the network, "" for the fastest.
    """

    asked = Signal(str, str)
    own = Signal()
    stop = Signal()
    accepted_offer = Signal()
    runner_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Networks"))
        self.resize(920, 640)
        self.rows: Sequence[NetworkRow] = ()
        intro = _text("quiet")
        intro.setText(
            self.tr(
                "A network looks at every photo once; photos are found by what it saw. Nothing is fetched from the "
                "internet unless you press a button that says “Fetch”."
            )
        )
        self.table = self._table()
        self.details = _text()
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = {action: self._button(action) for action in self._hints()}
        self.own_button = QPushButton(self.tr("Bring your own…"))
        self.own_button.setToolTip(self.tr("Use an ONNX file of yours; you see what it sees before it is installed"))
        self.own_button.clicked.connect(self.own)
        self.runner_label = QLabel(self.tr("&Run by:"))
        self.runner = QComboBox()
        self.runner.setAccessibleName(self.tr("Run by"))
        self.runner.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.runner.setToolTip(self.tr("What runs this network on this machine; all of them find the same photos"))
        self.runner.activated.connect(
            lambda place: self.runner_chosen.emit(self.selected(), self.runner.itemData(place))
        )
        self.runner_label.setBuddy(self.runner)
        self.said = _text()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop_button = QPushButton(self.tr("Stop"))
        self.stop_button.setToolTip(self.tr("Stops soon and keeps what is done"))
        self.stop_button.clicked.connect(self.stop)
        self.offered = QPushButton()
        self.offered.clicked.connect(self.accepted_offer)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        closing = close.button(QDialogButtonBox.StandardButton.Close)
        for button in (self.own_button, self.stop_button, self.offered, *self.buttons.values(), closing):
            button.setAutoDefault(False)  # Qt's own; Enter is not to press what comes first
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(intro)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addLayout(_line(*self.buttons.values(), stretch_last=True))
        layout.addLayout(_line(self.runner_label, self.runner, stretch_last=True))
        layout.addLayout(_line(self.bar, self.stop_button))
        layout.addLayout(_line(self.said, self.offered))
        layout.addLayout(_line(self.own_button, close, stretch_between=True))
        self.show_idle("")
        self.offer("")

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, COLUMNS)
        table.setAccessibleName(self.tr("Networks"))
        table.setStyleSheet(_RULES)
        heads = (
            (self.tr("Network"), ""),
            (self.tr("State"), ""),
            (self.tr("Size"), self.tr("What its file takes on the disk")),
            (self.tr("Licence"), ""),
            (self.tr("Speed here"), self.tr("Photos a second on this machine, once you have measured it")),
            (self.tr("Has seen"), self.tr("How many of your photos it has looked at")),
        )
        table.setHorizontalHeaderLabels([words for words, _ in heads])
        for column, (_, hint) in enumerate(heads):
            item = table.horizontalHeaderItem(column)
            if item is not None:
                item.setToolTip(hint)
                side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setHighlightSections(False)
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)  # Tab leaves the table
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.itemSelectionChanged.connect(self._show_selected)
        return table

    def _hints(self) -> dict[str, str]:
        return {
            "use": self.tr("Photos are looked at with it in the background; it is used when it has seen all of them"),
            "use_now": self.tr("Does not wait until it has seen all photos"),
            "install": self.tr("Takes a file that you have; the internet is not used"),
            "fetch": self.tr("Fetches the file from the internet; what was fetched is kept if it breaks off"),
            "fetch_from": self.tr("Fetches the file from an address that you name; only the right file is taken"),
            "measure": self.tr("Finds out how many photos a second this machine looks at; takes about 10 seconds"),
            "verify": self.tr("Checks that its file is not damaged"),
            "smaller": self.tr("Makes a form of it in whole numbers of 8 bits, and compares both on your photos"),
            "remove": self.tr("Deletes its file from this machine"),
            "forget": self.tr("Deletes what it saw in your photos; the photos stay as they are"),
        }

    def _button(self, action: str) -> QPushButton:
        button = QPushButton()
        button.setToolTip(self._hints()[action])
        button.clicked.connect(lambda: self.asked.emit(action, self.selected()))
        return button

    def show_rows(self, rows: Sequence[NetworkRow]) -> None:
        """Show networks; the same one stays selected, at first the one in use."""
        chosen, self.rows = self.selected(), rows
        self.table.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.table.setRowCount(len(rows))
        for line, row in enumerate(rows):
            for column, words in enumerate(row.cells):
                item = QTableWidgetItem(words)
                if column in NUMBERS:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if row.current:
                    font = item.font()
                    font.setBold(True)
                    item.setFont(font)
                self.table.setItem(line, column, item)
        self.table.blockSignals(False)  # noqa: FBT003  # Qt's own
        self.select(chosen)
        self._show_selected()

    def select(self, reference: str) -> None:
        """Select a network, the first one where there is none such."""
        place = next((line for line, row in enumerate(self.rows) if row.reference == reference), 0)
        if self.rows:
            self.table.selectRow(place)

    def selected(self) -> str:
        """Return the reference of the selected network, "" where there is none."""
        line = self.table.currentRow()
        return self.rows[line].reference if 0 <= line < len(self.rows) else ""

    def _show_selected(self) -> None:
        line = self.table.currentRow()
        row = self.rows[line] if 0 <= line < len(self.rows) else None
        self.details.setText("" if row is None else row.details)
        for action, button in self.buttons.items():
            words = "" if row is None else row.can.get(action, "")
            button.setText(words)
            button.setVisible(bool(words))
        self._show_runners(row)

    def _show_runners(self, row: NetworkRow | None) -> None:
        self.runner.clear()
        for provider, words in () if row is None else row.runners:
            self.runner.addItem(words, provider)
        self.runner.setCurrentIndex(max(0, self.runner.findData("" if row is None else row.runner)))
        for widget in (self.runner_label, self.runner):
            widget.setVisible(self.runner.count() > 0)

    def show_busy(self, words: str, done: int, total: int) -> None:
        """Show how far the work is; a total of 0 is unknown."""
        self.said.setText(words)
        self.offer("")
        self.bar.setRange(0, max(0, min(total, 2**31 - 1)))
        self.bar.setValue(done)
        self._running(on=True)

    def show_idle(self, sentence: str) -> None:
        """Say how the work ended, or what is wrong."""
        self.said.setText(sentence)
        self._running(on=False)

    def offer(self, words: str) -> None:
        """Offer what the work has made; no words offer nothing."""
        self.offered.setText(words)
        self.offered.setVisible(bool(words))

    def _running(self, *, on: bool) -> None:
        self.bar.setVisible(on)
        self.stop_button.setVisible(on)
        for widget in (*self.buttons.values(), self.own_button, self.runner):
            widget.setEnabled(not on)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what goes on; what is done is kept."""
        self.stop.emit()
        super().closeEvent(event)


def _text(style: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if style:
        label.setProperty(style, True)  # noqa: FBT003  # Qt's own property
    return label


def _line(*widgets: QWidget, stretch_last: bool = False, stretch_between: bool = False) -> QHBoxLayout:
    """Put widgets beside each other; the first takes the room, unless said otherwise."""
    line = QHBoxLayout()
    for number, widget in enumerate(widgets):
        line.addWidget(widget, 0 if stretch_last or stretch_between or number else 1)
        if stretch_between and number == 0:
            line.addStretch(1)
    if stretch_last:
        line.addStretch(1)
    return line
