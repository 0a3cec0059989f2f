"""The current photo: larger, with its facts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from photosearch.ui.views.photo_view import PhotoView
from photosearch.ui.views.scale_bar import ScaleBar


class DetailsPanel(QWidget):
    """A picture and lines of facts. `appeared` says that it is seen again."""

    appeared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Details"))
        title.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.view = PhotoView()
        self.view.setAccessibleName(self.tr("Current photo"))
        self.legend = QLabel()
        self.legend.setWordWrap(True)
        self.legend.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.hide()
        self.scale = ScaleBar()
        self._lines = QWidget()
        self._form = QFormLayout(self._lines)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)
        layout.addWidget(self.scale)
        layout.addWidget(self.legend)
        layout.addWidget(self._lines)
        self.show_nothing()

    def showEvent(self, event: QShowEvent) -> None:
        """Say that it is seen."""
        super().showEvent(event)
        self.appeared.emit()

    def show_nothing(self) -> None:
        """Say what can be done."""
        self.view.set_words(self.tr("Select a photo"))
        self.set_facts(())

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show lines of a name and a value; without a name the value has the whole line."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts:
            label = QLabel(value)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if name:
                self._form.addRow(name, label)
            else:
                self._form.addRow(label)
