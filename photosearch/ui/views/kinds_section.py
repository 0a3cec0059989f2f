"""The kinds of things that are seen in the query, to search with some of them and without others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from photosearch.services.kinds import Kind

SHOWN = 5
"""So many kinds are listed; more are a click away."""
BUTTON = QSize(22, 22)


class KindsSection(QWidget):
    """A heading that folds, and a row for each kind; it decides nothing.

    `ticked` carries what a kind is asked for by, and 1 to search with it, -1 without it, 0 for neither; `looked` the
    kind whose row is under the pointer or has the keyboard, empty for none.
    """

    ticked = Signal(str, int)
    looked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, KindRow] = {}
        self._kinds: Sequence[Kind] = ()
        self._all = False
        self.unfolded = True
        self.heading = _Button()
        self.heading.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.heading.setToolTip(self.tr("What is seen in the picture: search for some of it alone"))
        self.heading.clicked.connect(self._turn)
        self.more = _Button()
        self.more.clicked.connect(self._show_all)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.heading)
        layout.addLayout(self._list)
        layout.addWidget(self.more)
        self.hide()

    def show_kinds(self, kinds: Sequence[Kind], ticks: Mapping[str, int]) -> None:
        """List kinds, hidden where there are none, and what each is searched with: as in `ticked`."""
        if list(kinds) != list(self._kinds):
            self._make(kinds)
        for asked, row in self.rows.items():
            row.show_tick(ticks.get(asked, 0))
        count = sum(asked in ticks for asked in self.rows)
        words = self.tr("Kinds of things")
        self.heading.setText(self.tr("{words} ({count} chosen)").format(words=words, count=count) if count else words)
        self._fold()
        self.setVisible(bool(kinds))

    def _make(self, kinds: Sequence[Kind]) -> None:
        for row in self.rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._kinds, self._all = kinds, False
        self.rows = {kind.asked: KindRow(kind) for kind in kinds}
        before: QWidget = self.heading
        for asked, row in self.rows.items():
            row.ticked.connect(lambda tick, asked=asked: self.ticked.emit(asked, tick))
            row.looked.connect(self._look)
            self._list.addWidget(row)
            for button in (row.plus, row.minus):
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, self.more)
        self.looked.emit("")

    def _turn(self) -> None:
        self.unfolded = not self.unfolded
        self._fold()

    def _fold(self) -> None:
        """Show as many rows as are wanted; what is ticked is seen unless all are folded away."""
        hidden = 0
        self.heading.setArrowType(Qt.ArrowType.DownArrow if self.unfolded else Qt.ArrowType.RightArrow)
        for place, row in enumerate(self.rows.values()):
            wanted = self._all or place < SHOWN or row.tick != 0
            row.setVisible(self.unfolded and wanted)
            hidden += not wanted
        self.more.setText(self.tr("{count} more").format(count=hidden))
        self.more.setVisible(self.unfolded and hidden > 0)

    def _show_all(self) -> None:
        self._all = True
        first = next(row for row in self.rows.values() if row.isHidden())
        self._fold()
        if self.more.hasFocus():
            first.plus.setFocus()

    def _look(self) -> None:
        """Tell which row is looked at: the one under the pointer before the one that has the keyboard."""
        hovered = [asked for asked, row in self.rows.items() if row.hovered]
        focused = [asked for asked, row in self.rows.items() if row.plus.hasFocus() or row.minus.hasFocus()]
        self.looked.emit(next(iter([*hovered, *focused]), ""))


class KindRow(QWidget):
    """A kind's name, its share, and two buttons: with it, without it. `looked` says that pointer or keyboard moved."""

    ticked = Signal(int)
    looked = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.tick = 0
        self.hovered = False
        self._words = kind.name
        self._name = QLabel()
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._name.setToolTip(kind.name)
        share = QLabel(_percent(kind.share))
        share.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self.plus = self._tick_button("+", self.tr("Search with this alone: {kind}").format(kind=kind.name), 1)
        self.minus = self._tick_button("−", self.tr("Search without this: {kind}").format(kind=kind.name), -1)  # noqa: RUF001  # a minus
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 1, 0, 1)
        layout.setSpacing(4)
        layout.addWidget(self._name, 1)
        for widget in (share, self.plus, self.minus):
            layout.addWidget(widget)

    def _tick_button(self, sign: str, words: str, tick: int) -> QToolButton:
        button = _Button()
        button.setText(sign)
        button.setCheckable(True)
        button.setFixedSize(BUTTON)
        button.setProperty("tick", True)  # noqa: FBT003  # Qt's own property
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda checked: self.ticked.emit(tick if checked else 0))
        button.installEventFilter(self)
        return button

    def show_tick(self, tick: int) -> None:
        """Show whether it is searched with (1), without (-1), or neither (0); nothing is told of this."""
        self.tick = tick
        self.plus.setChecked(tick > 0)
        self.minus.setChecked(tick < 0)
        font = self.font()
        font.setBold(tick > 0)
        font.setStrikeOut(tick < 0)
        self._name.setFont(font)
        self._elide()

    def _elide(self) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self._name.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much of the name as there is room for."""
        super().resizeEvent(event)
        self._elide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Note the pointer."""
        self.hovered = True
        self.looked.emit()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Note that the pointer has left."""
        self.hovered = False
        self.looked.emit()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note where the keyboard is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.looked.emit()
        return super().eventFilter(watched, event)


class _Button(QToolButton):
    """Is reached by Tab, pressed by Space, and does not take the keyboard when it is clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def event(self, event: QEvent) -> bool:
        """Keep Space from the window's action of that key."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Space
        ):
            event.accept()
            return True
        return super().event(event)


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share >= 0.01 else "< 1 %"
