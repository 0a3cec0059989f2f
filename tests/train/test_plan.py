"""What is decided before a run, and what is decided for who says nothing."""

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from photosearch.jobs import Cancel, Progress
from photosearch.services import train
from photosearch.train import distill
from photosearch.train.distill import Outcome
from photosearch.train.plan import Plan
from tests.drawing import finish

pytestmark = pytest.mark.torch
LESSON = train.Lesson(Path("t.onnx"), [Path("photos")], Path("out"))


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """The plans that runs were given; none of them runs."""
    plans: list[Plan] = []

    def run(plan: Plan, cancel: Cancel, *, resume: bool) -> Generator[Progress, None, Outcome]:
        plans.append(plan)
        yield Progress("Learning", 0, 0)
        return Outcome(None, 0, 0.0, 0, 0, finished=not cancel.cancelled and not resume)

    monkeypatch.setattr(distill, "distill", run)
    return plans


def test_the_less_changes_the_slower_and_at_one_size(planned: list[Plan]) -> None:
    start = replace(LESSON, start=Path("s.onnx"))
    for lesson in (LESSON, start, replace(start, hold=3), replace(start, hold=3, settle=True)):
        finish(train.distill(lesson, Cancel()))
    new, grown, held, settled = planned
    assert [plan.settle for plan in planned] == [False, False, False, True]
    assert settled.schedule.rate < held.schedule.rate < grown.schedule.rate < new.schedule.rate
    assert {held.schedule.size(share) for share in (0, 0.5, 1)} == {224}
    assert {settled.schedule.size(share) for share in (0, 0.5, 1)} == {192}
    assert new.schedule.size(0) < grown.schedule.size(0) < new.schedule.size(1) < grown.schedule.size(1)


def test_what_is_said_counts(planned: list[Plan]) -> None:
    finish(train.distill(replace(LESSON, start=Path("s.onnx"), side=96, rate=1e-4, blocks=(2, 2, 3, 2)), Cancel()))
    [plan] = planned
    assert (plan.schedule.size(0), plan.schedule.rate, plan.blocks) == (96, 1e-4, (2, 2, 3, 2))


@pytest.mark.parametrize(("hold", "skip"), [(0, 0), (2, 0), (3, 3), (4, 4)])
def test_only_maps_that_are_small_are_kept_instead_of_views(hold: int, skip: int) -> None:
    assert Plan(Path("t.onnx"), [], Path("out"), hold=hold).skip == skip
