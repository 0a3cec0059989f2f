"""Calling hits, or parts of them, right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from photosearch.services.query import Asked
from photosearch.ui.controllers.fits import Fits
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.kept_part import KeptPart
from photosearch.ui.controllers.search import Search


class Marks(QObject):
    """What is meant is a rectangle that was drawn, else the selected hits: of these, where they fit, if that is shown.

    `told` carries a sentence.
    """

    told = Signal(str)

    def __init__(self, search: Search, grid: Grid, fits: Fits, kept: KeptPart, parent: QObject) -> None:
        super().__init__(parent)
        self._search, self._grid, self._fits, self._kept = search, grid, fits, kept
        kept.marked.connect(lambda right: self.mark(right=right))

    def mark(self, *, right: bool) -> None:
        """Call what is meant right or wrong, or take that back; search again at once."""
        query = self._search.query
        if query is None:
            return
        drawn = self._kept.take()
        if drawn is not None:
            self._mark([drawn], right=right)
        elif self._fits.wanted:
            self._mark(
                [part for path in self._grid.selected() if path != query for part in self._parts(path)], right=right
            )
        else:
            self._search.mark(self._grid.selected(), right=right)

    def _parts(self, path: Path) -> list[Asked]:
        """Return what was said something of already in a photo, else where it fits, else all of it."""
        second = self._search.second
        said = [part for part in (*second.right, *second.wrong) if part.path == path]
        return said or [Asked(path, self._fits.box_of(path))]

    def _mark(self, parts: Sequence[Asked], *, right: bool) -> None:
        if not parts:
            return
        self._search.mark_parts(parts, right=right)
        now = self._search.second.right if right else self._search.second.wrong
        self.told.emit(self._words(parts, right=right) if parts[0] in now else self.tr("Taken back."))

    def _words(self, parts: Sequence[Asked], *, right: bool) -> str:
        whole = [part for part in parts if part.box is None]
        if whole:
            words = self.tr("{name} counts as a whole: where it fits is not known yet.")
            return words.format(name=whole[0].path.name)
        if len(parts) > 1:
            said = (
                self.tr("Right: {count} parts, not the whole photos."),
                self.tr("Wrong: {count} parts, not the whole photos."),
            )
            return said[not right].format(count=len(parts))
        said = self.tr("Right: a part of {name}, not all of it."), self.tr("Wrong: a part of {name}, not all of it.")
        return said[not right].format(name=parts[0].path.name)
