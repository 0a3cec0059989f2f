"""While details are searched for, all photos show where they hold them; then the person's own overlay comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photosearch.services.browse import overlay_names
from photosearch.services.find import Answer
from photosearch.services.patches import lighting
from photosearch.services.question import Question
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.controllers.search import Search
from photosearch.ui.style.words import translated
from photosearch.ui.views.top_bar import TopBar


class Lighting(QObject):
    """Lights what was found, and offers that among the overlays, for as long as a question has points."""

    def __init__(self, search: Search, overlays: Overlays, bar: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._search = search
        self._overlays = overlays
        self._bar = bar
        self._lit = ""
        self._former = ""
        search.answered.connect(self._light)
        search.question_changed.connect(self._put_out)

    def _light(self, answer: Answer) -> None:
        """Light the words of an answer, unless the person has turned to another overlay since the last one."""
        if not self._search.question.spots:
            return
        before, self._lit = self._lit, lighting(answer.words)
        if self._lit == before:
            return
        turned_away = before and self._overlays.text != before
        if not before:
            self._former = self._overlays.current
        kind = self._lit.partition(":")[0]
        title, legend = next((title, legend) for name, title, legend in overlay_names() if name == kind)
        self._bar.offer_for_now(self._lit, translated(title), translated(legend))
        if turned_away:
            self._bar.show_overlay(self._overlays.current)
        else:
            self._overlays.choose(self._lit)

    def _put_out(self, question: Question) -> None:
        """Go back to the person's own overlay where no detail is searched for any more."""
        if question.spots or not self._lit:
            return
        lit, self._lit = self._lit, ""
        self._bar.offer_no_more()
        if self._overlays.text == lit:
            self._overlays.choose(self._former)
