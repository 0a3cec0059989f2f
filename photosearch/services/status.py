"""What a library holds."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from photosearch.backbones.manifest import find_manifest, is_former, load_manifest
from photosearch.files.roots import is_online
from photosearch.services.disk_use import file_sizes
from photosearch.services.library import Library
from photosearch.services.remembered import NETWORK
from photosearch.settings import DEFAULT_MODEL
from photosearch.store import features, files
from photosearch.store.features import SpaceRow
from photosearch.store.files import Counts
from photosearch.store.meta import get_meta
from photosearch.store.roots import all_roots
from photosearch.types import FileState


@dataclass(frozen=True, slots=True)
class RootState:
    """A root: whether it can be reached, how many photos it holds, and how many files that could not be shown."""

    path: Path
    online: bool
    photos: int
    unreadable: int = 0


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that is unreadable, damaged, skipped or missing, and why."""

    path: Path
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a library; `bytes` is what it takes on the disk.

    `better` is the built-in network of today, by its title, where the library uses that of an earlier version; else "".
    """

    folder: Path
    network: str
    bytes: int
    counts: Counts
    roots: Sequence[RootState]
    spaces: Sequence[SpaceRow]
    problems: Sequence[FileProblem]
    better: str = ""


def status(library: Library) -> Status:
    """Return the state of a library.

    Raises
    ------
    LibraryProblem
        There is none, or it cannot be read.
    """
    with library.reading() as store:
        roots = all_roots(store)
        paths = {root.id: root.path for root in roots}
        photos = files.photos_by_root(store)
        problems = files.problems(store)
        unreadable = Counter(problem.root_id for problem in problems if problem.state == FileState.UNREADABLE)
        network = get_meta(store, NETWORK) or DEFAULT_MODEL
        return Status(
            folder=library.folder,
            network=network,
            bytes=sum(file_sizes(library.folder).values()),
            counts=files.counts(store),
            roots=[
                RootState(
                    root.path,
                    is_online(root.path, expected=root.id in photos),
                    photos.get(root.id, 0),
                    unreadable[root.id],
                )
                for root in roots
            ],
            spaces=features.all_spaces(store),
            problems=[
                FileProblem(paths[problem.root_id] / os.fsdecode(problem.relative), problem.state, problem.reason)
                for problem in problems
            ],
            better=load_manifest(find_manifest(DEFAULT_MODEL)).title if is_former(network) else "",
        )
