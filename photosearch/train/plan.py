"""All that is decided before a run begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photosearch.train.losses import Weights
from photosearch.train.schedule import Schedule
from photosearch.train.views import Variety

_SMALL = 3
"""From this part on, maps are smaller than views: they have 96 channels at an eighth of the size, or half as many."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a student learns from, for how long, and how.

    A run ends after `views` views where that is given, else after `minutes` minutes of learning. `start` is an exported
    network of ours to begin from; without one, a new one of `stem`, `stages` and `deep` channels begins at random. Its
    stages have so many `blocks`. None is 24 and 48 channels of the stem and two blocks each, or as many as `start` has:
    blocks may be added to these or left out, and channels of the first layer left out.

    The teacher is asked about every `reuse`-th batch; the student learns from what is kept, of which there are
    `capacity` views, after the first `first` ones. Both see views at one size: a student that sees them smaller than
    its teacher learns to take small things for large ones, and is wrong by as much about photos later. `directions` is
    how many numbers of the teacher's are kept for every place. `hold` first parts of the student (its stem, then its
    stages) stay as they are; with `settle`, so do the statistics of its batch norms. Where the maps of the parts that
    are held are no larger than views (from three parts on), they are what is kept. `average` is how much of the
    averaged student, which is exported, is kept at each step. Every `checked`-th photo (0: none) is never learned from,
    and tells how the student does. `interval` and `row` are seconds, between checkpoints and between rows of the
    curves. With `keep`, every checkpoint leaves its network for good, in float32, named by the views that it has seen.
    """

    teacher: Path
    photos: Sequence[Path]
    out: Path
    manifest: Path | None = None
    start: Path | None = None
    views: int | None = None
    minutes: float = 120.0
    threads: int | None = None
    name: str = "student"
    stem: tuple[int, int] | None = None
    stages: tuple[int, ...] = (48, 96, 192, 384)
    deep: int = 512
    blocks: tuple[int, ...] | None = None
    batch: int = 64
    photo_side: int = 224
    reuse: int = 4
    capacity: int = 20_000
    first: int = 2_048
    neighbours: float = 0.25
    directions: int = 256
    hold: int = 0
    settle: bool = False
    weight_decay: float = 0.02
    average: float = 0.998
    checked: int = 12
    interval: float = 600.0
    keep: bool = False
    row: float = 20.0
    seed: int = 1
    weights: Weights = field(default_factory=Weights)
    schedule: Schedule = field(default_factory=Schedule)
    variety: Variety = field(default_factory=Variety)

    @property
    def skip(self) -> int:
        """How many first parts of the student are gone through once a view, and not at every step."""
        return self.hold if self.hold >= _SMALL else 0
