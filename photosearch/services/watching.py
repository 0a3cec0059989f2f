"""Keeping an eye on a library's folders: which are there, and what happens in them."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from photosearch.files.drive import mount_text
from photosearch.files.place import Place, place_of
from photosearch.files.roots import is_online
from photosearch.files.touched import Touched
from photosearch.files.watch import Watch
from photosearch.jobs import Cancel, Progress
from photosearch.services.library import Library
from photosearch.services.moved import follow
from photosearch.services.seen import last_seen, remember_seen
from photosearch.store.files import holds_files
from photosearch.store.folders import count_folders
from photosearch.store.roots import Root, all_roots
from photosearch.types import Changed

__all__ = ["Place", "RootNow", "Watching", "settle_roots"]

FAR = frozenset({Place.NETWORK})
"""Places that are asked only now and then whether they are there: the answer may take long."""
_UNTOLD = frozenset({Place.NETWORK, Place.SHARED})
"""Places of which no system tells what others change there."""


@dataclass(frozen=True, slots=True)
class RootNow:
    """A root as it is at present.

    `watched` says that changes in it are told at once; `seen` is when it was last there, None if that is not known.
    """

    id: int
    path: Path
    online: bool
    place: Place
    watched: bool
    seen: datetime | None


class Watching:
    """Looks after the roots of a library. `look` is called by one thread at a time, the rest by any.

    Parameters
    ----------
    library : Library
        It is only read.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._touched = Touched([library.folder, library.folder.resolve()])
        self._watch = Watch(self._touched)
        self._known: dict[int, RootNow] = {}
        self._mounts = b""

    def look(self, *, watch: bool, far: bool) -> tuple[list[RootNow], bool]:
        """Return the roots as they are, and whether one that is away is worth looking for elsewhere.

        Parameters
        ----------
        watch : bool
            Watch those that can be, from now on.
        far : bool
            Ask the network too; else what it last said counts.
        """
        if not self._library.exists:
            return [], False
        with self._library.reading() as store:
            roots, seen, counts = all_roots(store), last_seen(store), count_folders(store)
            expected = {root.id: holds_files(store, root) for root in roots}
        places = {root.id: place_of(root.path) for root in roots}
        online = {root.id for root in roots if self._is_online(root, places[root.id], expected[root.id], far=far)}
        near = {r.path: counts.get(r.id, 1) for r in roots if r.id in online and places[r.id] not in _UNTOLD}
        watched = self._watch.follow(near if watch else {})
        now = datetime.now().replace(microsecond=0)  # as a clock on the wall shows it
        times = {**seen, **{key: known.seen for key, known in self._known.items()}, **dict.fromkeys(online, now)}
        found = [RootNow(r.id, r.path, r.id in online, places[r.id], r.path in watched, times.get(r.id)) for r in roots]
        return found, self._is_worth_following(found)

    def _is_online(self, root: Root, place: Place, expected: bool, *, far: bool) -> bool:  # noqa: FBT001  # a fact
        before = self._known.get(root.id)
        if place in FAR and not far and before is not None and before.path == root.path:
            return before.online
        return is_online(root.path, expected=expected)

    def _is_worth_following(self, found: list[RootNow]) -> bool:
        """Whether a root is away, and that, or what is mounted, is news."""
        before, mounts = {(known.path, known.online) for known in self._known.values()}, mount_text()
        news = mounts != self._mounts or before != {(root.path, root.online) for root in found}
        self._known, self._mounts = {root.id: root for root in found}, mounts
        return news and not all(root.online for root in found)

    def take(self) -> Changed:
        """Return what was touched and rests by now."""
        return self._touched.take()

    def note(self, changed: Changed) -> None:
        """Take back what was touched and could not be looked at yet."""
        self._touched.note_folders(changed)

    def close(self) -> None:
        """Watch nothing any more."""
        self._watch.close()
        self._touched.forget()


def settle_roots(
    library: Library, seen: Mapping[int, datetime], _cancel: Cancel
) -> Generator[Progress, None, list[str]]:
    """Look for roots that are away at other places, keep when roots were last there, and say what was done."""
    yield from ()
    library.require_existing()
    with library.writing() as store:
        notes = follow(library, store)
        remember_seen(store, seen)
    return notes
