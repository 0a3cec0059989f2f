"""Correcting by hand what counts of the query before it is searched for."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.chosen_part import drawn_part, over_photo, part_to_draw
from photosearch.services.drawn_mask import DrawnMask
from photosearch.services.question import Question
from photosearch.ui.controllers.shown_photos import QUERIES, ShownPhotos
from photosearch.ui.views.brush_layer import BrushLayer, BrushTip
from photosearch.ui.views.brush_strip import BrushChoices, BrushStrip

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "brush"


class Brush(QObject):
    """A tool over both views of the query.

    `told` carries a sentence, `entered` says that the tool is taken, `in_hand` whether it is.
    """

    told = Signal(str)
    entered = Signal()
    in_hand = Signal(bool)

    def __init__(self, shown: ShownPhotos, window: MainWindow) -> None:
        super().__init__(window)
        self._library, self._runner = window.library, window.runner
        self._search, self._views, self._shown = window.search, window.views, shown
        self._drawn: DrawnMask | None = None
        self.active = False
        tip = BrushTip()
        self.choices = BrushChoices(tip, self)
        views = (self._views.query.view, self._views.compare.query)
        self.layers = {name: BrushLayer(view, tip) for name, view in zip(QUERIES, views, strict=True)}
        self.strips = {
            name: BrushStrip(self.choices, layer, rows=2 if name == QUERIES[0] else 1)
            for name, layer in self.layers.items()
        }
        self._views.query.sections.insertWidget(0, self.strips[QUERIES[0]])
        self._views.compare.tools.addWidget(self.strips[QUERIES[1]])
        self.buttons = (self._views.query.add_tool(self.tr("Brush")), self._views.compare.brush_button)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), window)
        self._escape.setEnabled(False)
        self._connect()

    def _connect(self) -> None:
        what = self.tr("Paint in or out what is to be searched for (U)")
        mouse = self.tr("Shift paints out too; the wheel changes the size, with Ctrl it zooms.")
        keyboard = self.tr("By keyboard: arrow keys move, Space paints in, Del out, [ and ] change the size.")
        for button in self.buttons:
            button.setToolTip(f"{what}\n{mouse}\n{keyboard}")
            button.clicked.connect(self.toggle)
        for layer in self.layers.values():
            layer.painted.connect(self._renew)
            layer.resized.connect(self._renew)
            layer.searched.connect(self.search)
        self.choices.changed.connect(self._renew)
        self.choices.start_over.connect(self.start_over)
        self.choices.search.connect(self.search)
        self._escape.activated.connect(self.leave)
        self._views.compare.left.connect(self.leave)
        self._search.question_changed.connect(self._follow)
        self._shown.arrived.connect(self._show_part)
        self._runner.finished.connect(self._arrived)
        self._runner.failed.connect(self._failed)

    def toggle(self) -> None:
        """Take the brush, or put it away."""
        if self.active:
            self.leave()
            return
        layer, question = self._layer, self._search.question
        if not question.asked or not layer.has_photo or not layer.isVisible():
            self._set_mode(on=False)
            self.told.emit(self.tr("Search with a picture first; then choose with the brush what of it counts."))
            return
        self._set_mode(on=True)
        library, asked = self._library, question.asked[0]

        def job(_cancel: Cancel) -> Generator[Progress, None, DrawnMask]:
            yield from ()
            return part_to_draw(library, asked)

        self._runner.start(JOB, job)

    def leave(self) -> None:
        """Put the brush away; what was painted is forgotten."""
        if not self.active:
            return
        inside = any(widget.isAncestorOf(w) or widget is w for widget in self._widgets if (w := widget.focusWidget()))
        self._set_mode(on=False)
        self.told.emit("")
        if inside:
            (self._views.compare if self._views.is_full else self._views.grid).setFocus()

    def search(self) -> None:
        """Search for what is painted."""
        question, drawn = self._search.question, self._drawn
        if drawn is None or not question.asked:
            return
        try:
            part = drawn_part(question.asked[0], drawn.mask)
        except QueryProblem as problem:
            self.told.emit(str(problem))
            return
        self.leave()
        if self._views.is_full:
            self._views.leave_full()
        self._search.ask(question.of_part(part))

    def start_over(self) -> None:
        """Paint from the main object on again."""
        if self._drawn is not None:
            self._drawn.start_over()
            self._renew()

    @property
    def _layer(self) -> BrushLayer:
        """The layer over the view that is seen."""
        return self.layers[QUERIES[int(self._views.is_full)]]

    @property
    def _widgets(self) -> tuple[BrushLayer | BrushStrip, ...]:
        return (*self.layers.values(), *self.strips.values())

    def _set_mode(self, *, on: bool) -> None:
        self.active, self._drawn = on, None
        if on:
            self.entered.emit()
        self._escape.setEnabled(on)
        self._take()
        for button in self.buttons:
            button.setChecked(on)
        self.in_hand.emit(on)

    def _take(self) -> None:
        for layer in self.layers.values():
            layer.take(self._drawn)
        for strip in self.strips.values():
            strip.setVisible(self._drawn is not None)

    def _arrived(self, job: str, result: object) -> None:
        if job != JOB or not self.active or not isinstance(result, DrawnMask):
            return
        self._drawn = result
        self._take()
        self._layer.setFocus()
        self.told.emit(self.tr("The left button paints in, the right one out. Enter searches, Escape leaves."))

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB and self.active:
            self.leave()
            self.told.emit(sentence)

    def _renew(self) -> None:
        for layer in self.layers.values():
            layer.update()

    def _follow(self, _question: Question) -> None:
        self.leave()
        for name in QUERIES:
            self._show_part(name)

    def _show_part(self, name: str, _path: Path | None = None, _size: object = None) -> None:
        """Show what is searched for over the photo that it is of."""
        if name not in self.layers:
            return
        first = self._search.question.asked[0] if self._search.question.asked else None
        mask = None
        if first is not None and first.stencil is not None and self._shown.paths.get(name) == first.path:
            mask = over_photo(first.stencil.mask, first.box, self._shown.sizes[name])
        self.layers[name].show_part(mask)
