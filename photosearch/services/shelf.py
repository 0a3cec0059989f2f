"""The search indexes of a library, kept in memory once read and brought up to date with the store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from photosearch.errors import DamagedIndex
from photosearch.index import files
from photosearch.index.base import EXACT_LIMIT
from photosearch.index.exact import ExactIndex
from photosearch.index.hnsw import HnswIndex
from photosearch.index.sync import sync
from photosearch.jobs import Cancel, Progress
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.types import Index

log = logging.getLogger(__name__)


@dataclass
class _Shelved:
    """An index in memory, the generation of the space that it holds, and the one that its file holds."""

    index: ExactIndex | HnswIndex
    generation: int = -1
    saved: int = -1


class Shelf:
    """Indexes by feature space.

    Up to `exact_limit` vectors are compared one by one, from memory alone; larger spaces have an HNSW file, a cache
    that can always be rebuilt from the store.
    """

    def __init__(self, folder: Path, exact_limit: int | None = None) -> None:
        self.folder = folder
        self.exact_limit = EXACT_LIMIT if exact_limit is None else exact_limit
        self._shelved: dict[str, _Shelved] = {}
        self._lock = threading.Lock()

    def clear(self) -> None:
        """Forget every index in memory."""
        with self._lock:
            self._shelved.clear()

    def prepare(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Index]:
        """Return the index of a space, read, built or brought up to date as needed; what was rebuilt is noted.

        An index that was built here is kept in its file, if the folder can be written to: building it took long.
        """
        with self._lock:
            shelved = yield from self._current(store, row, cancel, notes)
            if isinstance(shelved.index, HnswIndex) and shelved.saved < 0 and shelved.generation >= 0:
                self._save(shelved, row)
            return shelved.index

    def is_settled(self, key: str, generation: int) -> bool:
        """Whether the file of a space, if there is one, is up to date, and no process was killed while writing."""
        saved = files.saved_generation(self.folder, key)
        return not files.unfinished(self.folder) and saved in (None, generation)

    def keep(self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]) -> Generator[Progress, None, None]:
        """Bring the file of a large space up to date. Only for the one process that writes to the library."""
        with self._lock:
            interrupted = files.sweep(self.folder)
            if row.count <= self.exact_limit:
                files.discard(self.folder, row.space.key)
                return
            if not interrupted and files.saved_generation(self.folder, row.space.key) == row.generation:
                return  # whether the file is sound is checked when it is read
            shelved = yield from self._current(store, row, cancel, notes)
            if shelved.saved != row.generation and shelved.generation == row.generation:
                self._save(shelved, row)

    def _current(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, _Shelved]:
        """Return the index of a space as the store has it now; its generation stays behind if it was cancelled."""
        shelved = self._shelved.get(row.space.key)
        exact = row.count <= self.exact_limit
        if shelved is None or isinstance(shelved.index, ExactIndex) != exact or _worn(shelved.index):
            shelved = _Shelved(ExactIndex(row.dimensions)) if exact else self._open(row, notes)
            self._shelved[row.space.key] = shelved
        if shelved.generation != row.generation:
            if row.space.parts > 1:
                wanted, read = features.part_labels(store, row), partial(features.read_parts, store, row)
            else:
                wanted, read = features.labels(store, row.id), partial(features.read_vectors, store, row.id)
            complete = yield from sync(shelved.index, wanted, read, cancel)
            if complete:
                shelved.generation = row.generation
        return shelved

    def _open(self, row: SpaceRow, notes: list[str]) -> _Shelved:
        """Return the HNSW index of a file, or an empty one where there is none that can be trusted."""
        try:
            found = files.load(self.folder, row.space.key, row.dimensions)
        except (DamagedIndex, OSError) as error:
            log.info("%s", error)
            notes.append(f"The search index of {row.space.descriptor} was damaged. It has been built anew.")
            found = None
        if found is None or _worn(found[0]):
            return _Shelved(HnswIndex(row.dimensions))
        return _Shelved(found[0], found[1], found[1])

    def _save(self, shelved: _Shelved, row: SpaceRow) -> None:
        if not isinstance(shelved.index, HnswIndex):
            return
        try:
            files.save(shelved.index, self.folder, row.space.key, row.dimensions, row.generation)
        except OSError as error:
            # The store is what counts; without the file the next start takes longer.
            log.warning("The search index could not be kept for the next start: %s", error)
            return
        shelved.saved = row.generation


def _worn(index: Index) -> bool:
    return isinstance(index, HnswIndex) and index.worn
