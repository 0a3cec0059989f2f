"""Correcting by hand what counts of the query before it is searched for."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Progress
from photosearch.services.chosen_part import drawn_part, over_photo, part_to_draw
from photosearch.services.drawn_mask import DrawnMask
from photosearch.services.question import Question
from photosearch.ui.controllers.shown_photos import QUERIES, ShownPhotos
from photosearch.ui.controllers.tool import Tool
from photosearch.ui.style.ways import in_window
from photosearch.ui.views.brush_layer import BrushLayer, BrushTip
from photosearch.ui.views.brush_strip import BrushChoices, BrushStrip

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "brush"


class Brush(Tool):
    """Paints over both views of the query."""

    def __init__(self, shown: ShownPhotos, window: MainWindow) -> None:
        views = window.views
        super().__init__(views, (views.query.add_tool(self.tr("Brush")), views.compare.brush_button), window)
        self._library, self._runner = window.library, window.runner
        self._search, self._shown = window.search, shown
        self._drawn: DrawnMask | None = None
        tip = BrushTip()
        self.choices = BrushChoices(tip, self)
        large = (views.query.view, views.compare.query)
        self.layers = {name: BrushLayer(view, tip) for name, view in zip(QUERIES, large, strict=True)}
        self.strips = {
            name: BrushStrip(self.choices, layer, rows=2 if name == QUERIES[0] else 1)
            for name, layer in self.layers.items()
        }
        self._views.query.sections.insertWidget(0, self.strips[QUERIES[0]])
        self._views.compare.tools.addWidget(self.strips[QUERIES[1]])
        self._connect()

    def _connect(self) -> None:
        what = self.tr("Paint in or out what is to be searched for (U)")
        mouse = self.tr("Shift paints out too; the wheel changes the size, with Ctrl it zooms.")
        keyboard = self.tr("By keyboard: arrow keys move, Space paints in, Del out, [ and ] change the size.")
        for button in self.buttons:
            button.setToolTip(f"{what}\n{mouse}\n{keyboard}")
        for layer in self.layers.values():
            layer.painted.connect(self._renew)
            layer.resized.connect(self._renew)
            layer.searched.connect(self.search)
        self.choices.changed.connect(self._renew)
        self.choices.start_over.connect(self.start_over)
        self.choices.search.connect(self.search)
        self._search.question_changed.connect(self._follow)
        self._shown.arrived.connect(self._show_part)
        self._runner.finished.connect(self._arrived)
        self._runner.failed.connect(self._failed)

    def _lacking(self) -> str:
        if not self._search.question.asked or not self._layer.has_photo or not self._layer.isVisible():
            return self.tr("Search with a picture first; then choose with the brush what of it counts.")
        return ""

    def _begin(self) -> None:
        library, asked = self._library, self._search.question.asked[0]

        def job(_cancel: Cancel) -> Generator[Progress, None, DrawnMask]:
            yield from ()
            return part_to_draw(library, asked)

        self._runner.start(JOB, job)

    def search(self) -> None:
        """Search for what is painted."""
        question, drawn = self._search.question, self._drawn
        if drawn is None or not question.asked:
            return
        try:
            part = drawn_part(question.asked[0], drawn.mask)
        except QueryProblem as problem:
            self.told.emit(in_window(str(problem)))
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

    def _widgets(self) -> Sequence[QWidget]:
        return (*self.layers.values(), *self.strips.values())

    def _use(self, *, on: bool) -> None:  # noqa: ARG002  # what is painted arrives later
        self._drawn = None
        self._take()

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
