"""The search indexes of a library, kept in memory once read and brought up to date with the store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of
from photosearch.errors import DamagedIndex
from photosearch.index import files
from photosearch.index.base import EXACT_LIMIT
from photosearch.index.exact import ExactIndex
from photosearch.index.hnsw import HnswIndex
from photosearch.index.inverted import InvertedFile
from photosearch.index.sync import sync
from photosearch.jobs import Cancel, Progress
from photosearch.services.index_server import IndexServer, Served
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.words import read_words
from photosearch.types import Searchable

log = logging.getLogger(__name__)

GROWN = 1.1
"""The file of an inverted file is written anew when it has grown by this factor: reading the rest again is quick."""


@dataclass
class _Shelved:
    """An index in memory, the generation of the space that it holds, and the one that its file holds."""

    index: ExactIndex | HnswIndex | InvertedFile
    generation: int = -1
    saved: int = -1


class Shelf:
    """Indexes by feature space.

    Up to `exact_limit` vectors are compared one by one, from memory alone; larger spaces have an HNSW file, and spaces
    of visual words an inverted file: caches that can always be rebuilt from the store. Where a person chose an index
    server, dense vectors are searched there, and here as soon as it fails.
    """

    def __init__(self, folder: Path, exact_limit: int | None = None, index_server: str = "") -> None:
        self.folder = folder
        self.server = IndexServer(folder, index_server)
        self.exact_limit = EXACT_LIMIT if exact_limit is None else exact_limit
        self._shelved: dict[str, _Shelved] = {}
        self._lock = threading.Lock()

    def clear(self) -> None:
        """Forget every index in memory."""
        with self._lock:
            self._shelved.clear()

    def close(self) -> None:
        """Forget every index, and let go of the index server."""
        self.clear()
        self.server.close()

    def prepare(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Searchable]:
        """Return the index of a space, read, built or brought up to date as needed; what was rebuilt is noted.

        An index that was built here is kept in its file, if the folder can be written to: building it took long.
        """
        served = yield from self.server.index(store, row, cancel, notes)
        here = partial(self._prepare_here, store, row, cancel, notes)
        return (yield from here()) if served is None else Served(served, here, self.server, notes)

    def _prepare_here(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Searchable]:
        with self._lock:
            shelved = yield from self._current(store, row, cancel, notes)
            if shelved.saved < 0 and shelved.generation >= 0:
                self._save(shelved, row)
            return shelved.index

    def is_settled(self, key: str, generation: int) -> bool:
        """Whether the file of a space, if there is one, is up to date, and no process was killed while writing."""
        if self.server.chosen and not self.server.holds(key, generation):
            return False
        saved = files.saved_generation(self.folder, key)
        return not files.unfinished(self.folder) and saved in (None, generation)

    def keep(self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]) -> Generator[Progress, None, None]:
        """Bring the file of a large space up to date, or the index server.

        Only for the one process that writes to the library.
        """
        served = yield from self.server.index(store, row, cancel, notes)
        with self._lock:
            interrupted = files.sweep(self.folder)
            if served is not None:
                return  # what this machine has, serves when the server fails: only the difference is to be made then
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
        if row.space.of_words:
            return (yield from self._current_words(store, row, cancel, notes))
        shelved = self._shelved.get(row.space.key)
        exact = row.count <= self.exact_limit
        if shelved is None or isinstance(shelved.index, ExactIndex) != exact or _worn(shelved.index):
            shelved = _Shelved(ExactIndex(row.dimensions)) if exact else self._open(row, notes)
            self._shelved[row.space.key] = shelved
        if shelved.generation != row.generation and not isinstance(shelved.index, InvertedFile):
            if row.space.parts > 1:
                wanted, read = features.part_labels(store, row), partial(features.read_parts, store, row)
            else:
                wanted, read = features.labels(store, row.id), partial(features.read_vectors, store, row.id)
            complete = yield from sync(shelved.index, wanted, read, cancel)
            if complete:
                shelved.generation = row.generation
        return shelved

    def _current_words(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, _Shelved]:
        """Return the inverted file of a space as the store has it now."""
        shelved = self._shelved.setdefault(row.space.key, _Shelved(InvertedFile(row.dimensions)))
        if not isinstance(shelved.index, InvertedFile):
            raise TypeError(row.space.key)
        if shelved.generation < 0 and not len(shelved.index):
            self._open_words(shelved, row, notes)
        if shelved.generation != row.generation:
            held = len(shelved.index)
            read = partial(_read_bags, store, row.id)
            if (yield from sync(shelved.index, features.labels(store, row.id), read, cancel)):
                shelved.generation = row.generation
            if max(held, len(shelved.index)) > GROWN * min(held, len(shelved.index)):
                shelved.saved = -1
        return shelved

    def _open_words(self, shelved: _Shelved, row: SpaceRow, notes: list[str]) -> None:
        """Read the inverted file of a space, if there is one that can be trusted."""
        path = files.words_file(self.folder, row.space.key)
        if not path.exists():
            return
        try:
            found = InvertedFile.load(path)
            if found.words != row.dimensions:
                raise DamagedIndex(f"{path} is of another vocabulary")
        except (DamagedIndex, OSError) as error:
            log.info("%s", error)
            notes.append(f"The search index of {row.space.descriptor} was damaged. It has been built anew.")
            return
        shelved.index, shelved.saved = found, 0

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
        if isinstance(shelved.index, ExactIndex):
            return
        try:
            if isinstance(shelved.index, InvertedFile):
                self.folder.mkdir(parents=True, exist_ok=True)
                shelved.index.save(files.words_file(self.folder, row.space.key))
            else:
                files.save(shelved.index, self.folder, row.space.key, row.dimensions, row.generation)
        except OSError as error:
            # The store is what counts; without the file the next start takes longer.
            log.warning("The search index could not be kept for the next start: %s", error)
            return
        shelved.saved = row.generation


def _read_bags(
    store: Store, space_id: int, wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int64], list[tuple[NDArray[np.int32], NDArray[np.float32]]]]:
    labels, found = read_words(store, space_id, wanted)
    bags = [bag_of(words) for words in found]
    return labels, [(bag.words, bag.counts) for bag in bags]


def _worn(index: object) -> bool:
    return isinstance(index, HnswIndex) and index.worn
