"""The server for search indexes: where it is, what is sent to it, and whether it answers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget


class IndexServerBox(QWidget):
    """`chosen` carries the address that is to be used, empty for none, `check` one that is to be tried.

    `grown` says that more is said, which takes more room.
    """

    grown = Signal()
    chosen = Signal(str)
    check = Signal(str)

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = QLineEdit(address)
        self.address.setPlaceholderText(self.tr("none: everything stays on this computer"))
        self.address.setAccessibleName(self.tr("Index server"))
        self.address.setToolTip(self.tr("Such as http://server:19530, or a path that ends in .db"))
        self.address.setClearButtonEnabled(True)
        self.address.editingFinished.connect(lambda: self.chosen.emit(self.address.text()))
        self.address.textChanged.connect(self._edited)
        self.try_it = QPushButton(self.tr("Check the connection"))
        self.try_it.setToolTip(self.tr("Ask the server who it is; no photo is compared"))
        self.try_it.setAutoDefault(False)  # Qt's own; Enter takes the address over
        self.try_it.clicked.connect(lambda: self.check.emit(self.address.text()))
        self.said = _label("")
        self.said.hide()
        words = _label(
            self.tr(
                "For studios whose computers share one Milvus server. It is sent the numbers that photos are compared "
                "by and this computer's name, and keeps them until they are deleted there. Photos, their names and "
                "folders are never sent, but who runs the server can tell which photos look alike."
            )
        )
        words.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        line = QHBoxLayout()
        line.addWidget(self.address, 1)
        line.addWidget(self.try_it)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self.said)
        layout.addWidget(words)
        self._edited(address)

    def say(self, sentence: str) -> None:
        """Say what came of it; empty: nothing."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.grown.emit()

    def set_asking(self, asking: bool) -> None:  # noqa: FBT001  # a state
        """Show whether the server is being asked."""
        self.try_it.setEnabled(not asking and bool(self.address.text().strip()))

    def _edited(self, text: str) -> None:
        self.try_it.setEnabled(bool(text.strip()))
        self.say("")


def _label(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label
