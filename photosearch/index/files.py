"""An HNSW index in a file: written so that a crash leaves the old one, and trusted only if nothing has changed.

hnswlib reads whatever it is given, so a side file says what the index file must be.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np

from photosearch.errors import DamagedIndex
from photosearch.index.hnsw import HnswIndex

FORMAT = 1
_PART = f".{os.getpid()}.part"
"""Ends the names of unfinished files: two processes do not write to the same one."""


def save(index: HnswIndex, folder: Path, key: str, dimensions: int, generation: int) -> None:
    """Write an index and its side file; each appears whole or not at all.

    Raises
    ------
    OSError
        The folder cannot be written to; the index in memory is as good as before.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph, side = _paths(folder, key)
    labels = index.labels()
    fresh = graph.with_suffix(_PART)
    try:
        index.save(fresh)
    except RuntimeError as error:
        raise OSError(f"{fresh} cannot be written: {error}") from error
    facts = {
        "format": FORMAT,
        "space": key,
        "dimensions": dimensions,
        "generation": generation,
        "count": len(labels),
        "sha256": _checksum(fresh),
        "labels": [int(label) for label in _steps(labels)],
    }
    # A side file without its index, or beside another one, is found out by the checksum: the order does no harm.
    _write(side, json.dumps(facts).encode())
    _sync(fresh)
    fresh.replace(graph)


def load(folder: Path, key: str, dimensions: int) -> tuple[HnswIndex, int] | None:
    """Return an index and the generation of the space that it holds, None where there is no file.

    Raises
    ------
    DamagedIndex
        The file is damaged, incomplete, or that of another space.
    """
    graph, side = _paths(folder, key)
    if not graph.exists():
        return None
    try:
        facts = json.loads(side.read_bytes())
        expected = (facts["format"], facts["space"], facts["dimensions"], facts["sha256"])
        steps = np.array(facts["labels"], np.int64)
        generation, count = int(facts["generation"]), int(facts["count"])
        actual = (FORMAT, key, dimensions, _checksum(graph))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DamagedIndex(f"{graph}: its side file cannot be read ({error})") from error
    if expected != actual or len(steps) != count:
        raise DamagedIndex(f"{graph} is not the file that was written")
    return HnswIndex.load(graph, dimensions, np.cumsum(steps)), generation


def saved_generation(folder: Path, key: str) -> int | None:
    """Return which generation of its space an index file says it holds, None if there is none; it is not checked."""
    graph, side = _paths(folder, key)
    try:
        return int(json.loads(side.read_bytes())["generation"]) if graph.exists() else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def discard(folder: Path, key: str) -> None:
    """Delete the files of an index, if there are any."""
    for path in (*_paths(folder, key), words_file(folder, key)):
        path.unlink(missing_ok=True)


def words_file(folder: Path, key: str) -> Path:
    """Return where the inverted file of a space is kept; it says itself what it must hold."""
    return folder / f"{key}.words"


def unfinished(folder: Path) -> list[Path]:
    """Return what killed processes left unfinished; the index beside it may not match its side file."""
    return list(folder.glob("*.part"))


def sweep(folder: Path) -> bool:
    """Delete what killed processes left unfinished, and return whether there was any.

    Only for the one process that may write to the library.
    """
    left = unfinished(folder)
    for path in left:
        path.unlink(missing_ok=True)
    return bool(left)


def _paths(folder: Path, key: str) -> tuple[Path, Path]:
    return folder / f"{key}.hnsw", folder / f"{key}.json"


def _steps(labels: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return ascending labels as differences: small numbers, a short file."""
    return np.diff(labels, prepend=0)


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
