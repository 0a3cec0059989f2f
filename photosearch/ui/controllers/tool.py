"""A tool that takes mouse and keyboard over the large photos while it is in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from photosearch.ui.views.layout import Layout
from photosearch.ui.views.photo_layer import PhotoLayer


class Tool(QObject):
    """Its buttons and Escape, and whether it is in hand.

    `told` carries a sentence, `entered` says that it is taken, `in_hand` whether it is.
    """

    told = Signal(str)
    entered = Signal()
    in_hand = Signal(bool)

    def __init__(self, views: Layout, buttons: Sequence[QAbstractButton], window: QWidget) -> None:
        super().__init__(window)
        self._views = views
        self.buttons = buttons
        self.active = False
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._escape.activated.connect(self.leave)
        views.compare.left.connect(self.leave)
        for button in buttons:
            button.clicked.connect(self.toggle)

    def toggle(self) -> None:
        """Take the tool, or put it away."""
        if self.active:
            self.leave()
            return
        lacking = self._lacking()
        self._set_active(on=not lacking)
        if lacking:
            self.told.emit(lacking)
        else:
            self._begin()

    def leave(self) -> None:
        """Put the tool away."""
        if not self.active:
            return
        inside = any(widget is w or widget.isAncestorOf(w) for widget in self._widgets() if (w := widget.focusWidget()))
        self._set_active(on=False)
        self.told.emit(self._parting())
        if inside:
            self._focus_photos()

    def _lacking(self) -> str:
        """Return why there is nothing to use the tool on, empty where there is."""
        raise NotImplementedError

    def _begin(self) -> None:
        """Do what comes first, and say how the tool is used."""
        raise NotImplementedError

    def _use(self, *, on: bool) -> None:
        """Let the layers take mouse and keyboard, or leave them."""
        raise NotImplementedError

    def _widgets(self) -> Sequence[QWidget]:
        """Return what belongs to the tool and may have the keyboard."""
        raise NotImplementedError

    def _parting(self) -> str:
        """Return what is said when the tool is put away."""
        return ""

    def _set_active(self, *, on: bool) -> None:
        self.active = on
        if on:
            self.entered.emit()
        self._escape.setEnabled(on)
        self._use(on=on)
        for button in self.buttons:
            button.setChecked(on)
        self.in_hand.emit(on)

    def _seen(self, layers: Mapping[str, PhotoLayer]) -> PhotoLayer | None:
        """Return the layer over a photo that is seen, the query's first, of those by the names of their views."""
        names = ("full query", "full hit") if self._views.is_full else ("query picture", "details")
        return next((layers[name] for name in names if layers[name].has_photo and layers[name].isVisible()), None)

    def _focus_photos(self) -> None:
        (self._views.compare if self._views.is_full else self._views.grid).setFocus()
