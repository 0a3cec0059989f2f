"""What photos are compared by: the network and the method, each with a sentence and what it costs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from photosearch.services.methods import Method
from photosearch.services.networks import NetworkChoice
from photosearch.services.second_stage import ONE_STAGE, SecondStage
from photosearch.ui.style.words import translated


class MethodWindow(QDialog):
    """Not modal: results change beside it. It tells what was chosen and decides nothing."""

    method_chosen = Signal(str)
    network_chosen = Signal(str)
    other_network = Signal()
    second_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What photos are compared by"))
        self.resize(560, 640)
        self.network = QComboBox()
        self.network.setAccessibleName(self.tr("Network"))
        self.network.activated.connect(lambda row: self.network_chosen.emit(self.network.itemData(row)))
        self.other = QPushButton(self.tr("Other network…"))
        self.other.clicked.connect(self.other_network)
        self._network_state = _quiet("")
        self.methods = QButtonGroup(self)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        inner = QWidget()
        inner.setLayout(self._list)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        self.second = QComboBox()
        self.second.setAccessibleName(self.tr("Then"))
        for words, stage in (
            (self.tr("show the hits as they are"), ONE_STAGE),
            (self.tr("search again with the 5 best hits added"), SecondStage(expand=5)),
            (
                self.tr("put first what shows the same thing, among the best 50"),
                SecondStage(reach=50),
            ),
        ):
            self.second.addItem(words, stage)
        self.second.activated.connect(lambda row: self.second_chosen.emit(self.second.itemData(row)))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.network, 1)
        row.addWidget(self.other)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(_heading(self.tr("Network")))
        layout.addWidget(
            _quiet(self.tr("The network looks at every photo once. Another one sees other things in them."))
        )
        layout.addLayout(row)
        layout.addWidget(self._network_state)
        layout.addWidget(_heading(self.tr("Compare by")))
        layout.addWidget(scroll, 1)
        layout.addWidget(_heading(self.tr("Then")))
        layout.addWidget(self.second)
        layout.addWidget(close)

    def show_networks(self, choices: Sequence[NetworkChoice]) -> None:
        """Offer networks; those that cannot be used say why."""
        self.network.clear()
        for choice in choices:
            self.network.addItem(choice.title, choice.reference)
            if choice.problem is not None:
                row = self.network.count() - 1
                self.network.setItemData(row, 0, Qt.ItemDataRole.UserRole - 1)  # Qt's role for item flags: greyed out
                self.network.setItemData(row, choice.problem, Qt.ItemDataRole.ToolTipRole)
            if choice.current:
                self.network.setCurrentIndex(self.network.count() - 1)
                words = self.tr("It has looked at {photos:,} of your {total:,} photos.")
                self._network_state.setText(words.format(photos=choice.photos, total=choice.total))

    def show_methods(self, methods: Sequence[Method], chosen: str, costs: Sequence[str]) -> None:
        """Offer methods, each with a sentence and what it still costs."""
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for method, cost in zip(methods, costs, strict=True):
            button = QRadioButton(translated(method.title))
            button.setEnabled(method.unavailable is None)
            button.setChecked(method.id == chosen)
            button.clicked.connect(lambda _checked=False, name=method.id: self.method_chosen.emit(name))
            sentence = _quiet(translated(method.summary))
            button.setAccessibleDescription(f"{sentence.text()} {cost}")
            self.methods.addButton(button)
            self._list.addWidget(button)
            self._list.addWidget(_indented(sentence))
            if cost:
                self._list.addWidget(_indented(QLabel(cost)))
        self._list.addStretch(1)


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
    return label


def _quiet(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
    return label


def _indented(label: QLabel) -> QLabel:
    """Put a sentence under the words of the button above it."""
    label.setWordWrap(True)
    label.setContentsMargins(24, 0, 0, 4)
    return label
