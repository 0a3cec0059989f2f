"""The photos of one folder, for a search among them alone."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.roots import all_roots


class Within:
    """Finds the labels of the photos in a folder, and keeps the last answer in mind: the next search is often there."""

    def __init__(self) -> None:
        self._last: tuple[tuple[str, int, Path], NDArray[np.int64]] | None = None

    def labels(self, store: Store, row: SpaceRow, folder: Path) -> NDArray[np.int64]:
        """Return the labels of a space's vectors whose photos lie in a folder or below it, ascending.

        Raises
        ------
        QueryProblem
            The library holds no photo there.
        """
        asked = row.space.key, row.generation, folder
        last = self._last
        if last is not None and last[0] == asked:
            return last[1]
        found = [_below(store, row, path) for path in dict.fromkeys((folder.absolute(), folder.resolve()))]
        labels = np.unique(np.concatenate(found))
        if not len(labels):
            raise QueryProblem(f"The library holds no photo in {folder}. Add it: photosearch add FOLDER")
        self._last = asked, labels
        return labels


def _below(store: Store, row: SpaceRow, folder: Path) -> NDArray[np.int64]:
    """Return the labels of the photos below a folder, which may lie in a root or hold some."""
    found = [np.zeros(0, np.int64)]
    for root in all_roots(store):
        if folder.is_relative_to(root.path):
            below = folder.relative_to(root.path).as_posix()
            found.append(features.labels_below(store, row, root.id, b"" if below == "." else os.fsencode(below)))
        elif root.path.is_relative_to(folder):
            found.append(features.labels_below(store, row, root.id, b""))
    return np.concatenate(found)
