"""A student learns from a teacher: the run itself."""

from __future__ import annotations

import math
import time
from collections.abc import Generator
from copy import deepcopy
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from photosearch.errors import FolderProblem, ModelProblem
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.train import card, checkpoint
from photosearch.train.agreement import Agreement
from photosearch.train.balance import balanced
from photosearch.train.blend import best
from photosearch.train.curves import AGREEMENT, Curves
from photosearch.train.directions import Directions
from photosearch.train.export import to_onnx
from photosearch.train.grow import grow
from photosearch.train.learner import Learner, prepared, restored
from photosearch.train.losses import PARTS, Losses
from photosearch.train.network import Shape, Student, normalised
from photosearch.train.photos import Photos, load_photos
from photosearch.train.plan import Plan
from photosearch.train.replay import Replay
from photosearch.train.teacher import Teacher
from photosearch.train.views import make_views, resized

_SAMPLE = 512
"""How many views the teacher's directions are found from, and photos how strong a student's channels are."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run.

    `finished` is false where it was stopped; it can go on. `manifest` is None where that was before it began.
    """

    manifest: Path | None
    views: int
    minutes: float
    photos: int
    skipped: int
    finished: bool


def distill(plan: Plan, cancel: Cancel, *, resume: bool = False) -> Generator[Progress, None, Outcome]:
    """Let a student learn; write checkpoints, curves and the network itself to the plan's folder as it goes on.

    Raises
    ------
    ModelProblem
        Teacher, start or checkpoint cannot be used.
    FolderProblem
        There are no photos, or the folder of results cannot be used.
    """
    threads = plan.threads or torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        plan.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderProblem(f"The folder {plan.out} cannot be made: {error.strerror}.") from error
    if not resume and (plan.out / checkpoint.NAME).exists():
        raise FolderProblem(f"There is a run in {plan.out}. Let it go on with --resume, or name another folder.")
    teacher = Teacher(plan.teacher, plan.manifest, threads)
    photos = yield from load_photos(plan.photos, plan.photo_side, cancel)
    if photos is None:
        return Outcome(None, 0, 0.0, 0, 0, finished=False)
    not_begun = Outcome(None, 0, 0.0, len(photos), photos.skipped, finished=False)
    run = _Run(plan, teacher, photos, threads)
    del photos  # the run has them divided, and once is enough
    yield from run.begin(cancel, checkpoint.load(plan.out) if resume else None)
    if cancel.cancelled:
        return not_begun
    yield from run.learn(cancel)
    return run.outcome()


