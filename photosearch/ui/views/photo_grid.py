"""A grid of a million photos: every cell is of one size, so that where it lies is arithmetic, not a layout."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QLineF,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from photosearch.ui.views.cut_line import CutLine

Index = QModelIndex | QPersistentModelIndex
GAP = 8
CAPTION = 22
"""Pixels under a photo for rank and score."""
SMALLEST, LARGEST, USUAL = 96, 384, 176
MOST = 50_000
"""At most so many photos are acted on at once: with more the window would stand still."""
Hint = QAbstractItemView.ScrollHint
Move = QAbstractItemView.CursorAction


class PhotoGrid(QListView):
    """Cells in reading order. `resized_cells` says that thumbnails of another size are wanted."""

    resized_cells = Signal(int)
    opened = Signal(QModelIndex)
    current_moved = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = USUAL
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Photos"))
        self.activated.connect(self.opened)
        self.cut = CutLine(self, self._cut_steps, self._cut_row_at)

    @property
    def side(self) -> int:
        """The side of the square that a photo fits in, in pixels."""
        return self._side

    def set_side(self, side: int) -> None:
        """Show photos larger or smaller; the current one stays in view."""
        side = max(SMALLEST, min(LARGEST, side))
        if side == self._side:
            return
        anchor = self.currentIndex() if self.currentIndex().isValid() else self.first_visible()
        self._side = side
        self.updateGeometries()
        if anchor.isValid():
            self.scrollTo(anchor, Hint.PositionAtCenter)
        self.viewport().update()
        self.resized_cells.emit(side)

    def cell(self) -> QSize:
        """Return the size of a cell with its caption, without the gap."""
        return QSize(self._side, self._side + CAPTION)

    def columns(self) -> int:
        """Return how many cells stand in a row."""
        return max(1, (self.viewport().width() - GAP) // (self._side + GAP))

    def visible_rows(self) -> range:
        """Return the rows of the model that are on the screen, and one row of cells around them."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        pitch = self._pitch()
        first = max(0, (self.verticalOffset() // pitch - 1) * self.columns())
        last = (self.verticalOffset() + self.viewport().height()) // pitch + 2
        return range(min(first, count), min(last * self.columns(), count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photos on the screen; the base class would look them up in the layout that it does not have."""
        model, selection = self.model(), self.selectionModel()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        current = self.currentIndex().row() if self.hasFocus() else -1
        # What is the same for all cells is asked once: in Python every question costs.
        columns, step, paint, changed = self.columns(), self._step(), self.itemDelegate().paint, event.rect()
        any_selected = selection.hasSelection()
        for row in self.visible_rows():
            rect = self._place(row, columns, step)
            if not rect.intersects(changed):
                continue
            index, state = model.index(row, 0), plain
            if any_selected and selection.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == current:
                state |= QStyle.StateFlag.State_HasFocus
            option.rect, option.state = rect, state
            paint(painter, option, index)
        self.cut.paint(painter, self.palette())

    # What QListView would lay out, as arithmetic.

    def visualRect(self, index: Index) -> QRect:
        """Return where a photo is in the viewport."""
        if not index.isValid():
            return QRect()
        return self._place(index.row(), self.columns(), self._step())

    def _place(self, number: int, columns: int, step: int) -> QRect:
        row, column = divmod(number, columns)
        left = GAP // 2 + column * step + (step - self._side) // 2
        return QRect(left, GAP + row * self._pitch() - self.verticalOffset(), self._side, self._side + CAPTION)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the photo at a point of the viewport."""
        model = self.model()
        column, across = divmod(point.x() - GAP // 2, self._step())
        across -= (self._step() - self._side) // 2
        row, down = divmod(point.y() + self.verticalOffset() - GAP, self._pitch())
        number = row * self.columns() + column
        inside = 0 <= column < self.columns() and 0 <= across < self._side and down < self._side + CAPTION and row >= 0
        if model is None or not inside or not 0 <= number < model.rowCount():
            return QModelIndex()
        return model.index(number, 0)

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Bring a photo into view."""
        rect = self.visualRect(index)
        height, bar = self.viewport().height(), self.verticalScrollBar()
        if hint == Hint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif rect.top() < GAP or hint == Hint.PositionAtTop:
            bar.setValue(bar.value() + rect.top() - GAP)
        elif rect.bottom() > height - GAP or hint == Hint.PositionAtBottom:
            bar.setValue(bar.value() + rect.bottom() - height + GAP)

    def moveCursor(self, action: Move, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the photo that a key leads to, in reading order."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        if count == 0:
            return QModelIndex()
        now, columns = max(0, self.currentIndex().row()), self.columns()
        page = max(1, self.viewport().height() // self._pitch()) * columns
        steps = {
            Move.MoveLeft: -1,
            Move.MovePrevious: -1,
            Move.MoveRight: 1,
            Move.MoveNext: 1,
            Move.MoveUp: -columns,
            Move.MoveDown: columns,
            Move.MovePageUp: -page,
            Move.MovePageDown: page,
            Move.MoveHome: -count,
            Move.MoveEnd: count,
        }
        there = now + steps[action]
        if action in (Move.MoveUp, Move.MoveDown) and not 0 <= there < count:
            there = now
        return model.index(max(0, min(count - 1, there)), 0)

    def horizontalOffset(self) -> int:
        """Nothing scrolls sideways."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return the part of the viewport that selected photos take up; only visible ones are asked for."""
        region = QRegion()
        visible = self.visible_rows()
        for part in selection.toList():
            for row in range(max(part.top(), visible.start), min(part.bottom() + 1, visible.stop)):
                region += self.visualRect(self.model().index(row, 0))
        return region

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Select the photos in a rectangle; a point with Shift selects in reading order from the current one."""
        model, selection = self.model(), QItemSelection()
        if model is None or self.selectionModel() is None:
            return
        rect = rect.normalized()
        start, end = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomRight())
        if command & QItemSelectionModel.SelectionFlag.Current and start.isValid() and end.isValid():
            first, last = sorted((start.row(), end.row()))
            selection.select(model.index(first, 0), model.index(last, 0))
        else:
            for row in self.visible_rows():
                index = model.index(row, 0)
                if self.visualRect(index).intersects(rect):
                    selection.select(index, index)
        self.selectionModel().select(selection, command)

    def selectAll(self) -> None:
        """Select all photos; the base class would ask each whether it may be."""
        model = self.model()
        if model is not None and model.rowCount():
            every = QItemSelection(model.index(0, 0), model.index(model.rowCount() - 1, 0))
            self.selectionModel().select(every, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_count(self) -> int:
        """Return how many photos are selected, without a visit to each."""
        return sum(part.height() for part in self.selectionModel().selection().toList())

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Let photos be dragged out, unless they are so many that the window would stand still for it."""
        if self.selected_count() <= MOST:
            super().startDrag(actions)

    def doItemsLayout(self) -> None:
        """There is nothing to lay out; the base class would visit every photo."""
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        """Set the range of the scroll bar."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        rows = -(-count // self.columns())
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(self._pitch() // 3)
        bar.setPageStep(height)
        bar.setRange(0, max(0, rows * self._pitch() + GAP - height))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first visible photo in view while the number of columns changes."""
        anchor = self.first_visible()
        super().resizeEvent(event)
        self.updateGeometries()
        if anchor.isValid() and self.verticalOffset() > 0:
            self.scrollTo(anchor, Hint.PositionAtTop)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell about the current photo."""
        super().currentChanged(current, previous)
        self.current_moved.emit(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter; letters are shortcuts of the window, not a search by name."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif event.text().isprintable() and event.text() and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _cut_steps(self, row: int) -> list[QLineF]:
        """Return the line before a row: along its top, and where it is not the first of its line, a step down."""
        line, column = divmod(row, self.columns())
        top = GAP // 2 + line * self._pitch() - self.verticalOffset()
        width, across = self.viewport().width(), GAP // 2 + column * self._step()
        if column == 0:
            return [QLineF(GAP, top, width - GAP, top)]
        low = top + self._pitch()
        return [QLineF(GAP, low, across, low), QLineF(across, low, across, top), QLineF(across, top, width - GAP, top)]

    def _cut_row_at(self, point: QPointF) -> int:
        """Return the row before which a line nearest to a point of the viewport would lie; the first stays above."""
        line = int(point.y() + self.verticalOffset() - GAP // 2) // self._pitch()
        column = round((point.x() - GAP // 2) / self._step())
        return max(1, min(self.model().rowCount(), line * self.columns() + max(0, min(self.columns(), column))))

    def _pitch(self) -> int:
        return self._side + CAPTION + GAP

    def _step(self) -> int:
        """Return how far apart columns stand: what is left over in a row is shared out between them."""
        return max(self._side + GAP, (self.viewport().width() - GAP) // self.columns())

    def first_visible(self) -> QModelIndex:
        """Return the first photo of the first row of which at least half is in view."""
        model = self.model()
        row = (self.verticalOffset() + self._pitch() // 2) // self._pitch() * self.columns()
        return model.index(row, 0) if model is not None and row < model.rowCount() else QModelIndex()
