"""The photos of the grid, in order."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl

from photosearch.services.watching import RootNow

ITEM = Qt.ItemDataRole.UserRole
"""The role of the photo itself."""
SEEN = 4_096
OFFLINE = Qt.ItemDataRole.UserRole + 1
"""The role of whether its drive is away."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PhotoItem:
    """A photo of the grid. `rank` and `score` are those of a search, None in the library view.

    Along a dimension there is a rank alone. `day` is written as 2024-03-14; `right` is what the person said of
    a hit, None if nothing.
    """

    photo_id: int
    path: str
    rank: int | None = None
    score: float | None = None
    day: str = ""
    right: bool | None = None


class PhotoList(QAbstractListModel):
    """A flat list that is replaced whole: a search or the library view makes it anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: Sequence[PhotoItem] = ()
        self._seen: dict[int, PhotoItem] = {}
        """Photos by row that were looked at: those on the screen are asked for in every frame."""
        self._away: tuple[str, ...] = ()

    def set_items(self, items: Sequence[PhotoItem]) -> None:
        """Show other photos."""
        self.beginResetModel()
        self._items, self._seen = items, {}
        self.endResetModel()

    def set_roots(self, roots: Sequence[RootNow]) -> None:
        """Say of photos whose drives are away that they are."""
        self._away = tuple(f"{root.path}{os.sep}" for root in roots if not root.online)

    @property
    def items(self) -> Sequence[PhotoItem]:
        """The photos shown."""
        return self._items

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a role says of a photo."""
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._item(index.row())
        if role == ITEM:
            return item
        if role == OFFLINE:
            return self._is_away(item)
        if role == Qt.ItemDataRole.DisplayRole:
            return Path(item.path).name
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([Path(item.path).name, *self._state(item)])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([self._spoken(item), *self._state(item)])
        return None

    def _item(self, row: int) -> PhotoItem:
        found = self._seen.get(row)
        if found is None:
            if len(self._seen) >= SEEN:
                self._seen.clear()
            found = self._seen[row] = self._items[row]
        return found

    def _is_away(self, item: PhotoItem) -> bool:
        return bool(self._away) and item.path.startswith(self._away)

    def _state(self, item: PhotoItem) -> list[str]:
        """Return what is to be said of where a photo is."""
        return [self.tr("offline: drive not connected")] if self._is_away(item) else []

    def _spoken(self, item: PhotoItem) -> str:
        name = Path(item.path).name
        if item.rank is None or item.score is None:
            said = f"{name}, {item.day}" if item.day else name
            return said if item.rank is None else self.tr("{name}, place {rank}").format(name=said, rank=item.rank)
        return self.tr("{name}, rank {rank}, score {score:.2f}").format(name=name, rank=item.rank, score=item.score)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Photos can be selected and dragged out."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return photos as files, for other programs."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(self._items[index.row()].path) for index in indexes])
        return data

    def mimeTypes(self) -> list[str]:
        """Photos are dragged as files."""
        return ["text/uri-list"]
