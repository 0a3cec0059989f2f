"""What a scan has to do: walk the roots, compare with the store, follow moved files."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photosearch.files.at_rest import is_at_rest
from photosearch.files.changes import compare
from photosearch.files.fingerprint import fingerprint
from photosearch.files.nearby import nearby
from photosearch.files.pairs import raw_partners
from photosearch.files.roots import is_online
from photosearch.files.walk import Listing, walk
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.store import files, folders
from photosearch.store.database import Store
from photosearch.store.files import KnownFile
from photosearch.store.folders import Settled
from photosearch.store.roots import Root
from photosearch.store.waiting import Task, Waiting
from photosearch.types import Changed, FileState, FoundFile

PAIRED = "pair"
"""Stands in the place of the decoder for RAW files that a JPEG stands for: they are judged by their names."""
_EVERYWHERE: Changed = {}


@dataclass
class Plan:
    """What a walk over the roots came to. `tasks` are the files to look at; the counts are of files.

    `unlisted` are sentences about folders that could not be listed; nothing below them counts as gone. `changed` are
    the folders that are settled once their tasks are done; `restless` those with files that are being written.
    """

    tasks: Waiting
    walked: int = 0
    unchanged: int = 0
    moved: int = 0
    paired: int = 0
    missing: int = 0
    returned: int = 0
    offline: list[Path] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)
    changed: dict[tuple[Root, bytes], Settled] = field(default_factory=dict)
    restless: set[tuple[Root, bytes]] = field(default_factory=set)


class Planner:
    """Compares folders with the store. Writes what needs no look: files that are gone, back, or moved, and RAW pairs.

    Parameters
    ----------
    incomplete : set of int
        Ids of files whose photos lack a vector that they should have.
    decoder : str
        What can be decoded now; files refused by another decoder are looked at again.
    skip : frozenset of Path
        Folders that are not entered.
    touched : mapping of Path to set of bytes or None
        Of these roots only so many folders are looked at (paths below the root), and in them no file that is being
        written; of all others, and where None stands, every folder.
    """

    def __init__(
        self, store: Store, incomplete: set[int], decoder: str, skip: frozenset[Path], touched: Changed = _EVERYWHERE
    ) -> None:
        self.plan = Plan(Waiting(store, "looks"))
        self._store = store
        self._incomplete = incomplete
        self._decoder = decoder
        self._skip = skip
        self._touched = touched
        self._new = Waiting(store, "moves")
        self._gone: set[int] = set()

    def run(self, roots: Sequence[Root], cancel: Cancel) -> Generator[Progress, None, None]:
        """Plan the work under some roots. No file is opened but new ones that may have moved here."""
        pace = Pace("Looking through folders")
        for root in roots:
            if is_online(root.path, expected=files.holds_files(self._store, root)):
                yield from self._walk(root, pace, cancel)
            else:
                self.plan.offline.append(root.path)
            if cancel.cancelled:
                return
        yield from self._follow_moves(cancel)
        self.plan.missing = len(self._gone)

    def _walk(self, root: Root, pace: Pace, cancel: Cancel) -> Generator[Progress, None, None]:
        """Compare a root's folders one by one; a folder whose listing is as it was is passed over whole."""
        settled = folders.settled_folders(self._store, root)
        touched = self._touched.get(root.path)
        near = None if touched is None else nearby(root.path, touched, settled)
        due = files.suspect_files(self._store, root, self._decoder, PAIRED) if near is None else {}
        met: set[bytes] = set()
        closed: list[bytes] = []
        for listing in (
            walk(root.path, self._skip) if near is None else walk(root.path, self._skip, near.start, settled)
        ):
            if cancel.cancelled:
                return
            if not isinstance(listing, Listing):
                closed.append(listing.relative)
                folder = root.path / os.fsdecode(listing.relative)
                self.plan.unlisted.append(f"{folder} could not be listed: {listing.reason}")
                continue
            met.add(listing.relative)
            count = len(listing.names)
            now = Settled(listing.digest(), count)
            self.plan.walked += count
            self.plan.unchanged += count
            if settled.get(listing.relative) != now:
                self.plan.changed[root, listing.relative] = now
                self._compare(root, listing, due)
            pace.step(count)
            if pace.due():
                yield pace.report(str(root.path))
        unmet = [path for path in settled if path not in met and not _lies_below(path, closed)]
        self._forget(root, unmet if near is None else [path for path in unmet if near.is_lost(path, met)])
        if near is None:
            passed_over = {path for path in met if (root, path) not in self.plan.changed}
            self._add(root, (item for item in self._due(root, due) if _folder(item) in passed_over))

    def _due(self, root: Root, suspect: Mapping[bytes, KnownFile]) -> Iterator[FoundFile]:
        """Yield the known files that are due for a look although they have not changed, each once."""
        for path, file in suspect.items():
            yield FoundFile(path, file.stamp)
        for path, file in files.photo_files(self._store, root) if self._incomplete else ():
            if file.id in self._incomplete and path not in suspect:
                yield FoundFile(path, file.stamp)

    def _add(self, root: Root, found: Iterable[FoundFile]) -> None:
        """Plan to look at known files."""
        before = len(self.plan.tasks)
        self.plan.tasks.put(root, found)
        self.plan.unchanged -= len(self.plan.tasks) - before

    def _compare(self, root: Root, listing: Listing, due: Mapping[bytes, KnownFile]) -> None:
        """Record what became of a folder's files, and plan what is to be looked at there; `due` holds others too."""
        known = files.known_files(self._store, root, listing.relative)
        found = listing.found()
        paired = raw_partners(item.relative for item in found)
        changes = compare({path: file.stamp for path, file in known.items()}, found)
        again = [item for item in changes.unchanged if item.relative in due or self._is_due(known[item.relative])]
        changed = self._resting(root, [item for item in (*changes.changed, *again) if item.relative not in paired])
        fresh = self._resting(root, [item for item in changes.new if item.relative not in paired])
        gone = [known[path].id for path in changes.vanished if not known[path].missing]
        self._gone.update(gone)
        back = [known[item.relative].id for item in changes.unchanged if known[item.relative].missing]
        self.plan.returned += len(back)
        with self._store.transaction():
            # Known from now on, so that it is missed should it go; settled once its files have been looked at.
            folders.settle(self._store, root, listing.relative, Settled(b"", len(found)))
            files.set_missing(self._store, gone, missing=True)
            files.set_missing(self._store, back, missing=False)
            self._add(root, changed)
            self._new.put(root, fresh)
            self.plan.unchanged -= len(fresh)
            self._record_pairs(root, known, [item for item in found if item.relative in paired], paired)

    def _is_due(self, file: KnownFile) -> bool:
        """Whether a file of a changed folder is to be looked at although it has not changed itself."""
        return file.decoder == PAIRED or file.id in self._incomplete

    def _resting(self, root: Root, found: list[FoundFile]) -> list[FoundFile]:
        """Return the files that are not being written; the folder of the others is looked at again soon."""
        if root.path not in self._touched:
            return found
        ready = [item for item in found if is_at_rest(root.path / os.fsdecode(item.relative))]
        if len(ready) < len(found):
            folder = (root, _folder(found[0]))
            self.plan.restless.add(folder)
            self.plan.changed.pop(folder, None)
        return ready

    def _record_pairs(
        self, root: Root, known: Mapping[bytes, KnownFile], found: Sequence[FoundFile], paired: Mapping[bytes, bytes]
    ) -> None:
        for item in found:
            file = known.get(item.relative)
            if file is None or file.decoder != PAIRED or file.stamp != item.stamp:
                partner = os.fsdecode(paired[item.relative])
                reason = f"the RAW of {partner}, which stands for both"
                files.put_file(self._store, root, item, FileState.SKIPPED, PAIRED, reason=reason)
                self.plan.paired += 1
                self.plan.unchanged -= 1

    def _forget(self, root: Root, gone: Sequence[bytes]) -> None:
        """Mark the files of folders that are gone as missing."""
        with self._store.transaction():
            for folder in gone:
                known = files.known_files(self._store, root, folder)
                present = [file.id for file in known.values() if not file.missing]
                files.set_missing(self._store, present, missing=True)
                self._gone.update(present)
            folders.forget(self._store, root, gone)

    def _follow_moves(self, cancel: Cancel) -> Generator[Progress, None, None]:
        """Give files at new paths the work that was done at their old ones; what is left is to be looked at."""
        pace = Pace("Looking for moved photos", total=len(self._new))
        for task in self._new:
            if cancel.cancelled:
                return
            file_id = self._moved_from(task)
            if file_id is not None:
                with self._store.transaction():
                    files.move_file(self._store, file_id, task.root, task.found)
                self.plan.moved += 1
                self._gone.discard(file_id)
            if file_id is None or file_id in self._incomplete:
                self.plan.tasks.put(task.root, [task.found])
            pace.step()
            if pace.due():
                yield pace.report(task.path.name)

    def _moved_from(self, task: Task) -> int | None:
        """Return the id of the file that lay elsewhere and is gone from there, None if there is none.

        Only a file whose size is that of a known photo is opened here.
        """
        candidates = files.photos_of_size(self._store, task.found.stamp.size)
        if not candidates:
            return None
        try:
            content = fingerprint(task.path)
        except OSError:
            return None  # the look at it says what is wrong
        for file_id, root, relative, known in candidates:
            old = root.path / os.fsdecode(relative)
            if known == content and not os.path.lexists(old) and is_online(root.path, expected=True):
                return file_id
        return None


def _folder(item: FoundFile) -> bytes:
    return item.relative.rpartition(b"/")[0]


def _lies_below(path: bytes, folders: Sequence[bytes]) -> bool:
    """Whether a path is, or lies in, one of some folders; the empty one is the root."""
    return any(not folder or path == folder or path.startswith(folder + b"/") for folder in folders)
