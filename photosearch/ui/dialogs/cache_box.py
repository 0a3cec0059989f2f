"""How large the cache of thumbnails is, may become, and how to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from photosearch.services.thumbnails import CacheSize
from photosearch.ui.preferences import MOST_GIGABYTES


class CacheBox(QWidget):
    """`limited` carries gigabytes, 0 as the disk allows."""

    limited = Signal(int)
    emptied = Signal()

    def __init__(self, gigabytes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.limit = QSpinBox()
        self.limit.setRange(0, MOST_GIGABYTES)
        self.limit.setSpecialValueText(self.tr("Automatic"))
        self.limit.setSuffix(self.tr(" GB"))
        self.limit.setValue(gigabytes)
        self.limit.setKeyboardTracking(False)
        self.limit.setAccessibleName(self.tr("Largest size of the thumbnails kept on the disk"))
        self.limit.setToolTip(
            self.tr("When there are more, those not looked at for longest go. Automatic: 2 GB, or 1 % of the disk.")
        )
        self.limit.valueChanged.connect(self.limited)
        self.empty = QPushButton(self.tr("Empty the cache now"))
        self.empty.setToolTip(
            self.tr("Thumbnails are made again when they are needed. Those of photos that are offline are kept.")
        )
        self.empty.setAutoDefault(False)  # Enter in a field beside it must not empty anything
        self.empty.clicked.connect(self.emptied)
        self.filled = QLabel()
        self.filled.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(QLabel(self.tr("Keep up to")))
        row.addWidget(self.limit)
        row.addStretch(1)
        row.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self.filled)
        self.filled.setText(" ")

    def show_size(self, size: CacheSize) -> None:
        """Show how much is filled; it can be emptied again."""
        words = self.tr("{used} of {limit} in use")
        self.filled.setText(words.format(used=_spoken(size.used), limit=_spoken(size.limit)))
        self.empty.setEnabled(True)

    def show_emptying(self) -> None:
        """Say that it is being emptied."""
        self.filled.setText(self.tr("Emptying…"))
        self.empty.setEnabled(False)


def _spoken(size: int) -> str:
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
