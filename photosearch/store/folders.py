"""Folders whose files have all been dealt with, so that a rescan can pass over them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from photosearch.store.database import Store
from photosearch.store.roots import Root


@dataclass(frozen=True, slots=True)
class Settled:
    """The digest of a folder's listing, and how many files were in it."""

    digest: bytes
    files: int


def settled_folders(store: Store, root: Root) -> dict[bytes, Settled]:
    """Return the folders of a root whose files have all been dealt with, by their path below it."""
    found = store.rows("SELECT path, digest, files FROM folders WHERE root_id = ?", [root.id])
    return {path: Settled(digest, count) for path, digest, count in found}


def count_folders(store: Store) -> dict[int, int]:
    """Return how many folders are known below each root that has any, by the root's id."""
    return dict(store.rows("SELECT root_id, count(*) FROM folders GROUP BY root_id"))


def settle(store: Store, root: Root, path: bytes, settled: Settled) -> None:
    """Record a folder as it was listed; an empty digest says that its files have not all been dealt with yet."""
    store.run(
        "INSERT OR REPLACE INTO folders (root_id, path, digest, files) VALUES (?, ?, ?, ?)",
        [root.id, path, settled.digest, settled.files],
    )


def forget(store: Store, root: Root, paths: Iterable[bytes]) -> None:
    """Forget folders that are gone."""
    for path in paths:
        store.run("DELETE FROM folders WHERE root_id = ? AND path = ?", [root.id, path])


def relearn(store: Store) -> None:
    """Make the folders anew from the files that are known, and have the next scan look at every file in them."""
    store.run("DELETE FROM folders")
    found = store.rows("SELECT root_id, path FROM files")
    for root_id, path in {(root_id, path.rpartition(b"/")[0]) for root_id, path in found}:
        store.run("INSERT INTO folders (root_id, path, digest, files) VALUES (?, ?, x'', 0)", [root_id, path])
