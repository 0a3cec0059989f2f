"""The searches that were made, and those that were given a name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from photosearch.services.step import Step

Row: TypeAlias = tuple[Step, str, str]
"""A search, its words, and what is said of it when the pointer rests on it."""
SPACE = 1
SAVED = 4
"""So many saved searches are seen at once."""
_OWN_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Steps(QListWidget):
    """Rows of searches; `named` carries a search and its new name."""

    chosen = Signal(object)
    named = Signal(object, str)
    deleted = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.setAccessibleName(name)
        self.setSpacing(SPACE)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setMinimumHeight(3 * self.fontMetrics().lineSpacing())  # Qt would have more, and the query needs it
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed)
        self.itemClicked.connect(self._choose)
        self.itemActivated.connect(self._choose)
        self.itemChanged.connect(self._rename)
        self.again = self._action(self.tr("Search again"), lambda: self._choose(self.currentItem()))
        self.name = self._action(self.tr("Name and save…"), lambda: self.editItem(self.currentItem()))
        self.delete = self._action(self.tr("Delete"), self._delete)

    def _action(self, text: str, do: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(do)
        self.addAction(action)
        return action

    def fill(self, rows: Sequence[Row], current: Step | None, *, writable: bool) -> None:
        self.rows = rows
        self.blockSignals(True)  # noqa: FBT003  # Qt's own
        self.clear()
        for step, words, hint in rows:
            item = QListWidgetItem(words, self)
            item.setToolTip(hint)
            if writable:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            if step == current:
                self.setCurrentItem(item)
        self.blockSignals(False)  # noqa: FBT003  # Qt's own
        for action in (self.name, self.delete):
            action.setEnabled(writable)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self.rows[self.row(item)][0])

    def _rename(self, item: QListWidgetItem) -> None:
        step, name = self.rows[self.row(item)][0], item.text()
        QTimer.singleShot(0, self, lambda: self.named.emit(step, name))  # the editor is still open

    def _delete(self) -> None:
        if self.delete.isVisible() and self.delete.isEnabled() and self.currentItem() is not None:
            self.deleted.emit(self.rows[self.currentRow()][0])

    def event(self, event: QEvent) -> bool:
        """Keep keys that mean something here from the window's actions: Del would move a photo to the trash."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _OWN_KEYS:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._delete()
        else:
            super().keyPressEvent(event)


class HistoryList(QWidget):
    """Searches, the newest on top, and below them those with a name.

    `chosen` and `deleted` carry a Step, `named` a Step and its new name.
    """

    chosen = Signal(object)
    named = Signal(object, str)
    deleted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("History"))
        title.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.nothing = QLabel(self.tr("Every search will be listed here."))
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.nothing.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self.steps = _Steps(self.tr("History"))
        self.steps.delete.setVisible(False)
        self._saved_title = QLabel(self.tr("Saved"))
        self._saved_title.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.saved = _Steps(self.tr("Saved searches"))
        self.saved.name.setText(self.tr("Rename"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        for widget in (title, self.nothing, self.steps, self._saved_title, self.saved):
            layout.addWidget(widget, int(widget in (self.nothing, self.steps)))
        for rows in (self.steps, self.saved):
            rows.chosen.connect(self.chosen)
            rows.named.connect(self.named)
            rows.deleted.connect(self.deleted)
        self.show_rows((), (), None, writable=False)

    def show_rows(self, steps: Sequence[Row], saved: Sequence[Row], current: Step | None, *, writable: bool) -> None:
        """Show other searches; `current` is the one whose hits are shown."""
        self.steps.fill(steps, current, writable=writable)
        self.saved.fill(saved, current, writable=writable)
        self.nothing.setVisible(not steps)
        self.steps.setVisible(bool(steps))
        for widget in (self._saved_title, self.saved):
            widget.setVisible(bool(saved))
        self.saved.setFixedHeight(min(len(saved), SAVED) * (max(self.saved.sizeHintForRow(0), 1) + 2 * SPACE) + 4)
