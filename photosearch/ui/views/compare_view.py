"""Photos at full size: the hit alone, or beside the query with zoom and pan linked."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photosearch.ui.views.photo_view import PhotoView


class CompareView(QWidget):
    """Arrow keys step through the hits, Escape goes back."""

    step = Signal(int)
    left = Signal()
    part = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = PhotoView()
        self.query.setAccessibleName(self.tr("Query at full size"))
        self.hit = PhotoView()
        self.hit.setAccessibleName(self.tr("Photo at full size"))
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        back = QPushButton(self.tr("Back"))
        back.clicked.connect(self.left)
        previous, following = QPushButton(self.tr("Previous")), QPushButton(self.tr("Next"))
        previous.setAccessibleName(self.tr("Previous photo"))
        following.setAccessibleName(self.tr("Next photo"))
        previous.clicked.connect(lambda: self.step.emit(-1))
        following.clicked.connect(lambda: self.step.emit(1))
        self.part_button = QPushButton(self.tr("Search for a part"))
        self.part_button.setCheckable(True)
        self.part_button.clicked.connect(self.part)
        self.detail_button = QPushButton(self.tr("Search for a detail"))
        self.detail_button.setCheckable(True)
        top = QHBoxLayout()
        top.addWidget(back)
        top.addWidget(self.part_button)
        top.addWidget(self.detail_button)
        top.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignCenter)
        top.addWidget(previous)
        top.addWidget(following)
        photos = QHBoxLayout()
        photos.setSpacing(8)
        photos.addWidget(self.query, 1)
        photos.addWidget(self.hit, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addLayout(photos, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.query.moved.connect(self._link_hit)
        self.hit.moved.connect(self._link_query)

    def show_query(self, image: QImage | None) -> None:
        """Show the query on the left, or leave the whole place to the hit."""
        self.query.set_image(image)
        self.query.setVisible(image is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, zoom, or leave."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.step.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self.step.emit(-1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _link_hit(self, zoom: float, centre: QPointF) -> None:
        self.hit.set_zoom(zoom, centre)

    def _link_query(self, zoom: float, centre: QPointF) -> None:
        self.query.set_zoom(zoom, centre)
