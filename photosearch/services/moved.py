"""Folders that moved together with the library: found again beside it."""

from __future__ import annotations

import os
from pathlib import Path

from photosearch.files.roots import is_online
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.store.files import some_photos
from photosearch.store.meta import get_meta, set_meta
from photosearch.store.roots import Root, all_roots, move_root

HOME = "home"
"""Meta key: where the library's folder lay when it was last written to."""
SAMPLE = 50
"""So many photos of a root are looked for at its new place; most of them must be there."""


def follow(library: Library, store: Store) -> list[str]:
    """Adopt the new places of roots that moved with the library, and return what was done, in sentences.

    A root is adopted where it is gone from its place, and most of its photos lie, with the sizes that are known, at the
    place that is to the library's folder as the old one was. All work on them is kept.
    """
    before = get_meta(store, HOME)
    if before == str(library.folder):
        return []
    notes: list[str] = []
    with store.transaction():
        if before is not None:
            for root in all_roots(store):
                place = _place(root.path, Path(before), library.folder)
                if place is not None and _moved(store, root, place):
                    move_root(store, root, place)
                    notes.append(f"{root.path} has moved with the library to {place}; its photos are kept as they are.")
        set_meta(store, HOME, str(library.folder))
    return notes


def _place(root: Path, before: Path, now: Path) -> Path | None:
    """Return the path that lies to the library's folder as a root did before; None on another Windows drive."""
    try:
        return Path(os.path.normpath(now / os.path.relpath(root, before)))
    except ValueError:
        return None


def _moved(store: Store, root: Root, place: Path) -> bool:
    known = some_photos(store, root, SAMPLE)
    if not known or is_online(root.path, expected=True) or not place.is_dir():
        return False
    if any(place.is_relative_to(other.path) or other.path.is_relative_to(place) for other in all_roots(store)):
        return False  # roots never lie inside each other
    there = sum(_size(place / os.fsdecode(path)) == size for path, size in known)
    return 2 * there > len(known)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
