"""The query: choosing it, and showing it with its overlay."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from photosearch.services.query import Asked
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
        overlays.watch(KEY, panel.view)
        search.query_shown.connect(self._show)
        search.part_changed.connect(overlays.set_part)
        search.query_lacks.connect(self._show_lack)
        search.refined.connect(self._show_feedback)
        panel.choose.connect(self.ask)
        panel.cleared.connect(search.show_library)

    def ask(self) -> None:
        """Let the person choose pictures, and search with them."""
        names, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Search with pictures"))
        if names:
            self._search.search(*map(Path, names))

    def _show_feedback(self, second: SecondStage) -> None:
        self._panel.show_feedback(
            [self._named(one) for one in second.right], [self._named(one) for one in second.wrong]
        )

    def _named(self, one: Asked) -> str:
        return one.path.name if one.box is None else self.tr("a part of {name}").format(name=one.path.name)

    def _show_lack(self, path: Path | None, sentence: str) -> None:
        """Say why the query cannot be seen; it may be searched with all the same."""
        if path is not None:
            self._panel.view.set_words(sentence)
            self._panel.show_name(path.name, len(self._search.question.asked) - 1)
            self._overlays.show(KEY, None, (1, 1))

    def _show(self, path: Path | None, shown: Picture | None) -> None:
        if path is None or shown is None:
            self._panel.show_nothing()
            self._overlays.show(KEY, None, (1, 1))
            return
        self._panel.view.set_image(image_of(shown.rgb))
        self._panel.show_name(path.name, len(self._search.question.asked) - 1)
        self._overlays.show(KEY, path, shown.rgb.shape[:2])
