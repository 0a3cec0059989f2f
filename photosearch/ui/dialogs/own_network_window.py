"""A network of one's own, before it is installed: what its file seems to be, and what it sees in a photo."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from photosearch.services.own_network import GUESS, INPUTS, Tried, Wish
from photosearch.ui.style.ways import in_window

SHOWN = 720, 400


class OwnNetworkWindow(QDialog):
    """Not modal. `changed` says that the network is to be tried out anew, `confirmed` that it is to be installed."""

    changed = Signal()
    ask_classes = Signal()
    confirmed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("A network of your own"))
        self.resize(800, 720)
        self._classes: Path | None = None
        self.notes, self.seen, self.problem = (_text() for _ in range(3))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumHeight(160)
        self.picture.setAccessibleName(self.tr("What it sees"))
        self.input = QComboBox()
        self.input.setToolTip(self.tr("No file tells this: if the picture makes no sense, try another one"))
        titles = {
            "imagenet": self.tr("as for ImageNet (most networks)"),
            "signed": self.tr("from -1 to 1"),
            "unit": self.tr("from 0 to 1"),
            "bytes": self.tr("from 0 to 255"),
        }
        for name in INPUTS:
            self.input.addItem(titles.get(name, name), name)
        self.input.activated.connect(self.changed)
        self.licence = QLineEdit()
        self.licence.setPlaceholderText(self.tr("unknown"))
        self.licence.editingFinished.connect(self._licence_told)
        self._told = ""
        self.classes = QPushButton()
        self.classes.setToolTip(self.tr("A text file with the names of what it recognises, one a line"))
        self.classes.clicked.connect(self.ask_classes)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(self.tr("Values of a picture"), self.input)
        form.addRow(self.tr("Names of its classes"), _left(self.classes))
        form.addRow(self.tr("Licence"), self.licence)
        self.install = QPushButton(self.tr("Install"))
        self.install.clicked.connect(self.confirmed)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.install, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        for button in (self.classes, *buttons.buttons()):
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)  # Qt's own; Enter is not to press what comes first
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.notes)
        layout.addLayout(form)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.seen)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.begin("")

    def begin(self, file: str) -> None:
        """Begin anew with another file."""
        self.setWindowTitle(self.tr("A network of your own: {file}").format(file=file))
        self.input.setCurrentIndex(self.input.findData(GUESS))
        self.licence.clear()
        self._told = ""
        self._name_classes(None)
        self.notes.clear()
        self.say_busy()

    def wish(self) -> Wish:
        """Return what the person says of the network."""
        guessed = self.input.currentData() == GUESS
        return Wish(
            input=None if guessed else self.input.currentData(),
            classes=self._classes,
            licence=self.licence.text().strip() or "unknown",
        )

    def set_classes(self, file: Path) -> None:
        """Take the names of classes from a file."""
        self._name_classes(file)
        self.changed.emit()

    def say_busy(self) -> None:
        """Say that it is being tried out."""
        self.picture.setText(self.tr("Looking at a photo with it…"))
        self.seen.clear()
        self.problem.clear()
        self.install.setEnabled(False)

    def show_trial(self, tried: Tried) -> None:
        """Show what the network seems to be, and what it sees."""
        self.notes.setText("\n".join(map(in_window, tried.proposal.notes)))
        found = QPixmap()
        found.loadFromData(tried.picture)
        ratio = self.devicePixelRatioF()
        found = found.scaled(
            round(SHOWN[0] * ratio),
            round(SHOWN[1] * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        found.setDevicePixelRatio(ratio)
        self.picture.setPixmap(found)
        what = self.tr("a drawn picture") if tried.photo is None else tried.photo.name
        said = [self.tr("This is what it sees in {photo}.").format(photo=what)]
        if tried.seen:
            said.append(self.tr("It takes it for: {classes}.").format(classes=", ".join(tried.seen)))
        said.append(self.tr("Install it if the bright places make sense to you."))
        self.seen.setText(" ".join(said))
        self.problem.clear()
        self.install.setEnabled(True)
        self.install.setToolTip(self.tr("Install it as {name}").format(name=tried.proposal.name))

    def say_problem(self, sentence: str) -> None:
        """Say why it cannot be used like this."""
        self.picture.clear()
        self.seen.clear()
        self.problem.setText(sentence)
        self.install.setEnabled(False)

    def _licence_told(self) -> None:
        if self.licence.text() != self._told:
            self._told = self.licence.text()
            self.changed.emit()

    def _name_classes(self, file: Path | None) -> None:
        self._classes = file
        self.classes.setText(self.tr("Choose a file…") if file is None else file.name)


def _text() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line
