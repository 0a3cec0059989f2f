"""What photos are compared by: the network and the method, each with a sentence and what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photosearch.services.methods import Method
from photosearch.services.networks import NetworkChoice
from photosearch.ui.dialogs.method_list import MethodList
from photosearch.ui.dialogs.second_box import SecondBox
from photosearch.ui.style.ways import in_window


class MethodWindow(QDialog):
    """Not modal: results change beside it. It tells what was chosen and decides nothing."""

    method_chosen = Signal(str)
    weighed = Signal(str, int)
    one_again = Signal()
    network_chosen = Signal(str)
    networks_asked = Signal()
    second_chosen = Signal(object)
    self_test = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What photos are compared by"))
        self.resize(640, 720)
        self.network = QComboBox()
        self.network.setAccessibleName(self.tr("Network"))
        self.network.activated.connect(lambda row: self.network_chosen.emit(self.network.itemData(row)))
        self.other = QPushButton(self.tr("Networks…"))
        self.other.clicked.connect(self.networks_asked)
        self._network_state = _quiet("")
        self.test = QPushButton(self.tr("Which suits my photos best?"))
        self.test.clicked.connect(self.self_test)
        self.methods = MethodList()
        self.methods.chosen.connect(self.method_chosen)
        self.methods.weighed.connect(self.weighed)
        self.mix_line = QLabel()
        self.mix_line.setWordWrap(True)
        self.one = QPushButton(self.tr("Back to one method"))
        self.one.clicked.connect(self.one_again)
        self.second = SecondBox()
        self.second.chosen.connect(self.second_chosen)
        self._second_note = _quiet("")
        self._second_note.hide()
        for button in (self.other, self.test, self.one):
            button.setAutoDefault(False)  # Qt's own; Enter is not to press what comes first
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(_heading(self.tr("Network")))
        layout.addWidget(
            _quiet(self.tr("The network looks at every photo once. Another one sees other things in them."))
        )
        layout.addLayout(_row(self.network, self.other))
        layout.addWidget(self._network_state)
        layout.addLayout(_row(_heading(self.tr("Compare by")), self.test))
        layout.addWidget(self.methods, 1)
        layout.addLayout(_row(self.mix_line, self.one))
        layout.addWidget(_heading(self.tr("Then")))
        layout.addWidget(self.second)
        layout.addWidget(self._second_note)
        layout.addWidget(close)
        self.show_mix("", mixed=False)

    def show_networks(self, choices: Sequence[NetworkChoice], coming: str = "") -> None:
        """Offer networks; those that cannot be used say why. `coming` looks at the photos and is used afterwards."""
        self.network.clear()
        for choice in choices:
            self.network.addItem(choice.title, choice.reference)
            if choice.problem is not None:
                row = self.network.count() - 1
                self.network.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)  # Qt's role for item flags: greyed out
                self.network.setItemData(row, in_window(choice.problem), Qt.ItemDataRole.ToolTipRole)
            if choice.current:
                self.network.setCurrentIndex(self.network.count() - 1)
                words = self.tr("It has looked at {photos:,} of your {total:,} photos.")
                said = words.format(photos=choice.photos, total=choice.total)
                later = self.tr("{network} is looking at them now, and is used when it has seen all of them.")
                self._network_state.setText(f"{said} {later.format(network=coming)}" if coming else said)

    def show_methods(self, methods: Sequence[Method], costs: Sequence[str]) -> None:
        """Offer methods, each with a sentence and what it still costs."""
        self.methods.show_methods(methods, costs)

    def show_weights(self, weights: Mapping[str, int], alone: str | None) -> None:
        """Show how much each method counts, and which one is used alone, None where several are mixed."""
        self.methods.show_weights(weights, alone)

    def show_mix(self, line: str, *, mixed: bool) -> None:
        """Say how methods are mixed, or how they could be."""
        self.mix_line.setText(line or self.tr("Move the slider of a second method to mix both."))
        self.mix_line.setProperty("quiet", not mixed)
        self.mix_line.style().polish(self.mix_line)
        self.one.setEnabled(mixed)

    def say_of_second(self, note: str) -> None:
        """Say something of what is done with the best hits."""
        self._second_note.setText(note)
        self._second_note.setVisible(bool(note))


def _row(first: QWidget, second: QWidget) -> QHBoxLayout:
    """Put widgets beside each other; the first takes the room."""
    row = QHBoxLayout()
    row.addWidget(first, 1)
    row.addWidget(second)
    return row


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
    return label
