"""Photos of a kind of thing that is typed: no picture is needed, and no network runs."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.kinds import Kind, all_kinds
from photosearch.services.question import Question
from photosearch.ui.views.kind_offer import KindOffer

if TYPE_CHECKING:
    from photosearch.ui.main_window import MainWindow

JOB = "kinds of library"


class TypedKind(QObject):
    """Offers kinds of things below the filter, and says above the photos which they are of. `told` carries a sentence.

    What the library shows is found out when the first letters are typed.
    """

    told = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._library = window.library
        self._runner = window.runner
        self._search = window.search
        self._views = window.views
        self._kinds: list[Kind] | None = None
        self._wants_all = False
        self.offer = KindOffer(window.views.bar.filter)
        self.offer.typed.connect(self._typed)
        self.offer.chosen.connect(self.show)
        window.indexing.ended.connect(self.forget)
        window.runner.finished.connect(self._arrived)
        self._search.question_changed.connect(lambda asked: window.overlays.set_class(asked.kind))

    def begin(self) -> None:
        """Let the person choose a kind of thing, of all that there are."""
        if self._views.is_full:
            self._views.leave_full()
        self._views.bar.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._views.bar.filter.selectAll()
        self._wants_all = True
        self._typed()

    def show(self, asked: str) -> None:
        """Show photos of a kind of thing."""
        self._views.bar.filter.clear()
        if self._views.is_full:
            self._views.leave_full()
        self._search.ask(Question(kind=asked))
        self._views.grid.setFocus()

    def follow(self, _items: object, _ranked: bool) -> None:  # noqa: FBT001  # a signal
        """Say above the photos what they are of; to be called once they are in the grid."""
        question = self._search.question
        if question.kind and not question.asked:
            self._views.show_head(self.tr("Photos of: {kind}").format(kind=self._named(question.kind)))

    def forget(self) -> None:
        """Forget what the library shows: it has changed."""
        self._kinds = None

    def _named(self, asked: str) -> str:
        return next((kind.name for kind in self._kinds or () if kind.asked == asked), asked)

    def _typed(self) -> None:
        if self._kinds is not None:
            self._offer(self._kinds)
        elif not self._runner.is_running(JOB):
            library = self._library

            def job(cancel: Cancel) -> Generator[Progress, None, list[Kind]]:
                yield from ()
                return all_kinds(library, cancel)

            self._runner.start(JOB, job)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, list):
            self._kinds = result
            self.offer.set_kinds(result)
            self._offer(result)

    def _offer(self, kinds: list[Kind]) -> None:
        """Offer what fits what was typed, or everything where that is wanted."""
        wants_all, self._wants_all = self._wants_all, False
        if wants_all and not kinds:
            self.told.emit(self.tr("Nothing is known yet of the kinds of things in these photos."))
        self.offer.open(everything=wants_all)
