"""The search indexes of a library, kept in memory once read and brought up to date with the store."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.words import bag_of
from photosearch.errors import DamagedIndex
from photosearch.index import files
from photosearch.index.base import EXACT_LIMIT
from photosearch.index.exact import ExactIndex
from photosearch.index.inverted import InvertedFile
from photosearch.index.segments import FULL
from photosearch.index.sync import sync
from photosearch.jobs import Cancel, Progress
from photosearch.services.index_server import IndexServer, Served
from photosearch.services.large_index import LargeIndex, reader
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

    index: ExactIndex | InvertedFile
    generation: int = -1
    saved: int = -1
    changing: threading.Lock = field(default_factory=threading.Lock)


class Shelf:
    """Indexes by feature space.

    Up to `exact_limit` vectors are compared one by one, from memory alone; larger spaces have graphs in files, and
    spaces of visual words an inverted file: caches that can always be rebuilt from the store. Where a person chose an
    index server, dense vectors are searched there, and here as soon as it fails.

    Parameters
    ----------
    folder
        Where the files lie.
    index_server
        The address of a server for indexes, empty for none.
    full
        How many vectors a graph takes.
    """

    def __init__(self, folder: Path, exact_limit: int | None = None, index_server: str = "", full: int = FULL) -> None:
        self.folder = folder
        self.server = IndexServer(folder, index_server)
        self.exact_limit = EXACT_LIMIT if exact_limit is None else exact_limit
        self._full = full
        self._shelved: dict[str, _Shelved] = {}
        self._large: dict[str, LargeIndex] = {}
        self._lock = threading.Lock()

    def clear(self) -> None:
        """Forget every index in memory; what is being built stops."""
        with self._lock:
            large = list(self._large.values())
            self._shelved.clear()
            self._large.clear()
        for one in large:
            one.stop()

    def wait(self) -> None:
        """Wait until nothing is being built beside the searches."""
        with self._lock:
            large = list(self._large.values())
        for one in large:
            one.wait()

    def close(self) -> None:
        """Forget every index, and let go of the index server."""
        self.clear()
        self.server.close()

    def prepare(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Searchable]:
        """Return what finds all vectors of a space; what was damaged is noted.

        A large index is read from its files here, but never built: until another thread has done that, what it lacks
        is searched in the store, to which the result is bound then.
        """
        served = yield from self.server.index(store, row, cancel, notes)
        here = partial(self._prepare_here, store, row, cancel, notes)
        return (yield from here()) if served is None else Served(served, here, self.server, notes)

    def _prepare_here(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, Searchable]:
        if self._is_large(row):
            return (yield from self._large_one(row).prepare(store, row, cancel, notes))
        shelved = self._shelved_one(row)
        with shelved.changing:
            yield from self._bring_up(shelved, store, row, cancel, notes)
            if isinstance(shelved.index, InvertedFile) and shelved.saved < 0 and shelved.generation >= 0:
                self._save(shelved.index, shelved, row)
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
        interrupted = files.sweep(self.folder)
        if served is not None:
            return  # what this machine has, serves when the server fails: only the difference is to be made then
        if row.count <= self.exact_limit:
            files.discard(self.folder, row.space.key)
        elif row.space.of_words:
            yield from self.prepare(store, row, cancel, notes)
        elif interrupted or files.saved_generation(self.folder, row.space.key) != row.generation:
            yield from self._large_one(row).keep(store, row, cancel, notes)

    def _is_large(self, row: SpaceRow) -> bool:
        return not row.space.of_words and row.count > self.exact_limit

    def _large_one(self, row: SpaceRow) -> LargeIndex:
        with self._lock:
            self._shelved.pop(row.space.key, None)
            if row.space.key not in self._large:
                self._large[row.space.key] = LargeIndex(self.folder, row, self._full)
            return self._large[row.space.key]

    def _shelved_one(self, row: SpaceRow) -> _Shelved:
        with self._lock:
            grown = self._large.pop(row.space.key, None)
            if row.space.key not in self._shelved:
                kind = InvertedFile if row.space.of_words else ExactIndex
                self._shelved[row.space.key] = _Shelved(kind(row.dimensions))
            shelved = self._shelved[row.space.key]
        if grown is not None:
            grown.stop()
        return shelved

    def _bring_up(
        self, shelved: _Shelved, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, None]:
        """Bring an index to what the store holds now; its generation stays behind if that was cancelled."""
        if isinstance(shelved.index, ExactIndex):
            if shelved.generation != row.generation:
                wanted, read = reader(store, row)
                if (yield from sync(shelved.index, wanted(), read, cancel)):
                    shelved.generation = row.generation
            return
        if shelved.generation < 0 and not len(shelved.index):
            self._open_words(shelved, row, notes)
        index = shelved.index
        if shelved.generation != row.generation and isinstance(index, InvertedFile):
            held = len(index)
            bags = partial(_read_bags, store, row.id)
            if (yield from sync(index, features.labels(store, row.id), bags, cancel)):
                shelved.generation = row.generation
            if max(held, len(index)) > GROWN * min(held, len(index)):
                shelved.saved = -1

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

    def _save(self, index: InvertedFile, shelved: _Shelved, row: SpaceRow) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            index.save(files.words_file(self.folder, row.space.key))
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
