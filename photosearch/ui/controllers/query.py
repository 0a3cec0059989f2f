"""The query: choosing it, and showing it with its overlay."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from photosearch.services.query import Asked
from photosearch.services.question import Question
from photosearch.services.second_stage import SecondStage
from photosearch.types import Picture
from photosearch.ui.controllers.overlays import Overlays
from photosearch.ui.controllers.search import Search
from photosearch.ui.thumbnails import image_of
from photosearch.ui.views.query_panel import QueryPanel

KEY = "query"


class QueryChoice(QObject):
    """Fills the query panel with what is searched for."""

    def __init__(self, search: Search, overlays: Overlays, panel: QueryPanel, window: QWidget) -> None:
        super().__init__(window)
        self._search = search
        self._overlays = overlays
        self._panel = panel
        self._window = window
        self._shown: Path | None = None
        overlays.watch(KEY, panel.view)
        search.query_shown.connect(self._show)
        search.part_changed.connect(overlays.set_part)
        search.query_lacks.connect(self._show_lack)
        search.refined.connect(self._show_marks)
        search.question_changed.connect(self._name)
        panel.marks.removed.connect(self._take_back)
        panel.choose.connect(self.ask)
        panel.cleared.connect(search.show_library)

    def ask(self) -> None:
        """Let the person choose pictures, and search with them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Search with pictures"))
        if names:
            self._search.search(*map(Path, names))

    def _show_marks(self, second: SecondStage) -> None:
        """List the photos, and parts of photos, that the search was refined by."""
        self._panel.marks.show_marks(*(list(map(self._named, said)) for said in (second.right, second.wrong)))

    def _take_back(self, place: int) -> None:
        """Call what stands at a place of the list neither right nor wrong."""
        second = self._search.second
        one = (*second.right, *second.wrong)[place]
        self._search.mark_parts([one], right=place < len(second.right))

    def _named(self, one: Asked) -> str:
        return (
            one.path.name
            if one.box is None and not one.of_shape
            else self.tr("a part of {name}").format(name=one.path.name)
        )

    def _name(self, question: Question) -> None:
        """Name the picture that is shown, and count the others; one on its way is named when it arrives."""
        if self._shown is not None and question.first == self._shown:
            self._panel.show_name(self._shown.name, len(question.asked) - 1)

    def _show_lack(self, path: Path | None, sentence: str) -> None:
        """Say why the query cannot be seen; it may be searched with all the same."""
        if path is not None:
            self._shown = path
            self._panel.view.set_words(sentence)
            self._panel.show_name(path.name, len(self._search.question.asked) - 1)
            self._overlays.show(KEY, None, (1, 1))

    def _show(self, path: Path | None, shown: Picture | None) -> None:
        self._shown = path
        if path is None or shown is None:
            self._panel.show_nothing()
            self._overlays.show(KEY, None, (1, 1))
            return
        self._panel.view.set_image(image_of(shown.rgb))
        self._panel.show_name(path.name, len(self._search.question.asked) - 1)
        self._overlays.show(KEY, path, shown.rgb.shape[:2])
