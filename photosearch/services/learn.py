"""Descriptors that learn from the library's own photos before they can describe one."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from photosearch.decode.read import read
from photosearch.encode.encoder import Encoder
from photosearch.errors import UnreadablePhoto
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.store.photos import paths
from photosearch.types import InputPolicy, Observation

PHOTOS = 500
"""Photos that are learned from, the same ones every time for the same library."""
LOOK_AHEAD = 4


class _Stopped(Exception):
    """The person has stopped the work in the middle of learning."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """Looks at photos anew each time it is gone through: many observations do not fit into memory."""

    encoder: Encoder
    photos: Sequence[Path]
    side: int
    pixel_limit: int
    cancel: Cancel

    def __iter__(self) -> Iterator[Observation]:
        """Yield observations in the order of the photos; one that cannot be read is left out."""
        with ThreadPoolExecutor(thread_name_prefix="learn") as pool:
            for start in range(0, len(self.photos), LOOK_AHEAD):
                if self.cancel.cancelled:
                    raise _Stopped
                for seen in pool.map(self._look, self.photos[start : start + LOOK_AHEAD]):
                    if seen is not None:
                        yield seen

    def _look(self, path: Path) -> Observation | None:
        try:
            return self.encoder.observe(read(path, self.side, self.pixel_limit))
        except (UnreadablePhoto, OSError):
            return None


def learn_missing(
    library: Library, store: Store, descriptors: Sequence[str], cancel: Cancel
) -> Generator[Progress, None, list[str]]:
    """Let fitted descriptors learn that have not yet; return those that have now.

    Raises
    ------
    QueryProblem
        The library's photos are too few for one of them.
    """
    missing = [name for name in descriptors if library.learned(name) is None]
    pace = Pace("Learning from your photos", total=len(missing))
    done: list[str] = []
    for name in missing:
        if cancel.cancelled:
            break
        yield pace.report(name)
        side = InputPolicy().short_side
        try:
            library.learn(name, Looks(library.encoder([]), drawn(paths(store)), side, library.pixel_limit, cancel))
        except _Stopped:
            break
        done.append(name)
        pace.step()
    return done


def drawn(known: Sequence[Path]) -> list[Path]:
    """Return the photos to learn from: some of all, at random but the same ones every time."""
    if len(known) <= PHOTOS:
        return list(known)
    chosen = np.sort(np.random.default_rng(0).choice(len(known), PHOTOS, replace=False))
    return [known[number] for number in chosen]
