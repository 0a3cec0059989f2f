"""The folders of the library, with counts and states."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QEvent, QLocale, Qt, QTime, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from photosearch.services.status import RootState
from photosearch.services.watching import Place, RootNow

_PATH = Qt.ItemDataRole.UserRole


class FoldersPanel(QWidget):
    """A list of folders and the buttons that change it."""

    add = Signal()
    remove = Signal(Path)
    rescan = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Folders"))
        title.setProperty("heading", True)  # noqa: FBT003  # Qt's own property
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setMinimumHeight(3 * self.list.fontMetrics().lineSpacing())  # Qt would have more
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.add_button = QPushButton(self.tr("Add…"))
        self.add_button.clicked.connect(self.add)
        self.remove_button = QPushButton(self.tr("Remove"))
        self.remove_button.clicked.connect(self._remove)
        self.rescan_button = QPushButton(self.tr("Rescan"))
        self.rescan_button.clicked.connect(self.rescan)
        buttons = QHBoxLayout()
        for button in (self.add_button, self.remove_button, self.rescan_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.itemSelectionChanged.connect(self._update)
        self._writable = True
        self._roots: Sequence[RootState] = ()
        self._now: dict[Path, RootNow] = {}
        self._watched = False
        self._working: Sequence[Path] | None = ()
        self._paused = False
        self._update()

    def set_folders(self, roots: Sequence[RootState]) -> None:
        """Show other folders; what was selected stays so."""
        chosen = {item.data(_PATH) for item in self.list.selectedItems()}
        self._roots = roots
        self.list.clear()
        for root in roots:
            name = root.path.name or str(root.path)
            item = QListWidgetItem("   ".join([name, f"{root.photos:,}", *self._states(root)]))
            item.setToolTip("\n".join([str(root.path), *self._facts(root)]))
            item.setData(_PATH, root.path)
            if not root.online:
                item.setForeground(self.palette().placeholderText())
            self.list.addItem(item)
            item.setSelected(root.path in chosen)
        self._update()

    def set_working(self, folders: Sequence[Path] | None, paused: bool) -> None:  # noqa: FBT001  # a state
        """Show which folders are gone through at present (None: all), and whether that is paused."""
        self._working, self._paused = folders, paused
        self.set_folders(self._roots)

    def set_roots(self, roots: Sequence[RootNow]) -> None:
        """Show what is known of the places of the folders."""
        self._now = {root.path: root for root in roots}
        self.set_folders(self._roots)

    def set_watched(self, watched: bool) -> None:  # noqa: FBT001  # a state
        """Say, or not, how changes in the folders are noticed."""
        if watched != self._watched:
            self._watched = watched
            self.set_folders(self._roots)

    def _states(self, root: RootState) -> list[str]:
        """Return what goes on with a folder, in a word."""
        if not root.online:
            return [self._offline(root)]
        if self._working is None or any(folder.is_relative_to(root.path) for folder in self._working):
            return [self.tr("paused") if self._paused else self.tr("indexing…")]
        return []

    def _offline(self, root: RootState) -> str:
        """Return that a folder is away, and since when if that is known."""
        now = self._now.get(root.path)
        if now is None or now.seen is None:
            return self.tr("offline")
        today = now.seen.date() == datetime.now().date()  # as a clock on the wall shows it
        short = QLocale.FormatType.ShortFormat
        day = QLocale().toString(QDate(now.seen.year, now.seen.month, now.seen.day), short)
        clock = QLocale().toString(QTime(now.seen.hour, now.seen.minute), short)
        return self.tr("offline since {when}").format(when=clock if today else day)

    def _facts(self, root: RootState) -> list[str]:
        lines = [self.tr("{count:,} photos").format(count=root.photos)]
        if root.unreadable:
            lines.append(self.tr("{count:,} files could not be shown").format(count=root.unreadable))
        now = self._now.get(root.path)
        place = {Place.REMOVABLE: self.tr("On a removable drive."), Place.NETWORK: self.tr("On the network.")}
        if now is not None and root.online and now.place in place:
            lines.append(place[now.place])
        if not root.online:
            lines.append(self.tr("It cannot be reached now. Its photos are kept."))
            if now is not None and now.seen is not None:
                lines.append(self.tr("Offline since {when}.").format(when=_spoken(now.seen)))
        elif now is not None and self._watched:
            lines.append(
                self.tr("Changes here are noticed at once.")
                if now.watched
                else self.tr("Changes here are noticed when the window is opened or focused.")
            )
        return lines

    def changeEvent(self, event: QEvent) -> None:
        """Use the new colours for what is away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self.set_folders(self._roots)

    def set_writable(self, writable: bool) -> None:  # noqa: FBT001  # a state
        """Allow or forbid changes."""
        self._writable = writable
        self._update()

    def _update(self) -> None:
        self.add_button.setEnabled(self._writable)
        self.rescan_button.setEnabled(self._writable and self.list.count() > 0)
        self.remove_button.setEnabled(self._writable and bool(self.list.selectedItems()))

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.remove.emit(item.data(_PATH))


def _spoken(when: datetime) -> str:
    """Return a time as the person's country writes it."""
    date, time = QDate(when.year, when.month, when.day), QTime(when.hour, when.minute)
    return QLocale().toString(QDateTime(date, time), QLocale.FormatType.ShortFormat)
