"""What a brush can do, as buttons under the photo while it is in hand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from photosearch.ui.views.brush_layer import BrushLayer, BrushTip

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class BrushChoices(QObject):
    """The choices that all strips of one brush share; they change its tip."""

    start_over = Signal()
    search = Signal()
    changed = Signal()

    def __init__(self, tip: BrushTip, parent: QObject) -> None:
        super().__init__(parent)
        self._tip = tip
        self.add = self._choice(self.tr("Add"), self.tr("The left button paints in, the right button paints out"))
        self.take_away = self._choice(
            self.tr("Take away"), self.tr("The left button paints out, the right button paints in")
        )
        self.lasso = self._choice(self.tr("Lasso"), self.tr("Draw around a part; all that is inside counts"))
        self.over = self._choice(self.tr("Start over"), self.tr("Go back to the main object as it was found"))
        self.go = self._choice(self.tr("Search"), self.tr("Search for what is bright in the photo (Enter)"))
        either = QActionGroup(self)
        for action in (self.add, self.take_away):
            action.setCheckable(True)
            either.addAction(action)
        self.add.setChecked(True)
        self.lasso.setCheckable(True)
        self.add.toggled.connect(self._choose)
        self.lasso.toggled.connect(self._choose)
        self.over.triggered.connect(self.start_over)
        self.go.triggered.connect(self.search)

    def _choice(self, words: str, tip: str) -> QAction:
        action = QAction(words, self)
        action.setToolTip(tip)
        return action

    def _choose(self) -> None:
        self._tip.inside, self._tip.lasso = self.add.isChecked(), self.lasso.isChecked()
        self.changed.emit()


class BrushStrip(QWidget):
    """A strip of buttons for a layer; keys that no button takes are the layer's."""

    def __init__(self, choices: BrushChoices, layer: BrushLayer, *, rows: int = 1) -> None:
        super().__init__()
        self._layer = layer
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        lines = [QHBoxLayout() for _ in range(rows)]
        for line in lines:
            line.setSpacing(4)
            whole.addLayout(line)
        for action in (choices.add, choices.take_away, choices.lasso):
            lines[0].addWidget(_button(action))
        if rows > 1:
            lines[0].addStretch(1)
        lines[-1].addWidget(_button(choices.over))
        if rows > 1:
            lines[-1].addStretch(1)
        lines[-1].addWidget(_button(choices.go))
        if rows == 1:
            lines[0].addStretch(1)
        self.hide()

    def event(self, event: QEvent) -> bool:
        """Hand keys on to the layer."""
        if event.type() in _KEYS:
            QApplication.sendEvent(self._layer, event)
            return event.isAccepted()
        return super().event(event)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
