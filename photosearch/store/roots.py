"""The folders that a library watches over."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from photosearch.store.database import Store


@dataclass(frozen=True, slots=True)
class Root:
    """A registered folder."""

    id: int
    path: Path


def all_roots(store: Store) -> list[Root]:
    """Return all roots in order of their paths."""
    found = store.rows("SELECT id, path FROM roots ORDER BY path")
    return [Root(int(key), Path(os.fsdecode(path))) for key, path in found]


def add_root(store: Store, path: Path) -> Root:
    """Register a folder, or return the root that it is already."""
    store.run("INSERT INTO roots (path) VALUES (?) ON CONFLICT (path) DO NOTHING", [os.fsencode(path)])
    return next(root for root in all_roots(store) if root.path == path)


def move_root(store: Store, root: Root, path: Path) -> None:
    """Give a root a new path; it keeps all that is known of its files."""
    store.run("UPDATE roots SET path = ? WHERE id = ?", [os.fsencode(path), root.id])


def remove_root(store: Store, root: Root) -> None:
    """Forget a root and everything below it."""
    store.run("DELETE FROM roots WHERE id = ?", [root.id])


def absorb(store: Store, outer: Root, inner: Root) -> None:
    """Make a root's files those of a root around it; all work is kept."""
    below = inner.path.relative_to(outer.path).as_posix()
    prefix = os.fsencode(below) + b"/"
    store.run(
        "INSERT OR REPLACE INTO folders (root_id, path, digest, files) SELECT ?, CAST(CASE WHEN path = x'' THEN ? "
        "ELSE ? || path END AS BLOB), x'', files FROM folders WHERE root_id = ?",
        [outer.id, os.fsencode(below), prefix, inner.id],
    )
    # What the outer root may know of these files already is older: it was absorbed, removed or skipped.
    store.run(
        "DELETE FROM files WHERE root_id = ? AND path IN (SELECT CAST(? || path AS BLOB) FROM files WHERE root_id = ?)",
        [outer.id, prefix, inner.id],
    )
    store.run(
        "UPDATE files SET root_id = ?, path = CAST(? || path AS BLOB) WHERE root_id = ?", [outer.id, prefix, inner.id]
    )
    remove_root(store, inner)
