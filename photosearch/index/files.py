"""The files of a large index: written so that a crash leaves the old ones, and trusted only if nothing has changed.

hnswlib reads whatever it is given, so a side file says what the others must be. They are named after their content and
never changed: what the side file names is whole at any time, however far a crash has let the next writing come.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np

from photosearch.errors import DamagedIndex
from photosearch.index.hnsw import HnswIndex
from photosearch.index.segments import FULL, Segments

FORMAT = 3
INCOMPLETE = -1
"""The generation of an index that does not hold all of any generation yet: building it goes on from there."""
_PART = f".{os.getpid()}.part"
"""Ends the names of unfinished files: two processes do not write to the same one."""
_NAMED = 16
"""So many digits of a checksum name a file."""


class Files:
    """The files of one index.

    Parameters
    ----------
    folder
        Where they lie.
    key
        The feature space.
    """

    def __init__(self, folder: Path, key: str, dimensions: int) -> None:
        self._folder = folder
        self._key = key
        self._dimensions = dimensions
        # What was written or read, by graph: what has not grown since is not written again.
        self._written: dict[HnswIndex, tuple[int, dict[str, Any]]] = {}

    def save(self, index: Segments, generation: int) -> None:
        """Write what is new, and the side file; all of it counts or nothing. Nothing may be added meanwhile.

        Raises
        ------
        OSError
            The folder cannot be written to; the index in memory is as good as before.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        written: dict[HnswIndex, tuple[int, dict[str, Any]]] = {}
        for graph in index.graphs:
            changes, facts = self._written.get(graph, (-1, {}))
            if changes != graph.changes or not self._are_there(facts):
                facts = self._write(graph)
            written[graph] = (graph.changes, facts | {"removed": np.diff(graph.removed(), prepend=0).tolist()})
        graphs = [facts for _, facts in written.values()]
        side = {
            "format": FORMAT,
            "space": self._key,
            "dimensions": self._dimensions,
            "generation": generation,
            "count": len(index),
            "graphs": graphs,
        }
        _write(_side(self._folder, self._key), json.dumps(side).encode())
        self._written = written
        named = {name for facts in graphs for name in _names(self._key, facts["sha256"])}
        for path in _graphs(self._folder, self._key):
            if path.name not in named:
                path.unlink(missing_ok=True)

    @property
    def generation(self) -> int | None:
        """Which generation of its space the index says it holds, None if there is none; it is not checked."""
        return saved_generation(self._folder, self._key)

    def load(self, full: int = FULL) -> Iterator[tuple[Segments, int]]:
        """Yield the index and the generation that it holds: graph by graph, the last time all of it; nothing if none.

        Raises
        ------
        DamagedIndex
            A file is damaged, incomplete, or that of another space.
        """
        side = _side(self._folder, self._key)
        if not side.exists() and not _graphs(self._folder, self._key):
            return
        try:
            said = json.loads(side.read_bytes())
            expected = (said["format"], said["space"], said["dimensions"])
            generation, count, graphs = int(said["generation"]), int(said["count"]), list(said["graphs"])
            if expected != (FORMAT, self._key, self._dimensions):
                raise DamagedIndex(f"{side} is that of another index")
            index = Segments(self._dimensions, full)
            yield index, INCOMPLETE
            # Checking takes as long as reading: another thread does it, a file or more ahead.
            with ThreadPoolExecutor(1, thread_name_prefix="index checks") as checks:
                try:
                    for facts, is_whole in zip(graphs, checks.map(self._is_whole, graphs), strict=True):
                        if not is_whole:
                            raise DamagedIndex(f"{side} names files that are not those that were written")
                        graph = self._read(facts)
                        self._written[graph] = (graph.changes, facts)
                        index.graphs = (*index.graphs, graph)
                        yield index, INCOMPLETE
                finally:
                    checks.shutdown(wait=False, cancel_futures=True)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedIndex(f"{side}: what it names cannot be read ({error})") from error
        if len(index) != count:
            raise DamagedIndex(f"{side} speaks of {count} vectors, but {len(index)} are there")
        yield index, generation

    def _read(self, facts: dict[str, Any]) -> HnswIndex:
        graph, rows = self._paths(facts)
        return HnswIndex.load(graph, rows, self._dimensions, np.cumsum(np.array(facts["removed"], np.int64)))

    def _is_whole(self, facts: dict[str, Any]) -> bool:
        """Whether the files of a graph are those that were written."""
        return bool([_checksum(path) for path in self._paths(facts)] == facts["sha256"])

    def _paths(self, facts: dict[str, Any]) -> list[Path]:
        """Return where a graph lies, and its vectors."""
        return [self._folder / name for name in _names(self._key, facts["sha256"])]

    def _are_there(self, facts: dict[str, Any]) -> bool:
        """Whether the files of a graph are still there: another process that builds the same index deletes them."""
        return all(path.exists() for path in self._paths(facts))

    def _write(self, graph: HnswIndex) -> dict[str, Any]:
        """Write a graph and its vectors under the names that their content has."""
        fresh, rows = (self._folder / f"{self._key}{ending}{_PART}" for ending in (".hnsw", ".rows"))
        try:
            graph.save(fresh, rows)
        except RuntimeError as error:
            raise OSError(f"{fresh} cannot be written: {error}") from error
        sums = [_checksum(fresh), _checksum(rows)]
        for path, name in zip((fresh, rows), _names(self._key, sums), strict=True):
            _sync(path)
            path.replace(self._folder / name)
        return {"sha256": sums}


def saved_generation(folder: Path, key: str) -> int | None:
    """Return which generation of its space an index says it holds, None if there is none; it is not checked."""
    try:
        return int(json.loads(_side(folder, key).read_bytes())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def discard(folder: Path, key: str) -> None:
    """Delete the files of an index, if there are any."""
    for path in (_side(folder, key), *_graphs(folder, key), words_file(folder, key)):
        path.unlink(missing_ok=True)


def words_file(folder: Path, key: str) -> Path:
    """Return where the inverted file of a space is kept; it says itself what it must hold."""
    return folder / f"{key}.words"


def unfinished(folder: Path) -> list[Path]:
    """Return what killed processes left unfinished, graphs among it that no side file was written for."""
    unnamed = (path for path in _graphs(folder, "*") if not _side(folder, path.name.partition(".")[0]).exists())
    return [*folder.glob("*.part"), *unnamed]


def sweep(folder: Path) -> bool:
    """Delete what killed processes left unfinished, and return whether there was any.

    Only for the one process that may write to the library.
    """
    left = unfinished(folder)
    for path in left:
        path.unlink(missing_ok=True)
    return bool(left)


def _side(folder: Path, key: str) -> Path:
    return folder / f"{key}.json"


def _graphs(folder: Path, key: str) -> list[Path]:
    return [*folder.glob(f"{key}.*.hnsw"), *folder.glob(f"{key}.*.rows")]


def _names(key: str, sums: list[str]) -> list[str]:
    """Return the names of the files of a graph, of the graph and of its vectors, from their checksums."""
    return [f"{key}.{sums[0][:_NAMED]}.hnsw", f"{key}.{sums[1][:_NAMED]}.rows"]


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, data: bytes) -> None:
    fresh = path.with_suffix(path.suffix + _PART)
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
