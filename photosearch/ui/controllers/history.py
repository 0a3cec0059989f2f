"""The searches that were made: listed in plain words, made again, gone back and forth in, and saved under a name."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from photosearch.errors import LibraryReadOnly
from photosearch.jobs import Cancel, Progress
from photosearch.services.find import Answer
from photosearch.services.library import Library
from photosearch.services.searches import keep_pictures, load, save, set_aside
from photosearch.services.spec import spec_of
from photosearch.services.step import Step
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.controllers.mix import ALL
from photosearch.ui.controllers.search import Search
from photosearch.ui.controllers.trail import StepWords, Trail
from photosearch.ui.controllers.undo import Undo
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.ways import in_window
from photosearch.ui.views.history_list import Row
from photosearch.ui.views.layout import Layout

JOB = "history"
MOST = 50
"""Older searches without a name are forgotten."""


class History(QObject):
    """Notes every search as it begins. `told` carries a sentence.

    Parameters
    ----------
    keep : bool
        Whether searches may be saved.
    """

    told = Signal(str)

    def __init__(
        self,
        library: Library,
        search: Search,
        method: MethodChoice,
        undo: Undo,
        grid: Grid,
        views: Layout,
        runner: JobRunner,
        *,
        keep: bool,
    ) -> None:
        super().__init__(search)
        self._runner = runner
        self._asked: Step | None = None
        runner.finished.connect(self._arrived)
        self._folder, self._keep = library.folder, keep
        self._search, self._method, self._undo, self._grid, self._views = search, method, undo, grid, views
        self._steps: list[Step] = []
        self._saved: list[Step] = []
        self._trail = Trail(MOST)
        self._words = StepWords(method, self)
        self._gone = False
        self._shown: object = None
        undo.otherwise = self._undone
        search.asked.connect(self._note)
        search.answered.connect(self._note)
        search.query_shown.connect(lambda _path, _shown: self._show())
        method.mix.changed.connect(self._show)
        views.history.chosen.connect(self.run)
        views.history.named.connect(self.name)
        views.history.deleted.connect(self.delete)
        self._load()

    def back(self) -> None:
        """Make the search before this one again; from the view of all photos, the last one."""
        at_home = not self._search.question and not self._gone
        if not self._go(0 if at_home else -1):
            self.told.emit(self.tr("There is no search before this one."))

    def forth(self) -> None:
        """Make the search again that was gone back from."""
        if not self._go(1):
            self.told.emit(self.tr("There is no search after this one."))

    def run(self, step: Step, *, anyway: bool = False) -> None:
        """Make a search again exactly; where a picture of it is gone, say so in place of the photos."""
        if self._views.is_full:
            self._views.leave_full()
        self._trail.visit(step)
        self._asked = step
        if anyway:
            self._make(step, ())
            return

        def job(_cancel: Cancel) -> Generator[Progress, None, tuple[Step, Sequence[Path]]]:
            yield from ()
            # A network drive that does not answer must not hold up the window.
            return step, [path for path in step.question.paths if not path.exists()]

        self._runner.start(JOB, job)

    def _arrived(self, job: str, result: object) -> None:
        if job == JOB and isinstance(result, tuple) and result[0] == self._asked:
            self._make(*result)

    def _make(self, step: Step, gone: Sequence[Path]) -> None:
        """Make a search, or say which of its pictures are gone."""
        self._gone = bool(gone)
        if gone:
            sentence = self.tr("The picture {name} of this search is gone.").format(name=gone[0].name)
            hint = self.tr("It was in {folder}.").format(folder=gone[0].parent)
            self._grid.say(sentence, self.tr("Search all the same"), hint, lambda: self.run(step, anyway=True))
            self._show()
            return
        self._method.restore(dict(step.weights))
        self._search.ask(step.question, step.second)

    def name(self, step: Step, name: str) -> None:
        """Give a search a name and save it, or another name."""
        name = " ".join(name.split())
        self._shown = None  # what was typed is in the list
        if name and self._keep:
            named = self._lasting(replace(step, name=name))
            if step in self._saved:
                self._saved[self._saved.index(step)] = named
            else:
                self._saved.insert(0, named)
            self._steps = [other for other in self._steps if other != step]
            self._save()
        self._show()

    def _lasting(self, step: Step) -> Step:
        """Return a search with copies of what was pasted."""
        try:
            return keep_pictures(self._folder, step, self._search.passing)
        except LibraryReadOnly as error:
            self.told.emit(in_window(str(error)))
            return step

    def delete(self, step: Step) -> None:
        """Forget a saved search; this can be undone."""
        place = self._saved.index(step)
        self._undo.push(partial(self._bring_back, place, self._saved.pop(place)))
        self._save()
        self._show()

    def _bring_back(self, place: int, step: Step) -> None:
        if step not in self._saved:
            self._saved.insert(place, step)
            self._steps = [other for other in self._steps if other != step]
            self._save()
            self._show()

    def _undone(self) -> bool:
        return bool(self._search.question) and self._go(-1)

    def _go(self, by: int) -> bool:
        """Make a search of the trail again; False where the trail ends."""
        step = self._trail.move(by)
        if step is not None:
            self.run(step)
        return step is not None

    def _note(self, answer: object = None) -> None:
        """List the search that is being made; one that refines what is known of the last one takes its place."""
        search = self._search
        if not search.question:
            return
        weights = self._method.weights() if search.question.by_methods else {}
        if not weights and search.question.by_methods and isinstance(answer, Answer):
            weights = {spec_of(answer.space): ALL}
        step = Step(search.question, tuple(weights.items()), search.second)
        before = self._trail.current
        if before is not None and before in self._steps and _refines(before, step):
            self._steps.remove(before)
            self._trail.replace(step)
        self._trail.visit(step)
        if step not in self._saved and (step != before or step not in self._steps):
            self._steps = [step, *(other for other in self._steps if other != step)][:MOST]
        self._show()

    def _show(self) -> None:
        """Show the searches, if they are others than before: a name may be being typed."""
        current = self._trail.current if self._search.question else None
        steps = [self._row(step) for step in self._steps]
        saved = [self._row(step) for step in self._saved]
        if self._shown != (steps, saved, current):
            self._shown = steps, saved, current
            self._views.history.show_rows(steps, saved, current, writable=self._keep)

    def _row(self, step: Step) -> Row:
        words = self._words.of(step)
        folders = [str(path.parent) for path in step.question.paths[:1]]
        return step, step.name or words, "\n".join(filter(None, (step.name, words, *folders)))

    def _load(self) -> None:
        saved = load(self._folder)
        self._saved = list(saved.steps)
        if saved.damaged and self._keep:
            kept = set_aside(self._folder)
            if kept is not None:
                self._save()
                words = self.tr("The saved searches were damaged. What could not be read is kept in {file}.")
                QTimer.singleShot(0, self, lambda: self.told.emit(words.format(file=kept)))  # when all is wired
        self._show()

    def _save(self) -> None:
        try:
            save(self._folder, self._saved)
        except LibraryReadOnly as error:
            self.told.emit(in_window(str(error)))


def _refines(before: Step, step: Step) -> bool:
    """Whether a search is another one only in that its method has become known, or that a slider was moved."""
    if step == before or replace(_even(before), weights=step.weights) != _even(step):
        return False
    if before.question != step.question:
        return not (before.weights and step.weights) or before.weights == step.weights
    mixed = len(before.weights) > 1 and _signs(before) == _signs(step)
    return mixed or not before.weights


def _signs(step: Step) -> dict[str, bool]:
    """Return the methods that count, and whether for likeness."""
    return {name: weight > 0 for name, weight in step.weights}


def _even(step: Step) -> Step:
    """Return a search with all pictures counting alike."""
    return replace(step, question=step.question.evenly())
