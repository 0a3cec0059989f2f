"""Where pictures and folders are dropped: the whole window, which says what will happen while they hover."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from photosearch.ui.drop import Dropped, dropped

MARGIN, RADIUS, POINTS = 24, 8, 22


class DropZone(QWidget):
    """Lies over a window while something is dragged over it. `taken` carries a Dropped.

    With Shift, or on the target, pictures are added to those that are searched with.

    Parameters
    ----------
    accepts_folders
        Whether folders may be added; else only pictures are taken.
    """

    taken = Signal(object)

    def __init__(self, window: QWidget, *, accepts_folders: bool) -> None:
        super().__init__(window)
        self._window = window
        self._accepts_folders = accepts_folders
        self.words = ""
        self.target: Callable[[], QRect | None] = lambda: None
        """Where the query is seen in the window, empty where it is hidden; None while there is none to add to."""
        self._aimed = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the window's drags."""
        kind = event.type()
        if kind == QEvent.Type.DragLeave:
            self.hide()
        elif kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and isinstance(event, QDropEvent):
            self._hover(event)
            return True
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
            _take_copy(event)
            self.hide()
            self.taken.emit(replace(dropped(event.mimeData()), added=self._adds(event)))
            return True
        return False

    def _hover(self, event: QDropEvent) -> None:
        """Say what will happen; what comes from the window itself is dragged to elsewhere."""
        found = replace(dropped(event.mimeData()), added=self._adds(event))
        words = "" if event.source() is not None else self._words(found)
        if not words:
            event.ignore()
            return
        _take_copy(event)
        self.words = words
        self._aimed = (self.target() or QRect()) if found.added and not found.folders else QRect()
        self.setAccessibleName(words)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def _words(self, found: Dropped) -> str:
        if found.folders and self._accepts_folders:
            return self.tr("Drop to add the folder")
        if not found.files and found.image is None:
            return ""
        count = max(1, len(found.files))
        if found.added:
            several = self.tr("Drop to add these {count} pictures to the query").format(count=count)
            return several if count > 1 else self.tr("Drop to add this picture to the query")
        several = self.tr("Drop to search with these {count} pictures together").format(count=count)
        words = several if count > 1 else self.tr("Drop to search with this picture")
        return (
            words if self.target() is None else f"{words}\n{self.tr('With Shift, or on the query: add to the query')}"
        )

    def _adds(self, event: QDropEvent) -> bool:
        """Whether what is dropped now is added to the query."""
        target = self.target()
        if target is None:
            return False
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return shift or target.contains(event.position().toPoint())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a veil in the window's own colour, a frame around where it goes, and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.palette().color(QPalette.ColorRole.Window))
        veil.setAlpha(216)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3, Qt.PenStyle.DashLine))
        whole = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawRoundedRect(whole if self._aimed.isEmpty() else self._aimed, RADIUS, RADIUS)
        font = self.font()
        font.setPointSize(POINTS)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)


def _take_copy(event: QDropEvent) -> None:
    """Accept what is dropped as a copy, whatever was proposed: with Shift some programs propose to move the file."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
