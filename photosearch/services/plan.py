"""What a scan has to do: walk the roots, compare with the store, follow moved files."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from photosearch.files.changes import compare
from photosearch.files.fingerprint import fingerprint
from photosearch.files.pairs import raw_partners
from photosearch.files.roots import is_online
from photosearch.files.walk import Unwalkable, walk
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.store import files
from photosearch.store.database import Store
from photosearch.store.files import KnownFile
from photosearch.store.roots import Root
from photosearch.types import FileState, FoundFile

PAIRED = "pair"
"""Stands in the place of the decoder for RAW files that a JPEG stands for: they are judged by their names."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to look at."""

    root: Root
    found: FoundFile

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.root.path / os.fsdecode(self.found.relative)


@dataclass
class Plan:
    """What a walk over the roots came to. `tasks` are the files to look at; the counts are of files.

    `unlisted` are sentences about folders that could not be listed; nothing below them counts as gone.
    """

    tasks: list[Task] = field(default_factory=list)
    walked: int = 0
    unchanged: int = 0
    moved: int = 0
    paired: int = 0
    missing: int = 0
    offline: list[Path] = field(default_factory=list)
    unlisted: list[str] = field(default_factory=list)


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
    """

    def __init__(self, store: Store, incomplete: set[int], decoder: str, skip: frozenset[Path]) -> None:
        self.plan = Plan()
        self._store = store
        self._incomplete = incomplete
        self._decoder = decoder
        self._skip = skip

    def run(self, roots: Sequence[Root], cancel: Cancel) -> Generator[Progress, None, None]:
        """Plan the work under some roots; unchanged files are recognised by their stat alone and never opened."""
        pace = Pace("Looking through folders")
        new: list[Task] = []
        for root in roots:
            known = files.known_files(self._store, root)
            if not is_online(root.path, expected=any(not file.missing for file in known.values())):
                self.plan.offline.append(root.path)
                continue
            found: list[FoundFile] = []
            closed: list[bytes] = []
            for item in walk(root.path, self._skip):
                if cancel.cancelled:
                    return
                if isinstance(item, Unwalkable):
                    closed.append(item.relative)
                    folder = root.path / os.fsdecode(item.relative)
                    self.plan.unlisted.append(f"{folder} could not be listed: {item.reason}")
                    continue
                found.append(item)
                pace.step()
                if pace.due():
                    yield pace.report(str(root.path))
            new += self._compare(root, known, found, closed)
        yield from self._follow_moves(new, cancel)

    def _compare(
        self, root: Root, known: dict[bytes, KnownFile], found: list[FoundFile], closed: list[bytes]
    ) -> list[Task]:
        """Record what became of a root's files and return those at unknown paths."""
        changes = compare({path: file.stamp for path, file in known.items()}, found, closed)
        paired = raw_partners(item.relative for item in found)
        self.plan.walked += len(found)
        again = self._due_again(known, found, paired)
        changed = [item for item in changes.changed if item.relative not in paired]
        due = {item.relative for item in changed}
        changed += [item for item in again if item.relative not in due]
        self.plan.tasks += [Task(root, item) for item in changed]
        fresh = [item for item in changes.new if item.relative not in paired]
        self.plan.unchanged += len(found) - len(changed) - len(fresh)
        gone = [known[path].id for path in changes.vanished if not known[path].missing]
        self.plan.missing += len(gone)
        back = [known[item.relative].id for item in found if item.relative in known and known[item.relative].missing]
        with self._store.transaction():
            files.set_missing(self._store, gone, missing=True)
            files.set_missing(self._store, back, missing=False)
            self._record_pairs(root, known, [item for item in found if item.relative in paired], paired)
        return [Task(root, item) for item in fresh]

    def _due_again(
        self, known: dict[bytes, KnownFile], found: list[FoundFile], paired: dict[bytes, bytes]
    ) -> list[FoundFile]:
        """Return known files that have to be looked at again although they may not have changed."""
        suspects = {
            path
            for path, file in known.items()
            if file.retry
            or file.id in self._incomplete
            or (file.state != FileState.PHOTO and file.decoder != self._decoder)
        }
        if not suspects:
            return []
        return [item for item in found if item.relative in suspects and item.relative not in paired]

    def _record_pairs(
        self, root: Root, known: dict[bytes, KnownFile], found: list[FoundFile], paired: dict[bytes, bytes]
    ) -> None:
        for item in found:
            file = known.get(item.relative)
            if file is None or file.decoder != PAIRED or file.stamp != item.stamp:
                partner = os.fsdecode(paired[item.relative])
                reason = f"the RAW of {partner}, which stands for both"
                files.put_file(self._store, root, item, FileState.SKIPPED, PAIRED, reason=reason)
                self.plan.paired += 1
                self.plan.unchanged -= 1

    def _follow_moves(self, new: list[Task], cancel: Cancel) -> Generator[Progress, None, None]:
        """Give files at new paths the work that was done at their old ones; what is left is to be looked at."""
        pace = Pace("Looking for moved photos", total=len(new))
        for task in new:
            if cancel.cancelled:
                return
            file_id = self._moved_from(task)
            if file_id is None:
                self.plan.tasks.append(task)
            else:
                with self._store.transaction():
                    files.move_file(self._store, file_id, task.root, task.found)
                self.plan.moved += 1
                if file_id in self._incomplete:
                    self.plan.tasks.append(task)
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
