"""Folders that are at another place now: they moved with the library, or their drive has another mount point."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from photosearch.files.drive import Drive, drive_of, places
from photosearch.files.roots import is_online
from photosearch.services.library import Library
from photosearch.store.database import Store
from photosearch.store.files import some_photos
from photosearch.store.meta import get_meta, set_meta
from photosearch.store.roots import Root, all_roots, move_root

HOME = "home"
"""Meta key: where the library's folder lay when it was last written to."""
DRIVES = "drives"
"""Meta key: [UUID of the file system, path on it] of every root, as a JSON object by the root's id."""
SAMPLE = 50
"""So many photos of a root are looked for at its new place; most of them must be there."""


def follow(library: Library, store: Store) -> list[str]:
    """Adopt the new places of roots and return what was done, in sentences.

    A root is adopted where it is gone from its place, and most of its photos lie, with the sizes that are known, at the
    place that is to the library's folder as the old one was, or at the same path of its drive. All work is kept.
    """
    before = get_meta(store, HOME)
    drives = _read(get_meta(store, DRIVES))
    notes: list[str] = []
    away = False
    with store.transaction():
        for root in all_roots(store):
            if is_online(root.path, expected=True):
                continue
            for place in _candidates(root, before, library.folder, drives.get(root.id)):
                if _holds(store, root, place):
                    move_root(store, root, place)
                    notes.append(f"{root.path} is at {place} now; its photos are kept as they are.")
                    break
            else:
                away = True
        if before is None or not away:  # what is away may come back to its place beside the library
            set_meta(store, HOME, str(library.folder))
    return notes


def remember_drives(store: Store) -> None:
    """Keep which drives the roots that can be reached lie on; of the others stays what is known."""
    drives = _read(get_meta(store, DRIVES))
    roots = all_roots(store)
    kept = {root.id: drives[root.id] for root in roots if root.id in drives}
    kept |= {
        root.id: drive
        for root in roots
        if is_online(root.path, expected=True) and (drive := drive_of(root.path)) is not None
    }
    with store.transaction():
        set_meta(store, DRIVES, json.dumps({key: [drive.uuid, str(drive.below)] for key, drive in kept.items()}))


def _read(text: str | None) -> dict[int, Drive]:
    return {int(key): Drive(uuid, Path(below)) for key, (uuid, below) in json.loads(text or "{}").items()}


def _candidates(root: Root, before: str | None, now: Path, drive: Drive | None) -> Iterator[Path]:
    if before is not None and before != str(now):
        with suppress(ValueError):  # on another drive of Windows
            yield Path(os.path.normpath(now / os.path.relpath(root.path, before)))
    if drive is not None:
        yield from places(drive)


def _holds(store: Store, root: Root, place: Path) -> bool:
    """Whether a folder holds most of the photos that are known of a root."""
    known = some_photos(store, root, SAMPLE)
    others = [other.path for other in all_roots(store) if other != root]
    if not known or not place.is_dir() or any(place.is_relative_to(o) or o.is_relative_to(place) for o in others):
        return False  # roots never lie inside each other
    there = sum(_size(place / os.fsdecode(path)) == size for path, size in known)
    return 2 * there > len(known)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