class _Run:
    """The parts of a run and where it is."""

    def __init__(self, plan: Plan, teacher: Teacher, photos: Photos, threads: int) -> None:
        torch.manual_seed(plan.seed)
        self._plan, self._teacher, self._threads = plan, teacher, threads
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        shown, kept_back = photos.divided(plan.checked)
        self._photos = replace(shown, pictures=shown.pictures.to(self._device))
        self._agreement = Agreement(teacher, kept_back, plan.schedule.size(1), self._device)
        self._chance = torch.Generator().manual_seed(plan.seed)
        self._replay = Replay(plan.capacity, plan.neighbours, self._device)
        self._views, self._seconds = 0, 0.0
        self._start: Student | None = None

    def begin(self, cancel: Cancel, saved: dict[str, Any] | None) -> Generator[Progress, None, None]:
        """Make the student and ask the teacher about the first views, or take both from a checkpoint."""
        yield from self._agreement.prepare(cancel)
        if saved is not None:
            self._restore(saved)
        elif not cancel.cancelled:
            self._side = self._plan.schedule.size(0)
            self._student = self._new_student().eval()
            yield from self._begin_size(self._side, cancel)
        if cancel.cancelled:
            return
        self._learner = self._learner_of(saved)
        self._curves = Curves(self._plan.out, self._views)

    def _begin_size(self, side: int, cancel: Cancel) -> Generator[Progress, None, None]:
        """Ask the teacher about the first views of a size."""
        self._side = side
        self._replay.forget()
        pace = Pace("Asking the teacher", self._plan.first)
        while pace.done < self._plan.first and not cancel.cancelled:
            self._ask()
            pace.step(self._plan.batch)
            if pace.due():
                yield pace.report()

    def _new_student(self) -> Student:
        """Return the student that begins; the teacher's directions are found from the same views."""
        plan, views = self._plan, self._new_views(_SAMPLE)
        self._teacher.directions = Directions.of(self._teacher.maps(views, self._side), plan.directions)
        classes = self._teacher.teach(views[:1], self._side).logits.shape[1]
        if plan.start is None:
            blocks = plan.blocks or (2,) * len(plan.stages)
            return Student(Shape(plan.stem or Shape().stem, plan.stages, plan.deep, classes, blocks)).to(self._device)
        student = grow(plan.start, normalised(views[: 4 * plan.batch].cpu()), plan.blocks, plan.stem)
        if student.shape.classes != classes:
            raise ModelProblem(
                f"The network to start from tells {student.shape.classes} classes, and the teacher {classes}. "
                "Start from one that learned from the same kind of teacher, or leave --start out."
            )
        self._start = deepcopy(student).to(self._device).eval()
        return student.to(self._device)

    def _learner_of(self, saved: dict[str, Any] | None) -> Learner:
        vectors = self._replay.vectors()
        mean, deviation = vectors.mean(dim=0), vectors.std(dim=0)
        losses = Losses(self._student.shape.deep, mean, deviation, self._replay.directions, self._plan.weights)
        if self._plan.start is not None and saved is None:
            losses.to(self._device).fit(*self._compared())
        learner = Learner(self._student, losses, self._plan, self._device)
        if saved is not None:
            learner.restore(saved["learner"])
        return learner

    @torch.no_grad()
    def _compared(self) -> tuple[Tensor, Tensor, Tensor]:
        """Return the student's deep maps of some views, with the teacher's mean vectors and places."""
        chance = torch.Generator().manual_seed(self._plan.seed)
        found = []
        for _ in range(0, len(self._replay), self._plan.batch):
            kept, lessons = self._replay.draw(self._plan.batch, chance)
            found.append((self._student(restored(kept), self._plan.skip).deep, lessons.mean, lessons.places))
        maps, means, places = (torch.cat(part) for part in zip(*found, strict=True))
        return maps, means, places

    def learn(self, cancel: Cancel) -> Generator[Progress, None, None]:
        """Take steps until the plan's end, or until stopped."""
        pace = Pace("Learning", self._plan.views or 0, done=self._views)
        row = began = time.monotonic()
        saved = began if self._views else -math.inf
        before, steps = self._seconds, self._views // self._plan.batch
        while (share := self._share()) < 1 and not cancel.cancelled:
            if (side := self._plan.schedule.size(share)) != self._side:
                yield from self._begin_size(side, cancel)
                continue
            if steps % self._plan.reuse == 0:
                self._ask()
            views, lessons = self._replay.draw(self._plan.batch, self._chance)
            self._curves.add(self._learner.step(views, lessons, self._plan.schedule.rate_at(share)))
            steps += 1
            self._views += self._plan.batch
            pace.step(self._plan.batch)
            now = time.monotonic()
            self._seconds = before + now - began
            if now - row >= self._plan.row:
                self._write_row()
                row = now
            if now - saved > self._plan.interval:
                self._save()
                saved = time.monotonic()
            if pace.due():
                yield self._timed(pace.report())
        self._save(finished=self._share() >= 1)

    def outcome(self) -> Outcome:
        """Return what came of it."""
        manifest = self._plan.out / f"{self._plan.name}.toml"
        minutes, finished = self._seconds / 60, self._share() >= 1
        return Outcome(manifest, self._views, minutes, len(self._photos), self._photos.skipped, finished)

    def _share(self) -> float:
        """Return which share of the run is over."""
        if self._plan.views:
            return self._views / self._plan.views
        return self._seconds / (60 * self._plan.minutes)

    def _timed(self, progress: Progress) -> Progress:
        if self._plan.views:
            return progress
        return replace(progress, remaining=60 * self._plan.minutes - self._seconds)

    def _write_row(self) -> None:
        rate = self._plan.schedule.rate_at(min(1.0, self._share()))
        self._curves.write(self._views, self._seconds / 60, self._side, rate)

    def _ask(self) -> None:
        views = self._new_views(self._plan.batch)
        self._replay.add(prepared(self._student, views, self._plan.skip), self._teacher.teach(views, self._side))

    def _new_views(self, count: int) -> Tensor:
        return make_views(self._photos, count, self._side, self._plan.variety, self._chance)

    def _restore(self, saved: dict[str, Any]) -> None:
        self._student = Student(Shape(*saved["shape"])).to(self._device)
        self._student.load_state_dict(saved["learner"]["student"])
        if saved["start"] is not None:
            self._start = Student(self._student.shape).to(self._device).eval()
            self._start.load_state_dict(saved["start"])
        self._side = int(saved["side"])
        self._teacher.directions = Directions.restored(saved["directions"])
        self._replay.restore(saved["replay"])
        self._chance.set_state(saved["chance"])
        self._views, self._seconds = int(saved["views"]), float(saved["seconds"])

    def _result(self, *, finished: bool) -> tuple[Student, float]:
        """Return the network that is exported, and which share of its weights was learned in this run."""
        student, share = self._learner.average, 1.0
        if finished and self._start is not None and self._plan.settle:
            student, share, _ = best(self._start, student, self._agreement.of)
        return balanced(student, self._means(student)), share

    @torch.no_grad()
    def _means(self, student: Student) -> Tensor:
        """Return those of a student's deep channels over whole photos, as it is used: each counts once."""
        side, pictures = self._plan.schedule.size(1), self._photos.pictures
        sample = pictures[:: max(1, len(pictures) // _SAMPLE)].split(self._plan.batch)
        means = [student(normalised(resized(part, side))).deep.mean(dim=(2, 3)) for part in sample]
        return torch.cat(means).mean(dim=0)

    def _save(self, *, finished: bool = False) -> None:
        """Write the network, how it does on photos that none learned from, the curves' picture and a checkpoint."""
        student, learned = self._result(finished=finished)
        self._write_row()
        self._curves.agree(self._agreement.of(student))
        rows = self._curves.rows
        device = "cpu" if self._device.type == "cpu" else torch.cuda.get_device_name(self._device)
        facts = card.Facts(
            teacher=self._teacher.title,
            teacher_sha256=self._teacher.sha256,
            photos=len(self._photos),
            skipped=self._photos.skipped,
            views=self._views,
            minutes=self._seconds / 60,
            parameters=sum(values.numel() for values in student.parameters()),
            hardware=card.hardware(device, self._threads),
            losses={name: rows[-1][name] if rows else math.nan for name in PARTS},
            agreement=rows[-1][AGREEMENT] if rows else math.nan,
            learned=learned,
        )
        card.write(self._plan, to_onnx(student), facts)
        if self._plan.keep:
            card.keep(self._plan, to_onnx(student, half=False), self._views)
        self._curves.draw()
        checkpoint.save(
            self._plan.out,
            {
                "learner": self._learner.state(),
                "replay": self._replay.state(),
                "chance": self._chance.get_state(),
                "side": self._side,
                "start": None if self._start is None else self._start.state_dict(),
                "shape": astuple(self._student.shape),
                "directions": self._teacher.directions.state() if self._teacher.directions else {},
                "views": self._views,
                "seconds": self._seconds,
            },
        )
