"""The place under the query for what else can be asked of it; it scrolls where the window is low."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

LEAST = 72
"""So much of it is seen in the lowest window, in pixels of the screen, so that the query's picture keeps its room."""


class SectionsArea(QScrollArea):
    """As high as what is in it, if there is room."""

    def __init__(self, sections: QVBoxLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sections.setContentsMargins(0, 0, 2, 0)
        self._inner = QWidget()
        self._inner.setLayout(sections)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(self.sizePolicy().Policy.Preferred, self.sizePolicy().Policy.Maximum)
        self.setWidgetResizable(True)
        self.setWidget(self._inner)

    def sizeHint(self) -> QSize:
        """Return the size of what is in it."""
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return its width, and as much of its height as must be seen."""
        least = self._inner.minimumSizeHint()
        return QSize(least.width(), min(least.height(), LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take another height when what is in it does."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
