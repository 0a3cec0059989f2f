"""What the grid shows while there is nothing in it: one sentence, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """A sentence, a button, and a quieter second sentence."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = QLabel()
        self._sentence.setProperty("large", True)  # noqa: FBT003  # Qt's own property
        self._button = QPushButton()
        self._button.setDefault(True)
        self._button.clicked.connect(self.pressed)
        self._hint = QLabel()
        self._hint.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        for widget in (self._sentence, self._button, self._hint):
            if isinstance(widget, QLabel):
                widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
                widget.setWordWrap(True)
            layout.addWidget(
                widget, 0, Qt.AlignmentFlag.AlignHCenter if widget is self._button else Qt.AlignmentFlag(0)
            )
        layout.addStretch(1)

    def say(self, sentence: str, button: str = "", hint: str = "") -> None:
        """Show other words; what is empty is hidden."""
        self._sentence.setText(sentence)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
