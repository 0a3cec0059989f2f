"""A line under the query that says what of photos is compared."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

FLAGS = Qt.ItemDataRole.UserRole - 1
"""Qt's role for whether an item can be chosen."""


class AimChoice(QWidget):
    """Offers what can be compared. `chosen` carries an aim's name, empty for what the chosen method compares."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setAccessibleName(self.tr("What of the photos is compared"))
        self._hints: dict[str, str] = {}
        for aim, words, hint in (
            ("", self.tr("by the chosen method"), self.tr("Compares what the method above the photos compares.")),
            ("subject", self.tr("main object"), self.tr("Compares the main object, whatever is behind it.")),
            ("background", self.tr("background"), self.tr("Compares what is behind the main object.")),
            ("both", self.tr("both"), self.tr("The same kind of main object in the same kind of place comes first.")),
            (
                "place",
                self.tr("same place, another subject"),
                self.tr("The same kind of place comes first, with another main object in it."),
            ),
        ):
            self._hints[aim] = hint
            self.combo.addItem(words, aim)
            self.combo.setItemData(self.combo.count() - 1, hint, Qt.ItemDataRole.ToolTipRole)
        self.combo.activated.connect(lambda row: self.chosen.emit(self.combo.itemData(row)))
        label = QLabel(self.tr("Compare"))
        label.setBuddy(self.combo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label)
        layout.addWidget(self.combo, 1)

    def show_aim(self, aim: str) -> None:
        """Show what is compared now."""
        self.combo.setCurrentIndex(self.combo.findData(aim))
        self.combo.setToolTip(self._hints[aim])

    def forbid(self, aim: str, reason: str) -> None:
        """Grey out an aim, and say why; with an empty reason, offer it again."""
        row = self.combo.findData(aim)
        self.combo.setItemData(row, 0 if reason else None, FLAGS)
        self.combo.setItemData(row, reason or self._hints[aim], Qt.ItemDataRole.ToolTipRole)
