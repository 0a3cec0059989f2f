"""Training of networks, where torch is installed."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from photosearch.errors import PersonError
from photosearch.jobs import Cancel, Progress

_NEEDED = ("torch", "onnx")


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is asked for: see the options of `photosearch train distill`."""

    teacher: Path
    photos: Sequence[Path]
    out: Path
    manifest: Path | None = None
    start: Path | None = None
    views: int | None = None
    minutes: float = 120.0
    threads: int | None = None
    name: str = "student"
    hold: int = 0
    settle: bool = False
    rate: float | None = None
    side: int | None = None
    blocks: tuple[int, ...] | None = None
    stem: tuple[int, int] | None = None
    keep: bool = False
    resume: bool = False


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it: the manifest of the network, what it saw, and whether the run came to its end.

    There is no manifest where it was stopped before it began.
    """

    manifest: Path | None
    views: int
    minutes: float
    photos: int
    skipped: int
    finished: bool


def distill(lesson: Lesson, cancel: Cancel) -> Generator[Progress, None, Learned]:
    """Train a network of our own from a teacher's answers about photos.

    Raises
    ------
    PersonError
        What training needs is not installed; the teacher, the photos or the folder of results cannot be used.
    """
    require("Training", _NEEDED)
    from photosearch.train.distill import distill as run  # noqa: PLC0415  # the application runs without torch
    from photosearch.train.plan import Plan  # noqa: PLC0415
    from photosearch.train.schedule import Schedule  # noqa: PLC0415
    from photosearch.train.views import Variety  # noqa: PLC0415

    schedule = Schedule(rate=2e-3)
    if lesson.settle:  # statistics that stay are of one size
        schedule = Schedule(sizes=((1.0, 192),), rate=3e-4, warm_up=0.1)
    elif lesson.hold:  # what is held costs little, and large views are what the network is used on
        schedule = Schedule(sizes=((1.0, 224),), rate=1e-3)
    elif lesson.start:  # what is good already bears no start as fast, and small views teach it less
        schedule = Schedule(sizes=((0.42, 128), (0.28, 176), (0.3, 256)), rate=1.5e-3)
    if lesson.rate:
        schedule = replace(schedule, rate=lesson.rate)
    if lesson.side:
        schedule = replace(schedule, sizes=((1.0, lesson.side),))
    plan = Plan(
        teacher=lesson.teacher,
        photos=lesson.photos,
        out=lesson.out,
        manifest=lesson.manifest,
        start=lesson.start,
        views=lesson.views,
        minutes=lesson.minutes,
        threads=lesson.threads,
        name=lesson.name,
        blocks=lesson.blocks,
        stem=lesson.stem,
        hold=lesson.hold,
        settle=lesson.settle,
        variety=Variety(smallest=0.2, mixed=0.5, colours=0.4) if lesson.start else Variety(),
        keep=lesson.keep,
        schedule=schedule,
    )
    outcome = yield from run(plan, cancel, resume=lesson.resume)
    return Learned(outcome.manifest, outcome.views, outcome.minutes, outcome.photos, outcome.skipped, outcome.finished)


def require(what: str, needed: Sequence[str]) -> None:
    """Refuse work whose packages are not installed.

    Raises
    ------
    PersonError
        One is missing; `what` is the work that needs it.
    """
    missing = [name for name in needed if find_spec(name) is None]
    if missing:
        raise PersonError(
            f"{what} needs {' and '.join(missing)}, which is not installed here. Install it with: "
            "pip install 'photosearch[train]'"
        )
