"""Brings an index to the labels that the store holds."""

from __future__ import annotations

from collections.abc import Callable, Generator

import numpy as np
from numpy.typing import NDArray

from photosearch.jobs import Cancel, Pace, Progress
from photosearch.types import Index

CHUNK = 500
"""Vectors added between two looks at the cancel token: about a fifth of a second in a large graph."""


def sync(
    index: Index,
    wanted: NDArray[np.int64],
    read: Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float32]]],
    cancel: Cancel,
) -> Generator[Progress, None, bool]:
    """Remove what is not wanted and add what is missing; return whether the index came out complete.

    Parameters
    ----------
    wanted
        Labels, ascending.
    read
        Gives the vectors of labels, and which labels it found.
    """
    held = index.labels()
    gone = np.setdiff1d(held, wanted, assume_unique=True)
    if len(gone):
        index.remove(gone)
    new = np.setdiff1d(wanted, held, assume_unique=True)
    pace = Pace("Building the search index", total=len(new))
    for start in range(0, len(new), CHUNK):
        if cancel.cancelled:
            return False
        labels, vectors = read(new[start : start + CHUNK])
        if len(labels):
            index.add(labels, vectors)
        pace.step(len(new[start : start + CHUNK]))
        if pace.due():
            yield pace.report()
    return True
