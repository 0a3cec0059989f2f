"""Descriptors that learn from the library's own photos before they can describe one."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import numpy as np

from photosearch.decode.read import read
from photosearch.descriptors.table import WORD_METHODS
from photosearch.encode.encoder import Encoder
from photosearch.errors import UnreadablePhoto
from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.store.photos import paths
from photosearch.types import InputPolicy, Observation

PHOTOS = 500
"""Photos that are learned from, the same ones every time for the same library."""
WORD_PHOTOS = 5_000
"""Photos that visual words are learned from: some three million places."""
LOOK_AHEAD = 4
BEAT = 0.1
"""Seconds between two reports of progress."""
STAGE = "Learning from your photos"


class _Stopped(Exception):
    """The person has stopped the work in the middle of learning."""


class Looks:
    """Looks at photos anew each time it is gone through: many observations do not fit into memory.

    `done` counts the looks.
    """

    def __init__(self, encoder: Encoder, photos: Sequence[Path], side: int, pixel_limit: int, cancel: Cancel) -> None:
        self._encoder = encoder
        self._photos = photos
        self._side = side
        self._pixel_limit = pixel_limit
        self._cancel = cancel
        self.done = 0

    def __iter__(self) -> Iterator[Observation]:
        """Yield observations in the order of the photos; one that cannot be read is left out."""
        with ThreadPoolExecutor(thread_name_prefix="learn") as pool:
            for start in range(0, len(self._photos), LOOK_AHEAD):
                self.pulse()
                for seen in pool.map(self._look, self._photos[start : start + LOOK_AHEAD]):
                    self.done += 1
                    if seen is not None:
                        yield seen

    def pulse(self) -> None:
        """Stop the work, by an exception, where that was asked for."""
        if self._cancel.cancelled:
            raise _Stopped

    def _look(self, path: Path) -> Observation | None:
        try:
            return self._encoder.observe(read(path, self._side, self._pixel_limit))
        except (UnreadablePhoto, OSError):
            return None


def learn_missing(
    library: Library, store: Store, methods: Sequence[str], cancel: Cancel
) -> Generator[Progress, None, list[str]]:
    """Let methods learn that have not yet; return those that have now.

    Raises
    ------
    QueryProblem
        The library's photos are too few for one of them.
    """
    done: list[str] = []
    for name in methods:
        if library.learned(name) is None:
            if not (yield from learn(library, name, paths(store), cancel)):
                break
            done.append(name)
    return done


def learn(library: Library, name: str, photos: Sequence[Path], cancel: Cancel) -> Generator[Progress, None, bool]:
    """Let one method learn from some of many photos; return False where it was stopped before it was done.

    The work is a thread's, so that its progress can be told; whoever leaves this generator stops it.

    Raises
    ------
    QueryProblem
        The photos are too few.
    """
    stop = Cancel()
    chosen = drawn(photos, WORD_PHOTOS if name in WORD_METHODS else PHOTOS)
    looks = Looks(library.encoder([]), chosen, InputPolicy().short_side, library.pixel_limit, stop)
    with ThreadPoolExecutor(1, thread_name_prefix="learn-one") as pool:
        work = pool.submit(library.learn, name, looks, len(photos), looks.pulse)
        try:
            while not work.done():
                yield Progress(STAGE, looks.done, 0, note=name)
                if cancel.cancelled:
                    stop.cancel()
                wait([work], timeout=BEAT)
            work.result()
        except _Stopped:
            return False
        finally:
            stop.cancel()
    return True


def drawn(known: Sequence[Path], most: int = PHOTOS) -> list[Path]:
    """Return the photos to learn from: some of all, at random but the same ones in the same order every time.

    `known` may be in any order: a library's is that in which its workers were done.
    """
    known = sorted(known)
    if len(known) <= most:
        return known
    return [known[number] for number in np.random.default_rng(0).choice(len(known), most, replace=False)]
