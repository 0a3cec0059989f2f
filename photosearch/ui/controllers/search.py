"""From a picture to the grid: searching, and the view of the whole library."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from photosearch.jobs import Cancel, Progress
from photosearch.services.browse import picture
from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.services.query import Asked
from photosearch.services.question import Question, answer
from photosearch.services.second_stage import ONE_STAGE, SecondStage
from photosearch.services.timeline import timeline
from photosearch.types import Box, Hit, Picture
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.models.photo_items import LibraryItems
from photosearch.ui.models.photo_list import PhotoItem

JOB = "photos"
HITS = 500
"""How many hits a search shows."""
FIRST = 300
"""How many photos of the library are listed before all are."""
QUERY_SIDE = 480
QUICK = 80
"""Qt's quality of a PNG says how hard it is packed: a fifth of the usual time, a tenth larger."""
Order: TypeAlias = Callable[[Library, Cancel], Sequence[PhotoItem]]
"""Lists a library's photos in another order than the newest first; called in a worker."""


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Ranked photos of which nothing says where likeness turns into chance."""

    hits: Sequence[Hit]


class Search(QObject):
    """Keeps the query, and makes the list of photos.

    `listed` carries the photos and whether they are ranked; `query_shown` the picture of the query and its path, or
    None for both, `query_lacks` its path and why it cannot be shown; `failed` a sentence; `refined` a SecondStage;
    `part_changed` the Box of the query that is searched for, None for all of it; `question_changed` a Question, empty
    for the view of all photos; `turned` says that it asks for something else, not only with other weights or with more
    pictures. `asked` says that a search begins, `unjudged` that photos are ranked by no likeness.
    """

    listed = Signal(object, bool)
    query_shown = Signal(object, object)
    query_lacks = Signal(object, str)
    part_changed = Signal(object)
    question_changed = Signal(object)
    turned = Signal()
    asked = Signal()
    answered = Signal(object)
    unjudged = Signal()
    failed = Signal(str)
    refined = Signal(object)

    def __init__(self, library: Library, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._pasted = TemporaryDirectory(prefix="photosearch-")
        self._paste_count = 0
        self._partial = False
        self._shown = False
        self.question = Question()
        self.order: Order | None = None
        self.descriptor: str | None = None
        self.second = ONE_STAGE
        self.instead: Callable[[], None] | None = None
        """What searches in place of one method, where several are mixed."""
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    @property
    def query(self) -> Path | None:
        """The picture that is searched with, the first of several."""
        return self.question.first

    @property
    def region(self) -> Box | None:
        """The rectangle of it that is searched for, None for all of it."""
        return self.question.box

    @property
    def passing(self) -> Path:
        """The folder of what was pasted; it is deleted when the window closes."""
        return Path(self._pasted.name)

    def close(self) -> None:
        """Delete what was pasted."""
        self._pasted.cleanup()

    def search(self, path: Path, *others: Path, region: Box | None = None) -> None:
        """Rank the library by its likeness to a picture or a part of it, or to several together."""
        self.ask(Question((Asked(path, region), *map(Asked, others))))

    def ask(self, question: Question, second: SecondStage | None = None) -> None:
        """Search for something else, with what is done with the hits; by default as now, with nothing called right."""
        before, self.order = self.question, None
        self.second = replace(self.second, right=(), wrong=()) if second is None else second
        self._set_question(question)
        self.refined.emit(self.second)
        if question.first is None:
            self.query_shown.emit(None, None)
        elif question.first != before.first or not self._shown:
            self._show_picture(question.first)
        self.repeat()

    def _show_picture(self, path: Path) -> None:
        library, self._shown = self._library, False

        def look(_cancel: Cancel) -> Generator[Progress, None, tuple[Path, Picture]]:
            yield from ()
            return path, picture(library, path, QUERY_SIDE)

        self._runner.start("query picture", look)

    def set_region(self, region: Box | None) -> None:
        """Search for another rectangle of the same picture, None for all of it."""
        if self.question.asked and (region != self.region or self.question.asked[0].of_shape or self.question.spots):
            self.ask(self.question.of_part(replace(self.question.asked[0], box=region, stencil=None, classes=())))

    def _set_question(self, question: Question) -> None:
        other = bool(question) and question.alone() != self.question.alone()
        self.question = question
        if other:
            self.turned.emit()
        self.part_changed.emit(question.box)
        self.question_changed.emit(question)

    def keep_image(self, image: QImage) -> Path:
        """Return a file of a copied picture, for as long as the window is open."""
        self._paste_count += 1
        path = self.passing / f"pasted picture {self._paste_count}.png"
        image.save(str(path), quality=QUICK)
        return path

    def mark(self, paths: Sequence[Path], *, right: bool) -> None:
        """Call photos right or wrong, or take that back where all are called so already; search again at once."""
        if self.query is None or not paths:
            return
        self.mark_parts([Asked(path) for path in paths if path != self.query], right=right)

    def mark_parts(self, parts: Sequence[Asked], *, right: bool) -> None:
        """Call photos or parts of photos right or wrong, or take that back; search again at once."""
        before = self.second
        kept = dict.fromkeys(before.right, True) | dict.fromkeys(before.wrong, False)
        already = all(kept.get(part) is right for part in parts)
        for part in parts:
            kept.pop(part, None)
            if not already:
                kept[part] = right
        chosen = {kind: tuple(part for part, said in kept.items() if said is kind) for kind in (True, False)}
        self.set_second(replace(before, right=chosen[True], wrong=chosen[False]))

    def set_second(self, second: SecondStage) -> None:
        """Search again with other things done with the hits."""
        self.second = second
        self.refined.emit(second)
        if self.question:
            self.repeat()

    def _forget_marks(self) -> None:
        """Forget what was called right and wrong: it says nothing of another query."""
        self.second = replace(self.second, right=(), wrong=())
        self.refined.emit(self.second)

    def repeat(self) -> None:
        """Search again with the same query: by another descriptor, or because the library has grown."""
        question, descriptor, second, library = self.question, self.descriptor, self.second, self._library
        if not question:
            self._list(None)
            return
        self.asked.emit()
        if self.instead is not None and question.by_methods:
            self.instead()
            return

        def rank(cancel: Cancel) -> Generator[Progress, None, Answer | Hits]:
            found = yield from answer(library, question, HITS, cancel, descriptor=descriptor, second=second)
            return found if isinstance(found, Answer) else Hits(found)

        self._runner.start(JOB, rank)

    def show(self, found: Answer) -> None:
        """Show ranked photos."""
        self._show_hits(found.hits)
        self.answered.emit(found)

    def _show_hits(self, hits: Sequence[Hit]) -> None:
        marks = {str(one.path): True for one in self.second.right} | {str(o.path): False for o in self.second.wrong}
        items = [PhotoItem(h.photo_id, h.path, h.rank, h.score, right=marks.get(h.path)) for h in hits]
        self.listed.emit(items, True)  # noqa: FBT003  # a signal

    def show_library(self, order: Order | None = None) -> None:
        """Show all photos, newest first, or in another order."""
        self.order = order
        self._set_question(Question())
        self._forget_marks()
        self.query_shown.emit(None, None)
        self._list(FIRST)

    def _list(self, limit: int | None) -> None:
        """List photos in a worker: the first screens at once, so that something can be seen, then all."""
        library, order = self._library, self.order
        self._partial = limit is not None and order is None

        def photos(cancel: Cancel) -> Generator[Progress, None, Sequence[PhotoItem]]:
            yield from ()
            if not library.exists:
                return []
            if order is not None:
                return order(library, cancel)
            return LibraryItems(timeline(library, limit, cancel))

        self._runner.start(JOB, photos)

    def _arrived(self, job: str, result: object) -> None:
        if job == "query picture" and isinstance(result, tuple):
            path, shown = result
            if path == self.query:
                self._shown = True
                self.query_shown.emit(path, shown)
        elif job == JOB and isinstance(result, Answer):
            self.show(result)
        elif job == JOB and isinstance(result, Hits):
            self._show_hits(result.hits)
            self.unjudged.emit()
        elif job == JOB and isinstance(result, Sequence):
            self.listed.emit(result, False)  # noqa: FBT003  # a signal
            if self._partial and len(result) == FIRST:
                self._list(None)

    def _failed(self, job: str, sentence: str) -> None:
        if job == JOB:
            self.listed.emit([], bool(self.question))
            making = self._runner.is_running("index")  # what is lacking may be what is being made
            self.failed.emit(
                self.tr("Photos appear here as soon as they are indexed for this.") if making else sentence
            )
        elif job == "query picture":
            self.query_lacks.emit(self.query, sentence)
            if not self._runner.is_running(JOB):
                self.failed.emit(sentence)
