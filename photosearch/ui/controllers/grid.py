"""What the grid shows: the list filtered by name and more, or words in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QModelIndex, QObject, Signal

from photosearch.ui.models.photo_items import ids_of, named, only, row_of
from photosearch.ui.models.photo_list import ITEM, PhotoItem, PhotoList
from photosearch.ui.views.layout import Layout
from photosearch.ui.views.photo_grid import MOST

Keep: TypeAlias = Callable[[NDArray[np.int64]], NDArray[np.bool_]]
"""Tells of photo ids (n,) which are kept, (n,)."""


class Grid(QObject):
    """Keeps selection and place when the list grows.

    `current_changed` carries a PhotoItem or None; `shown` says that other photos are in the grid; `told` carries
    a sentence.
    """

    current_changed = Signal(object)
    told = Signal(str)
    shown = Signal()

    def __init__(self, layout: Layout, parent: QObject) -> None:
        super().__init__(parent)
        self._layout = layout
        self.model = PhotoList(self)
        self._all: Sequence[PhotoItem] = ()
        self._ranked = False
        self._filter = ""
        self._anew = False
        self._keep: Keep | None = None
        self._without: tuple[str, str, Callable[[], object]] = (
            "",
            "",
            lambda: None,
        )  # what is said where nothing is kept, and how to keep all again
        self._press: Callable[[], object] = lambda: None
        layout.grid.setModel(self.model)
        layout.grid.current_moved.connect(self._moved)
        layout.bar.filtered.connect(self.filter)
        layout.empty.pressed.connect(self._pressed)

    def show(self, items: Sequence[PhotoItem], *, ranked: bool) -> None:
        """Show other photos; the same photo stays current and in view, unless another question was asked."""
        self._all, self._ranked = items, ranked
        anew, self._anew = self._anew, False
        self._fill(anew=anew)

    def begin_anew(self) -> None:
        """Begin at the top with the photos that come next: they answer another question."""
        self._anew = True

    def say(self, sentence: str, button: str = "", hint: str = "", press: Callable[[], object] | None = None) -> None:
        """Show words in place of the photos."""
        self._press = press or (lambda: None)
        self._layout.show_words(sentence, button, hint)

    def keep_only(
        self,
        keep: Keep | None,
        sentence: str = "",
        button: str = "",
        clear: Callable[[], object] = lambda: None,
    ) -> None:
        """Show only photos that pass a test, besides the filter by name; a button keeps all again where none do."""
        self._keep, self._without = keep, (sentence, button, clear)
        self.filter(self._filter)

    def filter(self, words: str) -> None:
        """Show only photos whose names hold some words."""
        self._filter = words
        self._fill()

    def _fill(self, *, anew: bool = False) -> None:
        words, asked = self._filter, self._filter.split()
        found = named(self._all, asked)
        with_name = len(found)
        if self._keep is not None:
            found = only(found, self._keep(ids_of(found)))
        grid = self._layout.grid
        current, place = self.current(), grid.verticalScrollBar().value()
        self.model.set_items(found)
        grid.updateGeometries()
        grid.verticalScrollBar().setValue(0 if anew else place)
        if current is not None and anew and not (found and found[0].path == current.path):
            self.current_changed.emit(None)
        elif current is not None:
            self._find(current.path, current.photo_id)
        self.shown.emit()
        if not self._layout.is_full and (found or asked):
            self._layout.show_grid()
        if asked and not with_name:
            self.say(self.tr("No name holds “{words}”.").format(words=words))
        elif with_name and not found and not self._layout.is_full:
            sentence, button, clear = self._without
            self.say(sentence, button, press=clear)

    def _pressed(self) -> None:
        self._press()

    def current(self) -> PhotoItem | None:
        """Return the current photo."""
        item = self._layout.grid.currentIndex().data(ITEM)
        return item if isinstance(item, PhotoItem) else None

    def selected(self) -> list[Path]:
        """Return the selected photos in reading order; none where they are too many to act on, which is told."""
        count = self._layout.grid.selected_count()
        if count > MOST:
            words = self.tr("{count:,} photos are selected. Select {most:,} or fewer, and try again.")
            self.told.emit(words.format(count=count, most=MOST))
            return []
        rows = sorted(
            {
                row
                for part in self._layout.grid.selectionModel().selection().toList()
                for row in range(part.top(), part.bottom() + 1)
            }
        )
        return [Path(self.model.items[row].path) for row in rows]

    def step(self, by: int) -> PhotoItem | None:
        """Make the next photo current, or the previous one, and return it; None at the ends."""
        row = self._layout.grid.currentIndex().row() + by
        if not 0 <= row < len(self.model.items):
            return None
        self._layout.grid.setCurrentIndex(self.model.index(row, 0))
        return self.model.items[row]

    def beside(self) -> list[Path]:
        """Return the photos after and before the current one."""
        here, items = self._layout.grid.currentIndex().row(), self.model.items
        return [Path(items[row].path) for row in (here + 1, here - 1) if here >= 0 and 0 <= row < len(items)]

    def pass_over(self, paths: Sequence[Path]) -> None:
        """Make the next photo current that is none of some, lest the grid follow these to where they are going."""
        items, row, passed = self.model.items, max(0, self._layout.grid.currentIndex().row()), set(paths)
        rows = chain(range(row, len(items)), range(row - 1, -1, -1))
        left = next((at for at in rows if Path(items[at].path) not in passed), None)
        if left is not None:
            self._layout.grid.setCurrentIndex(self.model.index(left, 0))

    def go_to(self, path: str) -> None:
        """Make a photo current, in the middle of the view; where it is not shown, none is."""
        self._find(path)
        grid = self._layout.grid
        grid.scrollTo(grid.currentIndex(), grid.ScrollHint.PositionAtCenter)

    def _find(self, path: str, photo_id: int | None = None) -> None:
        row = row_of(self.model.items, path, photo_id)
        if row is None:
            self.current_changed.emit(None)
        else:
            self._layout.grid.setCurrentIndex(self.model.index(row, 0))

    def _moved(self, _index: QModelIndex) -> None:
        self.current_changed.emit(self.current())
