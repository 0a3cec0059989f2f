"""Brings an index to the labels that the store holds."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from photosearch.jobs import Cancel, Pace, Progress

CHUNK = 100
"""Entries added between two looks at the cancel token: about a tenth of a second in a large graph."""

Entries_contra = TypeVar("Entries_contra", contravariant=True)


class Fillable(Protocol[Entries_contra]):
    """An index of vectors, or of bags of words."""

    def labels(self) -> NDArray[np.int64]:
        """Return the labels that can be found, ascending."""

    def add(self, labels: NDArray[np.int64], entries: Entries_contra, /) -> None:
        """Add entries under new labels."""

    def remove(self, labels: NDArray[np.int64]) -> None:
        """Remove labels; unknown ones are ignored."""


def _nobody(_missing: NDArray[np.int64]) -> None:
    """Tell nobody."""


def sync(
    index: Fillable[Entries_contra],
    wanted: NDArray[np.int64],
    read: Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], Entries_contra]],
    cancel: Cancel,
    tell: Callable[[NDArray[np.int64]], None] = _nobody,
) -> Generator[Progress, None, bool]:
    """Remove what is not wanted and add what is missing; return whether the index came out complete.

    Parameters
    ----------
    wanted
        Labels, ascending.
    read
        Gives the entries of labels, and which labels it found.
    tell
        Is told which labels are still missing, at first and after every portion.
    """
    held = index.labels()
    gone = np.setdiff1d(held, wanted, assume_unique=True)
    if len(gone):
        index.remove(gone)
    new = np.setdiff1d(wanted, held, assume_unique=True)
    tell(new)
    pace = Pace("Building the search index", total=len(new))
    for start in range(0, len(new), CHUNK):
        if cancel.cancelled:
            return False
        labels, entries = read(new[start : start + CHUNK])
        if len(labels):
            index.add(labels, entries)
        tell(new[start + CHUNK :])
        pace.step(len(new[start : start + CHUNK]))
        if pace.due():
            yield pace.report()
    return True
