"""Where pictures and folders are dropped: the whole window, which says what will happen while they hover."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from photosearch.ui.drop import Dropped, dropped

MARGIN, RADIUS, POINTS = 24, 8, 22


class DropZone(QWidget):
    """Lies over a window while something is dragged over it. `taken` carries a Dropped.

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
            event.acceptProposedAction()
            self.hide()
            self.taken.emit(dropped(event.mimeData()))
            return True
        return False

    def _hover(self, event: QDropEvent) -> None:
        """Say what will happen; what comes from the window itself is dragged to elsewhere."""
        words = "" if event.source() is not None else self._words(dropped(event.mimeData()))
        if not words:
            event.ignore()
            return
        event.acceptProposedAction()
        self.words = words
        self.setAccessibleName(words)
        self.setGeometry(self._window.rect())
        self.raise_()
        self.show()
        self.update()

    def _words(self, found: Dropped) -> str:
        if found.folders and self._accepts_folders:
            return self.tr("Drop to add the folder")
        if len(found.files) > 1:
            return self.tr("Drop to search with these {count} pictures together").format(count=len(found.files))
        if found.files or found.image is not None:
            return self.tr("Drop to search with this picture")
        return ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a veil in the window's own colour, a frame and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.palette().color(QPalette.ColorRole.Window))
        veil.setAlpha(216)
        painter.fillRect(self.rect(), veil)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), RADIUS, RADIUS)
        font = self.font()
        font.setPointSize(POINTS)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
