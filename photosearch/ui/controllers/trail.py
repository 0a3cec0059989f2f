"""The way that was gone through searches, to go back and forth in, and their words."""

from __future__ import annotations

from PySide6.QtCore import QObject

from photosearch.services.step import Step
from photosearch.ui.controllers.method import MethodChoice
from photosearch.ui.style.words import translated


class Trail:
    """Searches in the order in which they were looked at, the place among them, and how many are kept at most."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._steps: list[Step] = []
        self._place = -1

    @property
    def current(self) -> Step | None:
        """The search at the present place."""
        return self._steps[self._place] if self._place >= 0 else None

    def visit(self, step: Step) -> None:
        """Put a search after the present place, and nothing behind it; where it is the present one, stay there."""
        if step != self.current:
            self._steps = [*self._steps[: self._place + 1], step][-self._most :]
            self._place = len(self._steps) - 1

    def replace(self, step: Step) -> None:
        """Put another search at the present place."""
        self._steps[self._place] = step

    def move(self, by: int) -> Step | None:
        """Go back or forth, and return the search there; None where the trail ends."""
        if not 0 <= self._place + by < len(self._steps):
            return None
        self._place += by
        return self._steps[self._place]


class StepWords(QObject):
    """Puts searches in plain words."""

    def __init__(self, method: MethodChoice, parent: QObject) -> None:
        super().__init__(parent)
        self._method = method

    def of(self, step: Step) -> str:
        """Return a search in plain words."""
        question, paths = step.question, step.question.paths
        if not paths:
            return self.tr("photos of: {kind}").format(kind=question.kind)
        words = [paths[0].name]
        if len(paths) > 1:
            words = [self.tr("{name} and {count} more").format(name=words[0], count=len(paths) - 1)]
        if question.spots:
            wanted = sum(spot.wanted for spot in question.spots)
            words.append(self.tr("details of it: {count}").format(count=wanted))
            if unwanted := len(question.spots) - wanted:
                words.append(self.tr("left out: {count}").format(count=unwanted))
            return ", ".join(words)
        less = [one.path.name for one in question.asked if one.weight < 0]
        words += [self.tr("less like {name}").format(name=name) for name in less[:1]]
        first = question.asked[0]
        if first.box is not None or first.stencil is not None:
            words.append(self.tr("part of it"))
        words += first.classes
        if step.weights:
            known = self._method.mix.methods
            titles = [translated(known[name].title) if name in known else name for name, _ in step.weights]
            words.append(self.tr("by {method}").format(method=" + ".join(titles)))
        if then := self._method.window.second.words_of(step.second):
            words.append(self.tr("then {what}").format(what=then))
        if step.second.right:
            words.append(self.tr("{count} right").format(count=len(step.second.right)))
        if step.second.wrong:
            words.append(self.tr("{count} wrong").format(count=len(step.second.wrong)))
        return ", ".join(words)
