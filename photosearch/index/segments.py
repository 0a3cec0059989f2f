"""Large spaces in several graphs of limited size, so that none takes long to write, to read or to build anew.

hnswlib lets no other thread run while it reads or writes a graph: with one graph of a million vectors the window would
stand still for seconds. Small graphs are built faster, too: a full one is never changed by what is added later.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.index.base import Found, merged
from photosearch.index.hnsw import HnswIndex
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.types import Vector

FULL = 65_536
"""A graph takes so many vectors; reading or writing it takes about a tenth of a second."""
LEAST, EVEN, GROW = 16, 2, 4
"""Each of n graphs is asked for so many, and so many times the n-th part of what is wanted; then for so many more."""
STEP = 100
"""Vectors moved between two looks at the cancel token."""


class Segments:
    """Graphs that are searched one after the other.

    Any number of threads may search while one adds, removes, compacts or saves.

    Parameters
    ----------
    dimensions
        The length of a vector.
    full
        How many vectors a graph takes.
    graphs
        The graphs to begin with.
    """

    def __init__(self, dimensions: int, full: int = FULL, graphs: Sequence[HnswIndex] = ()) -> None:
        self.dimensions = dimensions
        self.full = full
        # Replaced as a whole, never changed: a search goes through those that it began with.
        self.graphs = tuple(graphs)

    def __len__(self) -> int:
        """How many vectors can be found."""
        return sum(map(len, self.graphs))

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""
        return np.sort(np.concatenate([np.zeros(0, np.int64), *(graph.labels() for graph in self.graphs)]))

    @property
    def worn(self) -> bool:
        """Whether so much was removed from a graph that building it anew pays."""
        return any(graph.worn for graph in self.graphs)

    def add(self, labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors (n, dimensions) under labels (n,) that cannot be found yet."""
        while len(labels):
            if not self.graphs or self.graphs[-1].held >= self.full:
                self.graphs = (*self.graphs, HnswIndex(self.dimensions, room=self.full))
            room = self.full - self.graphs[-1].held
            self.graphs[-1].add(labels[:room], vectors[:room])
            labels, vectors = labels[room:], vectors[room:]

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored."""
        for graph in self.graphs:
            graph.remove(labels)

    def search(self, vector: Vector, k: int, among: NDArray[np.int64] | None = None) -> Found:
        """Return labels and cosines of about the k nearest (or all, if fewer), best first, equal ones by label.

        Parameters
        ----------
        among
            Only these labels are looked for, ascending; unknown ones are ignored.
        """
        # The k nearest are likely to be spread over all graphs: each is asked for a part of them, then again if all of
        # what it gave was needed.
        graphs = self.graphs
        if not graphs:
            return merged([], k)
        fetch = dict.fromkeys(graphs, min(k, LEAST + EVEN * k // len(graphs)))
        found: dict[HnswIndex, Found] = {}
        while fetch:
            found |= {graph: graph.search(vector, count, among) for graph, count in fetch.items()}
            labels, scores = merged(list(found.values()), k)
            last = scores[-1] if len(scores) == k else -np.inf
            fetch = {
                graph: min(k, GROW * count)
                for graph, count in fetch.items()
                if count < k and len(found[graph][1]) == count and found[graph][1][-1] >= last
            }
        return labels, scores

    def compact(self, cancel: Cancel) -> Generator[Progress, None, bool]:
        """Build anew what is worn, together with what is not half full; return whether it came to its end.

        Until then searches go on with what there is.
        """
        if not self.worn:
            return True
        old = [graph for graph in self.graphs if graph.worn or len(graph) < self.full / 2]
        pace = Pace("Tidying the search index", total=sum(map(len, old)))
        fresh = Segments(self.dimensions, self.full)
        for graph in old:
            for labels, vectors in graph.entries(STEP):
                if cancel.cancelled:
                    return False
                fresh.add(labels, vectors)
                pace.step(len(labels))
                if pace.due():
                    yield pace.report()
        # What is not full comes last: there the next ones are added.
        kept = [graph for graph in self.graphs if graph not in old]
        self.graphs = (*kept, *fresh.graphs)
        return True
