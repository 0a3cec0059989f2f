"""Photos at full size: the hit alone, or beside the query with zoom and pan linked and parts lit in both."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from photosearch.ui.views.photo_view import PhotoView
from photosearch.ui.views.region_layer import RegionLayer
from photosearch.ui.views.scale_bar import ScaleBar

_FIRST, _LAST = Qt.Key.Key_1, Qt.Key.Key_6


class CompareView(QWidget):
    """Arrow keys step through the hits, Escape goes back; pointing at a part, or its number, lights it in both."""

    step = Signal(int)
    left = Signal()
    copy = Signal()
    save = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.query = PhotoView()
        self.query.setAccessibleName(self.tr("Query at full size"))
        self.hit = PhotoView()
        self.hit.setAccessibleName(self.tr("Photo at full size"))
        self.caption = QLabel()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.away = _note()
        self.away.hide()
        """Says that the photo cannot be reached, and what is shown in its place."""
        self.query_note, self.hit_note = _note(), _note()
        self.query_layer, self.hit_layer = RegionLayer(self.query), RegionLayer(self.hit)
        self.tools = QHBoxLayout()
        """For what belongs to the tool in hand."""
        self.scale = ScaleBar()
        self.legend = QLabel()
        self.legend.setWordWrap(True)
        self.legend.setProperty("quiet", True)  # noqa: FBT003  # Qt's own property
        self._photos = photos = QHBoxLayout()
        photos.setSpacing(8)
        for photo, note in ((self.query, self.query_note), (self.hit, self.hit_note)):
            column = QVBoxLayout()
            column.addWidget(photo, 1)
            column.addWidget(note)
            photos.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(self._top())
        layout.addWidget(self.away)
        layout.addLayout(photos, 1)
        layout.addLayout(self.tools)
        layout.addLayout(self._bottom())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.query.moved.connect(self._link_hit)
        self.hit.moved.connect(self._link_query)
        for layer in (self.query_layer, self.hit_layer):
            layer.pointed.connect(self.light)

    def _top(self) -> QHBoxLayout:
        back = QPushButton(self.tr("Back"))
        back.setToolTip(self.tr("Back to the photos (Escape)"))
        back.clicked.connect(self.left)
        previous, following = QPushButton(self.tr("Previous")), QPushButton(self.tr("Next"))
        previous.setAccessibleName(self.tr("Previous photo"))
        previous.setToolTip(self.tr("Previous photo (Left)"))
        following.setAccessibleName(self.tr("Next photo"))
        following.setToolTip(self.tr("Next photo (Right)"))
        previous.clicked.connect(lambda: self.step.emit(-1))
        following.clicked.connect(lambda: self.step.emit(1))
        self.part_button = QPushButton(self.tr("Search for a part"))
        self.part_button.setCheckable(True)
        self.brush_button = QPushButton(self.tr("Brush"))
        self.detail_button = QPushButton(self.tr("Search for a detail"))
        top = QHBoxLayout()
        for button in (back, self.part_button, self.brush_button, self.detail_button):
            button.setCheckable(button is not back)
            top.addWidget(button)
        top.addWidget(self.caption, 1, Qt.AlignmentFlag.AlignCenter)
        top.addWidget(previous)
        top.addWidget(following)
        return top

    def _bottom(self) -> QHBoxLayout:
        self.copy_button = QPushButton(self.tr("Copy picture"))
        self.copy_button.setToolTip(self.tr("Copy what is compared, with overlay and legend, as one picture (Ctrl+C)"))
        self.copy_button.clicked.connect(self.copy)
        self.save_button = QPushButton(self.tr("Save picture…"))
        self.save_button.setToolTip(self.tr("Save what is compared, with overlay and legend, as one picture (Ctrl+S)"))
        self.save_button.clicked.connect(self.save)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.scale)
        words.addWidget(self.legend)
        bottom = QHBoxLayout()
        bottom.addLayout(words, 1)
        bottom.addWidget(self.copy_button)
        bottom.addWidget(self.save_button)
        return bottom

    def show_away(self, sentence: str) -> None:
        """Say why only a small picture is shown; empty where the photo itself is."""
        self.away.setText(sentence)
        self.away.setVisible(bool(sentence))

    def show_query(self, image: QImage | None) -> None:
        """Show the query on the left, or leave the whole place to the hit."""
        self.query.set_image(image)
        self.query.setVisible(image is not None)
        self.query_note.setVisible(image is not None)
        self._photos.setStretch(0, int(image is not None))  # what is hidden would have its share of the width too

    def light(self, colour: int | None) -> None:
        """Light the parts of a colour in both photos, None for none."""
        for photo, layer in ((self.query, self.query_layer), (self.hit, self.hit_layer)):
            layer.light(colour)
            words = layer.label()
            photo.setAccessibleDescription(self.tr("Part {label}").format(label=words) if words else "")

    @property
    def lit(self) -> int | None:
        """The colour of the parts that are lit, None where none are."""
        return self.hit_layer.lit if self.hit_layer.lit is not None else self.query_layer.lit

    def _colours(self) -> list[int]:
        """Return the colours of all parts, in the order of their numbers."""
        return sorted({region.colour for layer in (self.query_layer, self.hit_layer) for region in layer.regions})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step, light a part, or leave."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.step.emit(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            self.step.emit(-1)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        elif _FIRST <= key <= _LAST:
            colour = key - _FIRST
            self.light(None if colour == self.lit else colour)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, following: bool) -> bool:  # noqa: FBT001  # Qt's
        """Let Tab go from part to part before it goes on to the buttons."""
        colours = self._colours()
        if not self.hasFocus() or not colours:
            return super().focusNextPrevChild(following)
        before = -1 if following else len(colours)
        place = (before if self.lit is None else colours.index(self.lit)) + (1 if following else -1)
        if 0 <= place < len(colours):
            self.light(colours[place])
            return True
        self.light(None)
        return super().focusNextPrevChild(following)

    def _link_hit(self, zoom: float, centre: QPointF) -> None:
        self.hit.set_zoom(zoom, centre)

    def _link_query(self, zoom: float, centre: QPointF) -> None:
        self.query.set_zoom(zoom, centre)


def _note() -> QLabel:
    note = QLabel()
    note.setWordWrap(True)
    note.setTextFormat(Qt.TextFormat.PlainText)
    note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return note
