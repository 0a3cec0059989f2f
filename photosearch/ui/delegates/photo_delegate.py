"""Paints one photo of the grid: cropped only if asked for, with rank and score, or its day, small under it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from PySide6.QtCore import QDate, QLocale, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPixmap, QStaticText
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photosearch.ui.models.fit import Fit, on_screen
from photosearch.ui.models.photo_list import ITEM, OFFLINE, PhotoItem
from photosearch.ui.overlays.offline_mark import paint_offline
from photosearch.ui.overlays.rectangle import paint_fit
from photosearch.ui.thumbnails import Thumbnails
from photosearch.ui.views.photo_grid import CAPTION, PhotoGrid

RADIUS = 4
NOISE_OPACITY = 0.4
"""How strongly photos below the noise line are shown."""


class PhotoDelegate(QStyledItemDelegate):
    """Few painter calls a cell: each costs, and a screen holds a hundred."""

    def __init__(self, grid: PhotoGrid, thumbnails: Thumbnails) -> None:
        super().__init__(grid)
        self._grid = grid
        self._thumbnails = thumbnails
        self.overlay = ""
        self._cells = False
        self._opacity = 1.0
        self.cropped = False
        self.fits: Mapping[str, Fit] = {}
        """Where photos show what was asked for, by their paths."""

    def show_overlay(self, overlay: str, *, cells: bool, opacity: float) -> None:
        """Lay an overlay over all photos, empty for none, in the network's own cells if asked."""
        self.overlay, self._cells, self._opacity = overlay, cells, opacity

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cells are of one size."""
        return self._grid.cell()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a photo, or the place where it will be."""
        item = cast("PhotoItem", index.data(ITEM))
        rect, palette, state = option.rect, option.palette, option.state
        place = QRect(rect.topLeft(), QSize(rect.width(), rect.height() - CAPTION))
        ratio = self._grid.devicePixelRatioF()
        side = round(self._grid.side * ratio)
        pixmap = self._thumbnails.get(item.path, side, cropped=self.cropped)
        cut = self._grid.cut.row
        if cut is not None and index.row() >= cut:
            painter.setOpacity(NOISE_OPACITY)
        if pixmap is None:
            failed = self._thumbnails.failed(item.path, side, cropped=self.cropped)
            self._paint_waiting(painter, place, palette, failed=failed)
        else:
            shown = _centred(place, pixmap, ratio)
            painter.drawPixmap(shown, pixmap)
            self._paint_overlay(painter, shown, item.path, side)
            place = shown
            self._paint_fit(painter, item.path, shown)
        painter.setOpacity(1)
        if index.data(OFFLINE):
            paint_offline(painter, place)
        if state & QStyle.StateFlag.State_Selected:
            pen = QPen(palette.color(QPalette.ColorRole.Highlight), 3)
            painter.setPen(pen)
            painter.drawRect(place.adjusted(-2, -2, 1, 1))
        elif state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Text), 1, Qt.PenStyle.DotLine))
            painter.drawRect(place.adjusted(-2, -2, 1, 1))
        words = _caption(item)
        if words:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            laid_out = _laid_out(words, painter.font().toString())
            size = laid_out.size()
            left = rect.left() + (rect.width() - size.width()) / 2
            painter.drawStaticText(QPointF(left, rect.bottom() + 1 - (CAPTION + size.height()) / 2), laid_out)

    def _paint_fit(self, painter: QPainter, path: str, shown: QRect) -> None:
        """Paint where a photo shows what was asked for, if that is known and seen here."""
        fit = self.fits.get(path)
        shares = None if fit is None else fit.cropped if self.cropped else fit.whole
        if shares is not None:
            paint_fit(painter, on_screen(shares, QRectF(shown)).toRect())

    def _paint_overlay(self, painter: QPainter, shown: QRect, path: str, side: int) -> None:
        """Paint the overlay over a photo as soon as it is there; the photo itself never waits for it."""
        if not self.overlay:
            return
        tint = self._thumbnails.tint(path, side, self.overlay, cropped=self.cropped, cells=self._cells)
        if tint is not None:
            before = painter.opacity()
            if self._opacity < 1:
                painter.setOpacity(before * self._opacity)
            painter.drawPixmap(shown, tint)
            painter.setOpacity(before)

    def _paint_waiting(self, painter: QPainter, place: QRect, palette: QPalette, *, failed: bool) -> None:
        """Paint a quiet place for a photo that is on its way, or a cross for one that cannot be shown."""
        colour = QColor(palette.color(QPalette.ColorRole.Text))
        colour.setAlpha(18)
        inner = place.adjusted(place.width() // 12, place.height() // 6, -place.width() // 12, -place.height() // 6)
        painter.fillRect(inner, colour)
        if failed:
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self.tr("cannot be\nshown"))


def _caption(item: PhotoItem) -> str:
    """Return what stands under a photo: rank and score of a hit, the day of another, after its place if it has one."""
    if item.rank is not None and item.score is not None:
        said = {True: "   ✓", False: "   ✗", None: ""}[item.right]
        return f"{item.rank}   {item.score:.2f}{said}"
    day = spoken_day(item.day)
    return day if item.rank is None else f"{item.rank:,}   {day}"


@lru_cache(maxsize=4096)
def _laid_out(words: str, written: str) -> QStaticText:
    """Return words that are laid out once in a font, as Qt writes it: captions are painted at every frame."""
    font = QFont()
    font.fromString(written)
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(font=font)
    return text


@lru_cache(maxsize=4096)
def spoken_day(day: str) -> str:
    """Return a day such as 2024-03-14 as the person's country writes it."""
    return QLocale().toString(QDate.fromString(day, Qt.DateFormat.ISODate), QLocale.FormatType.ShortFormat)


def _centred(place: QRect, pixmap: QPixmap, ratio: float) -> QRect:
    """Return where a picture lies in its cell; it is never stretched beyond its own size."""
    size = QSize(round(pixmap.width() / ratio), round(pixmap.height() / ratio))
    rect = QRect(QPoint(0, 0), size)
    rect.moveCenter(place.center())
    return rect
