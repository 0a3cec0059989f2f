"""The methods of comparison: each can be used alone, or weighed against others by its slider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from photosearch.services.methods import Method
from photosearch.ui.style.words import translated

MOST = 100
INDENT = 24


class MethodList(QScrollArea):
    """Tells what was chosen (`chosen`) or weighed (`weighed`, 0 to 100) and decides nothing."""

    chosen = Signal(str)
    weighed = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, MethodRow] = {}
        self._methods: list[tuple[str, bool, bool]] = []
        self._buttons = QButtonGroup(self)
        inner = QWidget()
        self._layout = QVBoxLayout(inner)
        self._layout.setSpacing(8)
        self._layout.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)

    def show_methods(self, methods: Sequence[Method], costs: Sequence[str]) -> None:
        """Offer methods; those that are offered already stay in place, so that a slider in hand is not lost."""
        wanted = [(method.id, _can_be_weighed(method), method.unavailable is None) for method in methods]
        if wanted != self._methods:
            self._methods = wanted
            self._make(methods)
        for method, cost in zip(methods, costs, strict=True):
            self.rows[method.id].show_cost(cost)

    def show_weights(self, weights: Mapping[str, int], alone: str | None) -> None:
        """Show how much each method counts, and which one is used alone, None where several are mixed."""
        self._buttons.setExclusive(False)
        for name, row in self.rows.items():
            row.show_weight(weights.get(name, 0))
            row.button.setChecked(name == alone)
        self._buttons.setExclusive(True)

    def _make(self, methods: Sequence[Method]) -> None:
        for row in self.rows.values():
            self._buttons.removeButton(row.button)
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {method.id: MethodRow(method) for method in methods}
        for place, (name, row) in enumerate(self.rows.items()):
            row.button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            if row.slider is not None:
                row.slider.valueChanged.connect(lambda value, name=name: self.weighed.emit(name, value))
            self._buttons.addButton(row.button)
            self._layout.insertWidget(place, row)
        before: QWidget = self
        for row in self.rows.values():
            for widget in (row.button, row.slider):
                if widget is not None:
                    QWidget.setTabOrder(before, widget)
                    before = widget


class MethodRow(QWidget):
    """A button, a slider where photos have the method already, a sentence, and what the method still costs."""

    def __init__(self, method: Method) -> None:
        super().__init__()
        title = translated(method.title)
        self.button = QRadioButton(title)
        self.button.setEnabled(method.unavailable is None)
        self._sentence = QLabel(translated(method.summary))
        self._sentence.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self._cost = QLabel()
        self.slider: WeightSlider | None = None
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setVerticalSpacing(2)
        layout.setHorizontalSpacing(8)
        layout.setColumnStretch(0, 1)
        layout.addWidget(self.button, 0, 0)
        if _can_be_weighed(method):
            self.slider = WeightSlider()
            self.slider.setAccessibleName(self.tr("How much {title} counts").format(title=title))
            self.slider.setToolTip(self.slider.accessibleName())
            self._value = QLabel("0")
            self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            wide = max(str(MOST), self._unlike(), key=self._value.fontMetrics().horizontalAdvance)
            self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance(wide))
            layout.addWidget(self.slider, 0, 1)
            layout.addWidget(self._value, 0, 2)
            self.slider.valueChanged.connect(lambda value: self._value.setText(str(value)))
        for line, label in enumerate((self._sentence, self._cost), 1):
            label.setWordWrap(True)
            label.setContentsMargins(INDENT, 0, 0, 0)
            layout.addWidget(label, line, 0, 1, 3)

    def show_cost(self, cost: str) -> None:
        """Say what the method still costs, or why it cannot be used."""
        self._cost.setText(cost)
        self._cost.setVisible(bool(cost))
        self.button.setAccessibleDescription(f"{self._sentence.text()} {cost}")

    def show_weight(self, weight: int) -> None:
        """Show how much it counts, below 0 for unlikeness; nothing is told of this."""
        if self.slider is None:
            return
        self.slider.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.slider.setValue(weight)
        self.slider.blockSignals(False)  # noqa: FBT003  # Qt's own
        self._value.setText(self._unlike() if weight < 0 else str(weight))
        self._value.setToolTip(self.tr("Photos come first that are unlike the query in this.") if weight < 0 else "")

    def _unlike(self) -> str:
        return self.tr("unlike")


class WeightSlider(QSlider):
    """From 0 to 100. The wheel scrolls the list that it stands in."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(0, MOST)
        self.setPageStep(10)
        self.setFixedWidth(144)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list: what is only scrolled past must not change."""
        event.ignore()


def _can_be_weighed(method: Method) -> bool:
    return method.photos > 0 and method.unavailable is None
