"""The pictures that are searched with together: one row each, with how much it counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QMouseEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSlider, QToolButton, QVBoxLayout, QWidget

from photosearch.ui.views.small_rows import MOST, ElidedLabel, RemoveButton, SmallRows

SIDE = 32
"""Pixels of a side of the square that a row's picture fits in."""
SEEN = 3
MINUS = "\N{MINUS SIGN}"


class _Row(QWidget):
    """One picture; `clicked` asks for it to be the one that is shown."""

    clicked = Signal()
    weighed = Signal(int)

    def __init__(self, name: str, *, shown: bool) -> None:
        super().__init__()
        words = self.tr("{name} is shown above") if shown else self.tr("Show {name} above")
        self.picture = QToolButton()
        self.picture.setAutoRaise(True)
        self.picture.setIconSize(QSize(SIDE, SIDE))
        self.picture.setFixedSize(SIDE + 6, SIDE + 6)
        self.picture.setToolTip(words.format(name=name))
        self.picture.setAccessibleName(words.format(name=name))
        self.picture.clicked.connect(self.clicked)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(-100, 100)
        self.slider.setSingleStep(5)
        self.slider.setPageStep(25)
        self.slider.setMinimumWidth(60)
        self.slider.setAccessibleName(self.tr("How much {name} counts").format(name=name))
        self.slider.setToolTip(self.tr("How much it counts; below 0, photos like it come later"))
        self.value = QLabel()
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setFixedWidth(self.value.fontMetrics().horizontalAdvance(f"{MINUS}100 %") + 2)
        self.slider.valueChanged.connect(self._say)
        self.slider.valueChanged.connect(self.weighed)
        self.remove = RemoveButton(self.tr("Search without {name}").format(name=name))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(0)
        layout.addWidget(self.picture, 0, 0, 2, 1)
        layout.addWidget(ElidedLabel(name), 0, 1, 1, 2)
        layout.addWidget(self.remove, 0, 3)
        layout.addWidget(self.slider, 1, 1)
        layout.addWidget(self.value, 1, 2, 1, 2)
        layout.setColumnStretch(1, 1)
        self._say(0)

    def show_weight(self, weight: int) -> None:
        self.slider.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.slider.setValue(weight)
        self.slider.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._say(weight)

    def _say(self, weight: int) -> None:
        self.value.setText(self.tr("{weight} %").format(weight=str(weight).replace("-", MINUS)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class QueryPictures(QWidget):
    """Rows of pictures, where there are several, and a button to add more.

    `weighed` carries the place of a picture and its weight in per cent, -100 to 100; `fronted` and `removed` a place.
    """

    weighed = Signal(int, int)
    fronted = Signal(int)
    removed = Signal(int)
    add = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = SmallRows(self.tr("Pictures that are searched with together"), SEEN)
        self.list.removed.connect(self.removed)
        self.keys: Sequence[str] = ()
        """Of the pictures that are shown."""
        self.add_button = QPushButton(self.tr("+ Add a picture…"))
        self.add_button.setToolTip(
            self.tr("Search with more pictures together. Dropping with Shift adds too, and A adds the selected photos.")
        )
        self.add_button.clicked.connect(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.list)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def rows(self) -> list[_Row]:
        """The rows that are shown."""
        return [row for row in self.list.rows if isinstance(row, _Row)]

    def show_pictures(self, pictures: Sequence[tuple[str, str, int]]) -> None:
        """Show (key, name, weight in per cent) of pictures; the same ones stay where they are, for the mouse's sake."""
        keys = [key for key, _, _ in pictures]
        if keys != self.keys:
            more, self.keys = len(keys) > len(self.keys), keys
            made = [self._row(at, name) for at, (_, name, _) in enumerate(pictures[:MOST])]
            self.list.fill(made, len(pictures) - len(made))
            if more:
                QTimer.singleShot(0, self, self._show_last)
        for row, (_, _, weight) in zip(self.rows, pictures, strict=False):
            row.show_weight(weight)

    def set_thumbnail(self, place: int, icon: QIcon) -> None:
        """Show a picture in its row."""
        self.rows[place].picture.setIcon(icon)

    def _show_last(self) -> None:
        """Scroll to what was added, once it has its place."""
        if self.rows:
            self.list.ensureWidgetVisible(self.rows[-1])

    def _row(self, at: int, name: str) -> tuple[QWidget, RemoveButton]:
        row = _Row(name, shown=at == 0)
        row.clicked.connect(lambda: self.fronted.emit(at))
        row.weighed.connect(lambda weight: self.weighed.emit(at, weight))
        return row, row.remove
