"""The index server that a person may choose for a library: several machines search in one index.

Nothing here may stop a search. What the server cannot do, this machine does from the store, and a note says so.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import IndexServerProblem, LostIndex
from photosearch.index.base import Found, unit_rows
from photosearch.index.milvus import MilvusIndex, collection_name
from photosearch.index.milvus_server import DEADLINE, MilvusServer, checked_address
from photosearch.index.sync import sync
from photosearch.jobs import Cancel, Progress
from photosearch.settings import index_token
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.types import Searchable, Vector

REST = 60.0
"""Seconds for which a server that failed is left alone: a search would wait for it in vain again and again."""
NAME = "library.id"
"""The file beside the indexes that tells this library from others on the same server."""
_COMPARED = 16
"""So many of the newest vectors, and as many of all, are compared with the store's."""
_ALIKE = 1e-4

Answer = TypeVar("Answer")
Read: TypeAlias = Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float32]]]


class IndexServer:
    """The server of one library; without an address there is none.

    Parameters
    ----------
    folder
        Of the library's indexes.
    address
        Of the server, or a path ending in .db; empty: everything stays on this machine.
    """

    def __init__(self, folder: Path, address: str = "") -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._server: MilvusServer | None = None
        self._indexes: dict[str, MilvusIndex] = {}
        self._holds: dict[str, int] = {}
        self._rests_until = 0.0
        self.address = address.strip()
        self.deadline = DEADLINE
        """Seconds that a search waits for the server."""
        self.trouble = ""
        """What was wrong when the server was last asked; empty: nothing."""

    @property
    def chosen(self) -> bool:
        """Whether a person chose one."""
        return bool(self.address)

    def choose(self, address: str) -> None:
        """Use another server from the next search on, or none; nothing is asked of it here.

        Raises
        ------
        IndexServerProblem
            That is no address; all stays as it was.
        """
        if address.strip():
            checked_address(address)
        if address.strip() != self.address:
            self.address, self.trouble, self._rests_until = address.strip(), "", 0.0

    def holds(self, key: str, generation: int) -> bool:
        """Whether the server was last seen to hold this generation of a space."""
        return self._holds.get(key) == generation

    def index(
        self, store: Store, row: SpaceRow, cancel: Cancel, notes: list[str]
    ) -> Generator[Progress, None, MilvusIndex | None]:
        """Return the index of a space on the server, filled or brought up to date as needed.

        None where no server was chosen, where it fails (which is noted), where the work was cancelled, and for visual
        words: these have an inverted file, which Milvus knows nothing of.
        """
        if not self.chosen or row.space.of_words:
            return None
        with self._lock:
            if time.monotonic() < self._rests_until:
                notes.append(self._instead())
                return None
            try:
                found = yield from self._current(store, row, cancel)
            except IndexServerProblem as error:
                self._fail(error)
                notes.append(self._instead())
                return None
            self.trouble = ""
            return found

    def failed(self, error: IndexServerProblem) -> str:
        """Leave the server alone for a while, and return the note that says so."""
        with self._lock:
            self._fail(error)
            return self._instead()

    def _fail(self, error: IndexServerProblem) -> None:
        self.trouble = str(error)
        if not isinstance(error, LostIndex):
            self._rests_until = time.monotonic() + REST
        self._disconnect()

    def _instead(self) -> str:
        return f"{self.trouble} This machine searched without it."

    def _current(self, store: Store, row: SpaceRow, cancel: Cancel) -> Generator[Progress, None, MilvusIndex | None]:
        index = self._opened(row)
        try:
            there = index.generation
        except LostIndex:
            self._indexes.pop(row.space.key)
            index, there = self._opened(row), -1
        if there == row.generation and self.holds(row.space.key, there):
            return index
        wanted, read = _entries(store, row)
        # What has the right number may still be of a copy of this library, or of an older state that was restored.
        for _ in range(2):
            if there != row.generation:
                index.settle(-1)
                if not (yield from sync(index, wanted, read, cancel)):
                    return None
            index.recount()
            if len(index) == len(wanted) and _same(index, wanted, read):
                if there != row.generation:
                    index.settle(row.generation)
                self._holds[row.space.key] = row.generation
                return index
            index.drop()
            self._indexes.pop(row.space.key)
            index, there = self._opened(row), -1
        raise IndexServerProblem(f"The index server {self.address} does not keep what it is given.")

    def _connected(self) -> MilvusServer:
        address = checked_address(self.address)
        if self._server is not None and self._server.address != address:
            self._disconnect()
        if self._server is None:
            self._server = MilvusServer(address, index_token(), self.deadline)
        return self._server

    def _opened(self, row: SpaceRow) -> MilvusIndex:
        key, server = row.space.key, self._connected()
        if key not in self._indexes:
            self._holds.pop(key, None)
            self._indexes[key] = MilvusIndex(server, self._library(), key, row.dimensions)
        return self._indexes[key]

    def _library(self) -> str:
        """Return what tells this library from others; made when it is first needed."""
        path = self._folder / NAME
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), path.open("x", encoding="ascii") as file:
                file.write(secrets.token_hex(8))
            return path.read_text(encoding="ascii").strip()
        except (OSError, ValueError) as error:
            raise IndexServerProblem(
                f"The file {path}, which tells this library from others on the index server, cannot be used: {error}."
            ) from error

    def forget(self, keys: list[str]) -> None:
        """Delete the indexes of feature spaces on the server, if it can be reached."""
        if not self.chosen:
            return
        with self._lock, suppress(IndexServerProblem):
            for key in keys:
                self._holds.pop(key, None)
                self._indexes.pop(key, None)
                self._connected().drop(collection_name(self._library(), key))

    def check(self, address: str) -> str:
        """Return what the server at an address calls itself; that it answers is all that is asked of it.

        Raises
        ------
        IndexServerProblem
            It cannot be used; the message says why.
        """
        wanted, present = checked_address(address), self._server
        if present is not None and present.address == wanted:
            return present.version()  # Milvus Lite's folder is open here, and opened once only
        server = MilvusServer(wanted, index_token(), self.deadline)
        try:
            return server.version()
        finally:
            server.close()

    def close(self) -> None:
        """End the connection."""
        with self._lock:
            self._disconnect()

    def _disconnect(self) -> None:
        self._indexes.clear()
        self._holds.clear()
        server, self._server = self._server, None
        if server is not None:
            with suppress(IndexServerProblem):
                server.close()


