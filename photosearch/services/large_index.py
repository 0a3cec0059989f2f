"""The index of a large feature space: in files and in memory, brought up to date while it is searched."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import DamagedIndex, PhotosearchError
from photosearch.index.files import INCOMPLETE, Files
from photosearch.index.segments import FULL, Segments
from photosearch.index.sync import sync
from photosearch.jobs import Cancel, Progress
from photosearch.services.rest import Read, WithRest
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import PART_LABELS, SpaceRow
from photosearch.types import Searchable

log = logging.getLogger(__name__)

FELT = 20_000
"""A search of so many vectors in the store takes so long that it is said why."""
TURN = 0.1
"""Seconds between two looks at the cancel token while another thread is at work."""


@dataclass(frozen=True, slots=True)
class _State:
    """What the index holds: a generation; else all labels of the store up to `seen` but those that are `missing`.

    Nothing has been compared with the store yet where `seen` is negative.
    """

    generation: int
    seen: int
    missing: NDArray[np.int64]


_NOTHING = np.zeros(0, np.int64)


class LargeIndex:
    """Searches never wait for building: until it is done, they look up in the store what the index lacks.

    One thread at a time changes the index: that of a scan, or one that a search starts and that ends when it is done.
    What a kill leaves is taken up again, for every graph is saved as soon as it is full: each is written once, and the
    work on one, about a minute, is the most that is lost.
    """

    def __init__(self, folder: Path, row: SpaceRow, full: int = FULL) -> None:
        self._files = Files(folder, row.space.key, row.dimensions)
        self._index = Segments(row.dimensions, full)
        self._state = _State(INCOMPLETE, -1, _NOTHING)
        self._opened = False
        self._notes: list[str] = []
        self._opening = threading.Lock()
        self._changing = threading.Lock()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._end = Cancel()

    def prepare(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Searchable]:
        """Return what finds all vectors of the space now; see that the index will, where it does not yet."""
        yield from self._open(row, cancel)
        while self._notes:
            notes.append(self._notes.pop())
        state = self._state
        if state.generation == row.generation:
            return self._index
        self.start(store.path, row)
        wanted, read = reader(store, row)
        if state.seen < 0:
            rest = np.setdiff1d(wanted(), self._index.labels(), assume_unique=True)
        else:
            rest = np.union1d(state.missing, _labels_after(store, row, state.seen))
        if len(rest) > FELT:
            notes.append(
                f"The search index is being built: {len(self._index):,} of {row.count:,} photos are in it. "
                "Until then searching takes longer."
            )
        return WithRest(self._index, rest, read)

    def keep(self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]) -> Generator[Progress, None, None]:
        """Bring the index and its files up to date in this thread."""
        while not self._changing.acquire(timeout=TURN):
            if cancel.cancelled:
                return
            yield Progress("Building the search index", len(self._index), row.count)
        try:
            yield from self._bring_up(store, row, cancel)
        finally:
            self._changing.release()
        while self._notes:
            notes.append(self._notes.pop())

    def start(self, database: Path, row: SpaceRow) -> None:
        """Read the index and bring it up to date in a thread of its own, unless that is under way."""
        with self._starting:
            if self._end.cancelled or (self._thread is not None and self._thread.is_alive()):
                return
            # A daemon: a program that ends without closing the library is not to go on for an hour.
            self._thread = threading.Thread(target=self._build, args=(database, row), name="search index", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait until the thread that was started has ended."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def stop(self) -> None:
        """End the thread that was started; none is started any more."""
        with self._starting:
            self._end.cancel()
        self.wait()

    def _build(self, database: Path, row: SpaceRow) -> None:
        try:
            with Store.open(database, read_only=True) as store, self._changing:
                for _ in self._bring_up(store, row, self._end):
                    pass
        except PhotosearchError as error:
            log.warning("The search index could not be brought up to date: %s", error)

    def _open(self, row: SpaceRow, cancel: Cancel) -> Generator[Progress, None, None]:
        """Read the files, if there are any that can be trusted; wait for another thread that does."""
        while not self._opening.acquire(timeout=TURN):
            if cancel.cancelled:
                return
            yield Progress("Reading the search index", len(self._index), row.count)
        try:
            if self._opened:
                return
            generation = INCOMPLETE
            try:
                for index, said in self._files.load(self._index.full):
                    self._index, generation = index, said
                    yield Progress("Reading the search index", len(index), row.count)
            except (DamagedIndex, OSError) as error:
                log.info("%s", error)
                self._notes.append(f"The search index of {row.space.descriptor} was damaged. It is being built anew.")
                self._save(INCOMPLETE)  # so that the next scan goes on with it, if nothing does before
            seen = max((graph.last for graph in self._index.graphs), default=-1) if generation >= 0 else -1
            self._state = _State(generation, seen, _NOTHING)
            self._opened = True
        finally:
            self._opening.release()

    def _bring_up(self, store: Store, row: SpaceRow, cancel: Cancel) -> Generator[Progress, None, None]:
        """Bring the index to what the store holds now, and save it."""
        yield from self._open(row, cancel)
        generation = features.generations(store).get(row.space.key, INCOMPLETE)
        if not self._opened:
            return
        if self._state.generation == generation:
            if self._files.generation != generation:  # the files were deleted, or could not be written before
                self._save(generation)
            return
        wanted, read = self._wanted(store, row, generation)
        seen, full = int(wanted[-1]) if len(wanted) else 0, max(1, len(self._index.graphs))

        def tell(missing: NDArray[np.int64]) -> None:
            nonlocal full
            self._state = _State(INCOMPLETE, seen, missing)
            if len(self._index.graphs) > full:
                full = len(self._index.graphs)
                self._save(INCOMPLETE)

        if not (yield from sync(self._index, wanted, read, cancel, tell)):
            return
        self._state = _State(generation, seen, _NOTHING)
        yield from self._index.compact(cancel)
        self._save(generation)

    def _wanted(self, store: Store, row: SpaceRow, generation: int) -> tuple[NDArray[np.int64], Read]:
        """Return the labels that are to be found, ascending, and what reads their vectors."""
        wanted, read = reader(store, row)
        state = self._state
        if state.generation >= 0 and row.space.parts == 1:
            # Without those of missing photos, which `seen` does not count either: else as many that were missing all
            # along would pass for what came.
            new = features.labels_after(store, row.id, state.seen)
            # Every vector that came or went is one generation: so many came, and nothing else has happened.
            if len(new) == generation - state.generation:
                return np.union1d(self._index.labels(), new), read
        return wanted(), read

    def _save(self, generation: int) -> None:
        try:
            self._files.save(self._index, generation)
        except OSError as error:
            # The store is what counts; without the file the next start takes longer.
            log.warning("The search index could not be kept for the next start: %s", error)


def reader(store: Store, row: SpaceRow) -> tuple[Callable[[], NDArray[np.int64]], Read]:
    """Return what gives all labels of a space, ascending, and what reads the vectors of labels."""
    if row.space.parts > 1:
        return partial(features.part_labels, store, row), partial(features.read_parts, store, row)
    return partial(features.labels, store, row.id), partial(features.read_vectors, store, row.id)


def _labels_after(store: Store, row: SpaceRow, last: int) -> NDArray[np.int64]:
    """Return the labels that were given after one, ascending; of a photo with parts, all that it may have."""
    if row.space.parts == 1:
        return features.ids_after(store, row.id, last)
    ids = features.ids_after(store, row.id, last // PART_LABELS)
    return (ids[:, None] * PART_LABELS + np.arange(PART_LABELS)).ravel()
