"""The button that filters photos by where their main object is and how much of the photo it takes up."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from photosearch.services.composition import PLACES, SIZES, Composition

WORDS = {
    Composition.FILLS: QT_TRANSLATE_NOOP("composition", "fills the photo"),
    Composition.SMALL: QT_TRANSLATE_NOOP("composition", "small"),
    Composition.LEFT: QT_TRANSLATE_NOOP("composition", "left"),
    Composition.CENTRED: QT_TRANSLATE_NOOP("composition", "centred"),
    Composition.RIGHT: QT_TRANSLATE_NOOP("composition", "right"),
    Composition.NONE: QT_TRANSLATE_NOOP("composition", "no main object"),
}
MOST_NAMED = 1
"""More words than this would make the button too wide; they are counted, and all are in its tool tip."""


class CompositionButton(QToolButton):
    """Says what is chosen, and opens a menu of what can be. `chosen` carries a frozenset of Composition."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = _StayingMenu(self)
        self.kinds: dict[Composition, QAction] = {}
        for kind, words in WORDS.items():
            if self.kinds and _group(kind) != _group(next(reversed(self.kinds))):
                menu.addSeparator()
            spoken = _translated(words)
            action = menu.addAction(spoken[:1].upper() + spoken[1:])
            action.setCheckable(True)
            action.toggled.connect(self._tell)
            self.kinds[kind] = action
        menu.addSeparator()
        self.any = menu.addAction(self.tr("Any composition"))
        self.any.triggered.connect(self.clear)
        self.setMenu(menu)
        self._say()

    def wanted(self) -> frozenset[Composition]:
        """Return what is checked; nothing means that all photos are shown."""
        return frozenset(kind for kind, action in self.kinds.items() if action.isChecked())

    def named(self) -> str:
        """Return what is checked, in words."""
        return ", ".join(_translated(words) for kind, words in WORDS.items() if self.kinds[kind].isChecked())

    def clear(self) -> None:
        """Uncheck all, telling so once."""
        if not self.wanted():
            return
        for action in self.kinds.values():
            action.blockSignals(True)  # noqa: FBT003  # Qt's own argument
            action.setChecked(False)
            action.blockSignals(False)  # noqa: FBT003
        self._tell()

    def _tell(self) -> None:
        self._say()
        self.chosen.emit(self.wanted())

    def _say(self) -> None:
        count = len(self.wanted())
        self.any.setEnabled(count > 0)
        said = self.tr("{count} kinds").format(count=count) if count > MOST_NAMED else self.named() or self.tr("any")
        self.setText(self.tr("Composition: {kinds}").format(kinds=said))
        hint = self.tr("Shows only photos whose main object lies like this")
        self.setToolTip(f"{hint}: {self.named()}" if count else hint)


class _StayingMenu(QMenu):
    """Stays open while things are checked, so that several can be."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check what is clicked on."""
        action = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check with the space bar; Enter checks and closes, as in every menu."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)


def _group(kind: Composition) -> int:
    return 0 if kind in SIZES else 1 if kind in PLACES else 2


def _translated(words: object) -> str:
    return QCoreApplication.translate("composition", str(words))