class Served:
    """An index on a server, and what takes its place, once and for all, when it fails.

    Parameters
    ----------
    index
        The index on the server.
    instead
        Makes the index that takes its place: a job, as long as a search can wait for.
    server
        Is left alone for a while then.
    notes
        Are told why.
    """

    def __init__(
        self,
        index: Searchable,
        instead: Callable[[], Generator[Progress, None, Searchable]],
        server: IndexServer,
        notes: list[str],
    ) -> None:
        self._index = index
        self._instead = instead
        self._server = server
        self._notes = notes

    def __len__(self) -> int:
        """How many vectors can be found."""
        return self._ask(len)

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        return self._ask(lambda index: index.labels())

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of about the k nearest (or all, if fewer), best first, equal ones by label."""
        return self._ask(lambda index: index.search(vector, k, among))

    def _ask(self, question: Callable[[Searchable], Answer]) -> Answer:
        try:
            return question(self._index)
        except IndexServerProblem as error:
            self._notes.append(self._server.failed(error))
            self._index = _finished(self._instead())
            return question(self._index)


def _finished(job: Generator[Progress, None, Answer]) -> Answer:
    while True:
        try:
            next(job)
        except StopIteration as end:
            result: Answer = end.value
            return result


def _entries(store: Store, row: SpaceRow) -> tuple[NDArray[np.int64], Read]:
    """Return the labels of a space, ascending, and what reads their vectors."""
    if row.space.parts > 1:
        return features.part_labels(store, row), partial(features.read_parts, store, row)
    return features.labels(store, row.id), partial(features.read_vectors, store, row.id)


def _same(index: MilvusIndex, labels: NDArray[np.int64], read: Read) -> bool:
    """Whether some vectors on the server are the store's; the newest ones tell copies of a library apart."""
    if not len(labels):
        return True
    sample = np.unique(np.concatenate([labels[-_COMPARED:], labels[:: max(1, len(labels) // _COMPARED)]]))
    (ours, vectors), (theirs, units) = read(sample), index.vectors(sample)
    return np.array_equal(ours, theirs) and bool(np.allclose(units, unit_rows(vectors), atol=_ALIKE))
