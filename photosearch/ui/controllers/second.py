"""What is done with the best hits: choosing it, what it waits for, and the way back when it cannot be done."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from photosearch.jobs import Progress
from photosearch.services.closer_looks import CLOSER_LOOKS
from photosearch.services.find import Answer
from photosearch.services.second_stage import ONE_STAGE, SecondStage
from photosearch.ui.controllers.grid import Grid
from photosearch.ui.controllers.mix import Mix
from photosearch.ui.controllers.search import JOB, Search
from photosearch.ui.dialogs.method_window import MethodWindow
from photosearch.ui.job_runner import JobRunner
from photosearch.ui.style.words import translated

LOOKING = "Looking more closely"
"""The stage that a closer look reports."""


class Second(QObject):
    """Takes the person's choice to the search. `told` carries a sentence."""

    told = Signal(str)

    def __init__(
        self, runner: JobRunner, search: Search, mix: Mix, grid: Grid, window: MethodWindow, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._search = search
        self._mix = mix
        self._grid = grid
        self._window = window
        window.second_chosen.connect(self.choose)
        mix.changed.connect(self.show_note)
        search.answered.connect(self._looked)
        search.refined.connect(window.second.show_stage)
        runner.progressed.connect(self._progressed)

    def choose(self, stage: SecondStage) -> None:
        """Do something else with the best hits from now on."""
        now = self._search.second
        self._search.set_second(replace(stage, right=now.right, wrong=now.wrong))
        self.show_note()

    def back(self) -> None:
        """Show the hits as they are from now on."""
        self._window.second.show_none()
        self.choose(ONE_STAGE)

    def say_failure(self, sentence: str) -> None:
        """Say in place of the photos why nothing was found, and offer a way back."""
        stage = self._search.second
        if self._mix.active:
            self._grid.say(sentence, self.tr("Back to one method"), "", self._mix.back)
        elif stage.expand or stage.reach or stage.views:
            self._grid.say(sentence, self.tr("Show the hits as they are"), self._hint(stage), self.back)
        else:
            self._grid.say(sentence)

    def show_note(self) -> None:
        """Say what becomes of the choice while methods are mixed."""
        stage = self._search.second
        left_out = self._mix.active and stage.reach
        note = self.tr("Left out while methods are mixed: such a look puts photos in an order of its own.")
        self._window.say_of_second(note if left_out else "")

    def _hint(self, stage: SecondStage) -> str:
        """Return how what a closer look lacks can be made here."""
        descriptor = CLOSER_LOOKS[stage.look].descriptor if stage.reach else None
        method = None if descriptor is None else self._mix.methods.get(descriptor)
        if method is None or method.photos:
            return ""
        words = self.tr("Or choose “{title}” in the window “What photos are compared by”, and make it there.")
        return words.format(title=translated(method.title))

    def _progressed(self, job: str, progress: Progress) -> None:
        if job == JOB and progress.stage == LOOKING:
            words = self.tr("Looking more closely: {done:,} of {total:,}")
            self.told.emit(words.format(done=progress.done, total=progress.total))

    def _looked(self, answer: Answer) -> None:
        if answer.closer:
            words = self.tr("{count:,} photos were looked at more closely.")
            self.told.emit(words.format(count=len(answer.closer)))
