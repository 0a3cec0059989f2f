"""A list below the filter of the kinds of things that fit what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from photosearch.services.kinds import Kind

FEWEST = 2
"""So many letters must be typed before anything is offered."""
SHOWN = 10
WIDE = 320
"""The least width of the list, in pixels of the screen: names are longer than the field is wide."""
NAME = Qt.ItemDataRole.UserRole
ASKED = Qt.ItemDataRole.UserRole + 1


class KindOffer(QObject):
    """Opens and closes the list. `typed` says that letters were typed; `chosen` carries what a kind is asked for by."""

    typed = Signal()
    chosen = Signal(str)

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._kinds = QStandardItemModel(self)
        self.popup = QListView()
        self.popup.setAccessibleName(self.tr("Kinds of things"))
        self.completer = QCompleter(self._kinds, self)
        self.completer.setPopup(self.popup)
        self.completer.setWidget(field)  # not the field's own: that would write into it what is only looked at
        self.completer.setCompletionRole(NAME)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.setMaxVisibleItems(SHOWN)
        self.completer.activated[QModelIndex].connect(self._choose)  # type: ignore[index]  # one of two overloads
        field.textEdited.connect(self._typed)

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """Offer other kinds of things, in this order."""
        self._kinds.clear()
        for kind in kinds:
            words = self.tr("Photos of: {kind} ({count:,})") if kind.photos else self.tr("Photos of: {kind}")
            item = QStandardItem(words.format(kind=kind.name, count=kind.photos))
            item.setData(kind.name, NAME)
            item.setData(kind.asked, ASKED)
            self._kinds.appendRow(item)

    def open(self, *, everything: bool = False) -> None:
        """Show what fits what is typed, or everything; nothing where nothing fits."""
        text = "" if everything else self._field.text().strip()
        self.completer.setCompletionPrefix(text)
        if not self.completer.completionCount() or not (everything or len(text) >= FEWEST):
            self.popup.hide()
            return
        self.completer.complete(QRect(0, 0, max(self._field.width(), WIDE), self._field.height()))

    def _typed(self) -> None:
        if len(self._field.text().strip()) >= FEWEST:
            self.typed.emit()
        else:
            self.popup.hide()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(ASKED))
