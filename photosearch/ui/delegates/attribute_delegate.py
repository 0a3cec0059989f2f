"""Paints a dimension: its number, what is said of the person's photo, and the photos at one end of it."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photosearch.ui.models.attribute_row import NOTE, ROW, AttributeRow
from photosearch.ui.thumbnails import Thumbnails

SIDE, GAP = 88, 8
"""Pixels of a photo, and between two."""
WORDS = 112
"""Pixels for number and note."""
SHOWN = 5
"""Photos in a row."""
WIDTH = WORDS + SHOWN * (SIDE + GAP) + 2 * GAP

Flag = Qt.AlignmentFlag


class AttributeDelegate(QStyledItemDelegate):
    """Photos are never cropped; where one is still on its way there is a quiet place for it."""

    def __init__(self, thumbnails: Thumbnails, parent: QObject) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.least = False
        """Whether the photos that have the least are shown."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All rows are of one size."""
        return QSize(WIDTH, SIDE + 2 * GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a row."""
        row, rect, palette = cast("AttributeRow", index.data(ROW)), option.rect, option.palette
        frame = rect.adjusted(1, 2, -2, -2)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            colour = QColor(palette.color(QPalette.ColorRole.Highlight))
            colour.setAlpha(56 if option.state & QStyle.StateFlag.State_Selected else 18)
            painter.fillRect(frame, colour)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(palette.color(QPalette.ColorRole.Highlight))
            painter.drawRect(frame)
        words = QRect(rect.left() + 2 * GAP, rect.top() + GAP, WORDS - 2 * GAP, SIDE)
        self._paint_words(painter, words, palette, row.number, str(index.data(NOTE) or ""))
        for place, path in enumerate((row.least if self.least else row.most)[:SHOWN]):
            left = rect.left() + WORDS + GAP + place * (SIDE + GAP)
            self._paint_photo(painter, QRect(left, rect.top() + GAP, SIDE, SIDE), palette, path)

    def _paint_words(self, painter: QPainter, place: QRect, palette: QPalette, number: int, note: str) -> None:
        """Paint a number, and what is said below it; the two together stand in the middle."""
        plain, large = painter.font(), QFont(painter.font())
        large.setPointSizeF(plain.pointSizeF() * 1.4)
        large.setWeight(QFont.Weight.DemiBold)
        upper, lower = place, QRect()
        if note:
            upper, lower = QRect(place), QRect(place)
            upper.setBottom(place.center().y())
            lower.setTop(place.center().y() + 4)
        painter.setFont(large)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        painter.drawText(upper, Flag.AlignLeft | (Flag.AlignBottom if note else Flag.AlignVCenter), str(number))
        painter.setFont(plain)
        if note:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(lower, Flag.AlignLeft | Flag.AlignTop | Qt.TextFlag.TextWordWrap, note)

    def _paint_photo(self, painter: QPainter, place: QRect, palette: QPalette, path: str) -> None:
        ratio = painter.device().devicePixelRatioF()
        picture = self._thumbnails.get(path, round(SIDE * ratio))
        if picture is None:
            colour = QColor(palette.color(QPalette.ColorRole.Text))
            colour.setAlpha(18)
            painter.fillRect(place.adjusted(GAP, GAP, -GAP, -GAP), colour)
            return
        shown = QRect(QPoint(0, 0), QSize(round(picture.width() / ratio), round(picture.height() / ratio)))
        shown.moveCenter(place.center())
        painter.drawPixmap(shown, picture)
