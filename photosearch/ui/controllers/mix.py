"""Several methods mixed: they are asked once a query, and what they said is ranked anew at every move of a slider."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.methods import Method
from photosearch.services.mix import Opinion, mixed, opinions
from photosearch.services.question import Question
from photosearch.services.second_stage import SecondStage
from photosearch.ui.controllers.search import HITS, JOB, Search
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.words import translated

ALL = 100
"""The weight of a method that is used alone."""

Asking: TypeAlias = tuple[Question, SecondStage]
Place: TypeAlias = tuple[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What methods said to a question."""

    question: Asking
    opinions: Mapping[str, Opinion]


class Mix(QObject):
    """Keeps the methods' weights, -100 to 100; photos are to be unlike the query by those below 0.

    `changed` says that they are others, `single` carries the method that alone is left.
    """

    changed = Signal()
    single = Signal(str)

    def __init__(self, library: Library, runner: JobRunner, search: Search, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._runner = runner
        self._search = search
        self._alone = ""
        self._said: dict[str, Opinion] = {}
        self._question: Asking | None = None
        self._asked: frozenset[str] = frozenset()
        self.methods: dict[str, Method] = {}
        self.weights: dict[str, int] = {}
        runner.finished.connect(self._arrived)
        runner.failed.connect(self._failed)

    @property
    def active(self) -> bool:
        """Whether several methods are mixed."""
        return self._search.instead is not None

    def offer(self, methods: Sequence[Method], chosen: str) -> None:
        """Take the methods that there are; `chosen` is used alone unless several are mixed already."""
        self.methods = {method.id: method for method in methods}
        if not self.active and (chosen != self._alone or not self.weights.get(chosen)):
            self.alone(chosen)

    def alone(self, name: str) -> None:
        """Use one method alone; the search is another's matter."""
        self._alone = name
        self._search.instead = None
        self.weights = {name: ALL} if name in self.methods and self.methods[name].photos else {}
        self.changed.emit()

    def resume(self, weights: Mapping[str, int]) -> bool:
        """Mix as before, without searching yet; False if not several of these methods are left to mix."""
        if sum(name in self.methods for name in weights) < 2 or max(weights.values()) <= 0:
            return False
        self.weights = dict(weights)
        self._search.instead = self._rank
        self.changed.emit()
        return True

    @property
    def heard(self) -> Mapping[str, int]:
        """The weights of the methods that count."""
        return self._heard()

    def back(self) -> None:
        """Use the method alone that counts most."""
        if self.active:
            best = max(self.weights, key=lambda name: self.weights[name])
            self.alone(best)
            self.single.emit(best)

    def weigh(self, name: str, weight: int) -> None:
        """Let a method count so much."""
        self.weights[name] = weight
        heard = self._heard()
        if len(heard) > 1:
            self._search.instead = self._rank
            self._rank()
        elif heard and (self.active or self._alone not in heard):
            self._search.instead = None
            (self._alone,) = heard
            self.single.emit(self._alone)
        elif not heard:
            self._search.instead = None
        self.changed.emit()

    def forget(self) -> None:
        """Forget what methods said: there are other photos now."""
        self._said = {}
        self._asked = frozenset()

    def line(self) -> str:
        """Return how methods are mixed, nothing where one is used alone."""
        heard = self._heard()
        total = sum(map(abs, heard.values()))
        if not self.active:
            return "" if heard or not self.weights else self.tr("Every slider is at 0: move one of them to the right.")
        shares = [
            self._share(round(100 * heard[name] / total), self._title(name))
            for name in sorted(heard, key=lambda name: -heard[name])
        ]
        return self.tr("Mixed: {shares}").format(shares=" + ".join(shares))

    def _share(self, share: int, title: str) -> str:
        words = self.tr("{share} % {title}") if share > 0 else self.tr("{share} % unlike: {title}")
        return words.format(share=abs(share), title=title)

    def opinions_of(self, photo: int) -> list[tuple[str, Place | None]]:
        """Return each mixed method's title with its rank and score of a photo, None where it is not among its hits."""
        heard = self._heard()
        if not self.active or self._question != self._asking() or not set(heard) <= set(self._said):
            return []
        return [(self._title(name), self._said[name].places.get(photo)) for name in heard]

    def _title(self, name: str) -> str:
        return translated(self.methods[name].title)

    def _heard(self) -> dict[str, int]:
        """Return the methods that count, in the order in which they are offered; none where all say "unlike"."""
        heard = {name: self.weights[name] for name in self.methods if self.weights.get(name)}
        return heard if max(heard.values(), default=0) > 0 else {}

    def _asking(self) -> Asking:
        return self._search.question, replace(self._search.second, reach=0)

    def _rank(self) -> None:
        """Show the photos as the weights are now; ask what has not been asked yet."""
        if not self._search.question.by_methods:
            return
        if self._question != self._asking():
            self._question = self._asking()
            self.forget()
        heard = self._heard()
        lacking = frozenset(heard) - frozenset(self._said)
        if not lacking:
            self._search.show(mixed(self._said, heard, HITS).answer)
        elif not (self._runner.is_running(JOB) and lacking <= self._asked):
            self._ask(lacking)

    def _ask(self, names: frozenset[str]) -> None:
        self._asked = names
        library, asking = self._library, self._asking()
        question, second = asking
        first, *others = question.asked

        def job(cancel: Cancel) -> Generator[Progress, None, _Said]:
            said = yield from opinions(library, first, sorted(names), cancel, others=others, second=second)
            return _Said(asking, said)

        self._runner.start(JOB, job)

    def _arrived(self, job: str, result: object) -> None:
        if job != JOB:
            return
        self._asked = frozenset()
        if isinstance(result, _Said) and self.active and result.question == self._question:
            self._said |= result.opinions
            self._rank()

    def _failed(self, job: str, _sentence: str) -> None:
        if job == JOB:
            self._asked = frozenset()
