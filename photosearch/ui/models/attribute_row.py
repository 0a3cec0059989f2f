"""A dimension along which photos can be sorted, as a row of a list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

ROW = Qt.ItemDataRole.UserRole
"""The role of the row itself."""
NOTE = Qt.ItemDataRole.UserRole + 1
"""The role of what is said of the person's photo in that row."""


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """A dimension, counted from 1, with the paths of the photos that have the most and the least of it, that one first.

    `rank` is the place of the person's photo among `photos`, 1 for the most, None where there is nothing to say of it.
    """

    number: int
    most: tuple[str, ...]
    least: tuple[str, ...]
    photos: int
    rank: int | None = None

    def place(self, *, least: bool) -> int | None:
        """Return the place of the person's photo from that end."""
        return self.rank if self.rank is None or not least else self.photos + 1 - self.rank
