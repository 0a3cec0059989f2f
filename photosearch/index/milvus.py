"""Vectors of one feature space in a collection of a Milvus server, which several machines may share.

Wang et al.: "Milvus: A Purpose-Built Vector Data Management System", SIGMOD 2021. The collection is a cache like any
other index: what it holds and of what is written into its properties, and a mismatch means filling it anew.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import IndexServerProblem
from photosearch.index.base import Found, best_first, best_of, merged, unit_rows
from photosearch.index.hnsw import EF, EF_CONSTRUCTION, M
from photosearch.index.milvus_server import FILL_DEADLINE, MilvusServer
from photosearch.types import Vector

FORMAT = 1
MOST = 16_384
"""Milvus gives no more answers to one question."""
NAMED = 4_096
"""So many labels are named in one question."""
ROWS = 1_000
"""So many vectors are sent or fetched at once: a few megabytes."""
SEALED = 10_000
"""Once so many were added the server is asked to write them, so that they are indexed."""
_LAST = 1 << 62
_SPACE, _FORMAT, _GENERATION = "photosearch.space", "photosearch.format", "photosearch.generation"


def collection_name(library: str, key: str) -> str:
    """Return the name of the collection for a feature space of a library, of letters, digits and underscores."""
    return re.sub(r"\W", "_", f"photosearch_{library}_{key}", flags=re.ASCII)


class MilvusIndex:
    """One collection. Safe to use from several threads.

    Inner products of unit vectors are cosines, and a zero vector has the cosine 0 to everything.

    Parameters
    ----------
    server
        Where it is. Every method raises IndexServerProblem when the server fails.
    library
        Tells the libraries apart that share a server: labels are unique in one library only.
    key
        Of the feature space.
    dimensions
        The length of a vector.
    """

    def __init__(self, server: MilvusServer, library: str, key: str, dimensions: int) -> None:
        self.name = collection_name(library, key)
        self._server = server
        self._key = key
        self._dimensions = dimensions
        self._writing = threading.Lock()
        self._added = 0
        self._count = -1
        self._open()

    def _open(self) -> None:
        """Make the collection, or make it anew where what has this name is something else."""
        there = self._server.call("has_collection", self.name)  # soon found out where nobody answers
        if there and not self._fits():
            self.drop()
            there = False
        if not there:
            self._create()
        self._call("load_collection", self.name)

    def _fits(self) -> bool:
        found = self._describe()
        kept = found.get("properties", {})
        sizes = {field["name"]: field.get("params", {}).get("dim") for field in found["fields"]}
        return (
            sizes == {"label": None, "vector": self._dimensions}
            and kept.get(_SPACE) == self._key
            and kept.get(_FORMAT) == str(FORMAT)
        )

    def _create(self) -> None:
        schema, index = self._server.schema(self._dimensions)
        # The same graph as on this machine, so that answers are alike; Milvus Lite has it, too.
        graph = {"M": M, "efConstruction": EF_CONSTRUCTION}
        index.add_index("vector", index_type="HNSW", metric_type="IP", params=graph)
        self._call(
            "create_collection",
            self.name,
            schema=schema,
            index_params=index,
            properties={_SPACE: self._key, _FORMAT: str(FORMAT), _GENERATION: "-1"},
            consistency_level="Strong",  # what was added is found by the next search
        )

    def _describe(self) -> dict[str, Any]:
        found: dict[str, Any] = self._server.call("describe_collection", self.name)
        return found

    def _call(self, name: str, *arguments: object, **named: object) -> Any:
        return self._server.call(name, *arguments, deadline=FILL_DEADLINE, **named)

    @property
    def generation(self) -> int:
        """Which generation of its space it holds as a whole, -1 while it is being filled; the server is asked."""
        kept = self._describe().get("properties", {})
        if kept.get(_SPACE) != self._key or kept.get(_FORMAT) != str(FORMAT):
            raise IndexServerProblem(f"The collection {self.name} on the index server is not that of this library.")
        return int(kept.get(_GENERATION, -1))

    def settle(self, generation: int) -> None:
        """Say that it holds this generation as a whole, or -1: that it is being filled."""
        if generation >= 0 and self._added >= SEALED:
            with suppress(IndexServerProblem):  # servers limit how often this may be asked, and do it of themselves
                self._call("flush", self.name)
            self._added = 0
        self._call("alter_collection_properties", self.name, properties={_GENERATION: str(generation)})

    def drop(self) -> None:
        """Delete the collection."""
        self._server.drop(self.name)

    def __len__(self) -> int:
        """How many vectors can be found; asked once, then counted along: `recount` asks anew."""
        if self._count < 0:
            self.recount()
        return self._count

    def recount(self) -> None:
        """Ask the server how many vectors can be found."""
        self._count = int(self._server.call("query", self.name, filter="", output_fields=["count(*)"])[0]["count(*)"])

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        found = [label for page in self._pages(["label"], MOST) for label in (row["label"] for row in page)]
        return np.sort(np.array(found, np.int64))

    def vectors(self, labels: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the labels (n,) that can be found, ascending, and their vectors (n, dimensions) of unit length."""
        rows = [row for part in _parts(labels, ROWS) for row in self._rows(f"label in {part.tolist()}", ROWS)]
        return self._arrays(rows)

    def add(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dimensions) under labels (n,) that cannot be found yet."""
        units = unit_rows(vectors)
        with self._writing:
            for start in range(0, len(labels), ROWS):
                part = zip(labels[start : start + ROWS].tolist(), units[start : start + ROWS], strict=True)
                # Another machine that shares the library may be adding the same ones: an insertion would double them.
                self._call("upsert", self.name, [{"label": label, "vector": unit} for label, unit in part])
            self._added += len(labels)
            self._count = -1

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored."""
        with self._writing:
            for part in _parts(labels, NAMED):
                self._call("delete", self.name, ids=part.tolist())
            self._count = -1

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of about the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored.

        Raises
        ------
        IndexServerProblem
            The server fails, or holds fewer vectors than it should.
        """
        unit = unit_rows(vector[None])[0]
        if among is not None:
            return self._among(unit, k, among)
        k = min(k, len(self))
        if k == 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        if k <= MOST:
            found = self._nearest(unit, k)
            if len(found[0]) == k:
                return found
        # Too many for one question, or the graph is not connected widely enough to give so many: one by one.
        found = merged([self._compare(rows, unit, k) for rows in self._pages(["label", "vector"], ROWS)], k)
        if len(found[0]) < k:
            raise IndexServerProblem(f"The index server {self._server.address} has lost vectors.")
        return found

    def _among(self, unit: Vector, k: int, among: NDArray[np.int64]) -> Found:
        answers = []
        for part in _parts(among, NAMED):
            count = min(k, len(part))
            found = self._nearest(unit, count, f"label in {part.tolist()}")
            if len(found[0]) < count:  # unknown labels, or a graph that lost its way between those left out
                labels, rows = self.vectors(part)
                found = best_of(labels, rows @ unit, count)
            answers.append(found)
        return merged(answers, k)

    def _nearest(self, unit: Vector, k: int, only: str = "") -> Found:
        (found,) = self._server.call(
            "search",
            self.name,
            data=[unit],
            anns_field="vector",
            limit=k,
            filter=only,
            search_params={"metric_type": "IP", "params": {"ef": max(EF, 2 * k)}},
            output_fields=["label"],  # Milvus Lite gives the vectors, too, where nothing is named
        )
        return best_first(np.array(list(found.ids), np.int64), np.array(list(found.distances), np.float32))

    def _compare(self, rows: list[dict[str, Any]], unit: Vector, k: int) -> Found:
        labels, vectors = self._arrays(rows)
        return best_of(labels, vectors @ unit, k)

    def _arrays(self, rows: list[dict[str, Any]]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        rows.sort(key=lambda row: int(row["label"]))
        vectors = np.array([row["vector"] for row in rows], np.float32).reshape(-1, self._dimensions)
        return np.array([row["label"] for row in rows], np.int64), vectors

    def _rows(self, only: str, limit: int, fields: list[str] | None = None) -> list[dict[str, Any]]:
        fields = ["label", "vector"] if fields is None else fields
        return list(self._call("query", self.name, filter=only, output_fields=fields, limit=limit))

    def _pages(self, fields: list[str], size: int) -> Iterator[list[dict[str, Any]]]:
        """Yield all entries, at most `size` at a time, by ranges of labels: no order of answers is promised."""
        self.recount()
        left, low, width = self._count, 0, size
        while left > 0 and low < _LAST:
            rows = self._rows(f"label >= {low} and label < {low + width}", size, fields)
            if len(rows) == size < width:
                width = max(size, width // 2)  # there may be more than were given
                continue
            if rows:
                yield rows
            left -= len(rows)
            low += width
            width = width * 2 if len(rows) < size // 2 else width


def _parts(labels: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(labels), size):
        yield labels[start : start + size]
