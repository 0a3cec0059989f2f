"""Folders in, photos indexed: the pipeline from plan to store.

Worker threads look at photos (decode, forward pass, descriptors: nearly all outside the GIL); the caller's thread, the
only one that writes, stores them in short transactions. Whatever was committed is kept, however the work ends.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from photosearch.decode.read import capabilities
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.encode.encoder import Encoder
from photosearch.errors import LibraryProblem
from photosearch.files.roots import check_root, is_online, relate
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.priority import make_way
from photosearch.services.learn import learn_missing
from photosearch.services.library import Library
from photosearch.services.look import Refused, Seen, look
from photosearch.services.moved import follow, remember_drives
from photosearch.services.plan import Planner
from photosearch.services.project import bring_up
from photosearch.services.remembered import EXTRA, NETWORK, NETWORKS, SALIENCY_NETWORK, extra_descriptors
from photosearch.services.seen import remember_seen
from photosearch.services.spec import parse
from photosearch.services.summary import Noticed, Summary
from photosearch.services.thumbnails import keep
from photosearch.services.turns import Turns
from photosearch.services.writer import Writer
from photosearch.store import features, files
from photosearch.store.database import Store
from photosearch.store.folders import settle
from photosearch.store.meta import get_meta, set_meta
from photosearch.store.roots import Root, absorb, add_root, all_roots
from photosearch.store.waiting import Task, Waiting
from photosearch.types import Changed, FoundFile, Space

LOOK_AHEAD = 3
"""Files under way for every worker: enough that none waits, few enough that memory stays small."""

_EVERYWHERE: Changed = {}


def add(
    library: Library, folders: Sequence[Path], cancel: Cancel, descriptors: Sequence[str] = ()
) -> Generator[Progress, None, Summary]:
    """Register folders as roots of the library, made if need be, and index what is in them.

    Raises
    ------
    FolderProblem
        One of them is missing, a file or may not be read; then nothing is registered.
    """
    checked = [check_root(folder) for folder in folders]
    library.wanted_descriptors(descriptors)
    with library.writing() as store:
        moved = follow(library, store)
        roots = [_register(store, folder) for folder in checked]
        current = {root.id: root for root in all_roots(store)}
        return (
            yield from _ingest(
                library, store, [root for key, root in current.items() if root in roots], descriptors, cancel, moved
            )
        )


def scan(
    library: Library, cancel: Cancel, descriptors: Sequence[str] = (), *, retry: bool = False
) -> Generator[Progress, None, Summary]:
    """Index what is new or changed under all roots of an existing library.

    With `retry`, files that could not be shown are looked at again although they have not changed.
    """
    library.require_existing()
    with library.writing() as store:
        moved = follow(library, store)
        roots = all_roots(store)
        if not roots:
            raise LibraryProblem("The library has no folders yet. Add one: photosearch add FOLDER")
        if retry:
            with store.transaction():
                files.try_again(store)
        return (yield from _ingest(library, store, roots, descriptors, cancel, moved))


def notice(library: Library, touched: Changed, cancel: Cancel) -> Generator[Progress, None, Noticed]:
    """Index what is new or changed where something was seen to happen.

    Files that are being written are left for later: their folders are in the answer.
    """
    library.require_existing()
    with library.writing() as store:
        roots = [root for root in all_roots(store) if root.path in touched]
        restless: dict[Path, set[bytes]] = {}
        summary = yield from _ingest(library, store, roots, (), cancel, (), touched, restless)
    return Noticed(summary, {path: frozenset(folders) for path, folders in restless.items()})


def make_up(library: Library, cancel: Cancel) -> Generator[Progress, None, Summary]:
    """Look at the photos that a library knows already and that its network has not seen.

    Folders are not gone through, and the library does not remember the network as the one that it uses: so another
    network sees all photos while searches go on with the present one.
    """
    library.require_existing()
    started = time.monotonic()
    summary = Summary()
    with library.writing() as store:
        library.sweep()
        with store.transaction():
            _met(library, store)
        extra, roots, generations = _kept(library, store), all_roots(store), features.generations(store)
        tasks = _lacking(store, roots, library.spaces(library.wanted_descriptors(extra)))
        yield from _look_and_learn(library, store, roots, tasks, extra, summary, cancel)
        if not cancel.cancelled:
            yield from _round_off(library, store, extra, generations, summary, cancel)
    summary.stopped = cancel.cancelled
    summary.seconds = time.monotonic() - started
    return summary


def _register(store: Store, folder: Path) -> Root:
    """Return the root that a folder becomes, or belongs to: roots never lie inside each other."""
    roots = {root.path: root for root in all_roots(store)}
    relation = relate(folder, list(roots))
    if relation.covered_by is not None:
        return roots[relation.covered_by]
    with store.transaction():
        root = add_root(store, folder)
        for inner in relation.covers:
            absorb(store, root, roots[inner])
    return root


def _ingest(
    library: Library,
    store: Store,
    roots: Sequence[Root],
    descriptors: Sequence[str],
    cancel: Cancel,
    moved: Sequence[str],
    touched: Changed = _EVERYWHERE,
    restless: dict[Path, set[bytes]] | None = None,
) -> Generator[Progress, None, Summary]:
    started = time.monotonic()
    library.sweep()
    extra = list(dict.fromkeys([*_kept(library, store), *descriptors]))
    spaces = library.spaces(library.wanted_descriptors(extra))
    _remember(library, store, extra)
    generations = features.generations(store)
    incomplete: set[int] = set()
    if not touched:  # all is gone through: what is lacking is made too
        remember_drives(store)
        remember_seen(store)
        incomplete = features.incomplete_files(store, [space.key for space in spaces.values()])
    planner = Planner(store, incomplete, capabilities(), frozenset({library.folder}), touched)
    yield from planner.run(roots, cancel)
    plan = planner.plan
    if restless is not None:
        for root, folder in plan.restless:
            restless.setdefault(root.path, set()).add(folder)
    summary = Summary(
        walked=plan.walked,
        unchanged=plan.unchanged,
        moved=plan.moved,
        missing=plan.missing,
        returned=plan.returned,
        skipped=plan.paired,
        offline=plan.offline,
        notes=[*moved, *plan.unlisted],
    )
    unsettled = yield from _look_and_learn(library, store, roots, plan.tasks, extra, summary, cancel)
    if not cancel.cancelled:
        with store.transaction():
            for (root, folder), listed in plan.changed.items():
                if (root, folder) not in unsettled:
                    settle(store, root, folder, listed)
        yield from _round_off(library, store, extra, generations, summary, cancel)
    summary.stopped = cancel.cancelled
    summary.seconds = time.monotonic() - started
    return summary


def _look_and_learn(
    library: Library,
    store: Store,
    roots: Sequence[Root],
    tasks: Waiting,
    extra: Sequence[str],
    summary: Summary,
    cancel: Cancel,
) -> Generator[Progress, None, set[tuple[Root, bytes]]]:
    """Look at files, let methods learn that have not, and make what these describe; return the unsettled folders."""
    spaces = library.spaces(library.wanted_descriptors(extra))
    unsettled = yield from _look_at_all(library, store, tasks, spaces, summary, cancel)
    fitted = [name for name in dict.fromkeys(parse(text).descriptor for text in extra) if name not in DESCRIPTORS]
    if (yield from learn_missing(library, store, fitted, cancel)):
        spaces = library.spaces(library.wanted_descriptors(extra))
        again = _lacking(store, roots, spaces)
        unsettled |= yield from _look_at_all(library, store, again, spaces, summary, cancel)
    return unsettled


def _round_off(
    library: Library,
    store: Store,
    extra: Sequence[str],
    generations: Mapping[str, int],
    summary: Summary,
    cancel: Cancel,
) -> Generator[Progress, None, None]:
    """Bring projections up to date, and the index that searches use unless asked for another."""
    for spec in map(parse, extra):
        if spec.kind is not None:
            yield from bring_up(library, store, spec, cancel)
    (space,) = library.spaces([library.default_descriptor]).values()
    wanted, now = space.key, features.generations(store)
    if now != generations or not library.shelf.is_settled(wanted, now.get(wanted, 0)):
        for row in features.all_spaces(store):
            if row.space.key == wanted:
                yield from library.shelf.keep(store, row, cancel, summary.notes)


def _remember(library: Library, store: Store, extra: Sequence[str]) -> None:
    """Keep which networks and descriptors the library is indexed with, also those that only other networks serve."""
    with store.transaction():
        set_meta(store, NETWORK, library.network_reference)
        set_meta(store, EXTRA, json.dumps(list(dict.fromkeys([*extra_descriptors(store), *extra]))))
        _met(library, store)
        if library.saliency_reference is not None:
            set_meta(store, SALIENCY_NETWORK, library.saliency_reference)


def _met(library: Library, store: Store) -> None:
    """Keep that photos were looked at with the network."""
    met = json.loads(get_meta(store, NETWORKS) or "[]")
    set_meta(store, NETWORKS, json.dumps(list(dict.fromkeys([*met, library.network_reference]))))


def _lacking(store: Store, roots: Sequence[Root], spaces: Mapping[str, Space]) -> Waiting:
    """Return the photos under roots that can be reached and lack a vector."""
    lacking = features.incomplete_files(store, [space.key for space in spaces.values()])
    tasks = Waiting(store, "vectors")
    for root in roots:
        if is_online(root.path, expected=True):
            there = files.photo_files(store, root)
            tasks.put(root, (FoundFile(relative, file.stamp) for relative, file in there if file.id in lacking))
    return tasks


def _kept(library: Library, store: Store) -> list[str]:
    """Return the extra descriptors of the library that the present network can serve."""
    return [name for name in extra_descriptors(store) if library.lacking(parse(name).descriptor) is None]


def _look_at_all(
    library: Library, store: Store, tasks: Waiting, spaces: Mapping[str, Space], summary: Summary, cancel: Cancel
) -> Generator[Progress, None, set[tuple[Root, bytes]]]:
    """Run tasks through the workers and store their outcomes; return the folders that need another scan."""
    if not tasks or cancel.cancelled:
        return set()
    yield Progress("Loading the network", 0, len(tasks))
    encoder = library.encoder(list(spaces))
    writer = Writer(store, spaces, capabilities(), summary, encoder.vocabularies)
    pace = Pace("Indexing", total=len(tasks))
    for task, outcome in _looks(library, encoder, tasks, cancel):
        writer.take(task, outcome)
        pace.step()
        if pace.due():
            yield pace.report(task.path.name)
    writer.flush()
    yield pace.report()
    return writer.unsettled


def _looks(library: Library, encoder: Encoder, tasks: Waiting, cancel: Cancel) -> Iterator[tuple[Task, Seen | Refused]]:
    """Look at files in worker threads, a bounded number ahead, and yield the outcomes as they come."""
    workers = library.workers or os.cpu_count() or 1
    turns = Turns(tasks, workers)
    waiting: dict[Future[Seen | Refused], Task] = {}
    with ThreadPoolExecutor(workers, thread_name_prefix="look", initializer=make_way) as pool:
        try:
            while True:
                while len(waiting) < LOOK_AHEAD * workers and not cancel.cancelled:
                    task = turns.take()
                    if task is None:
                        break
                    waiting[pool.submit(_look, library, encoder, task)] = task
                if not waiting:
                    return
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    task = waiting.pop(future)
                    turns.give_back(task)
                    yield task, future.result()
                if cancel.cancelled:
                    for future in [future for future in waiting if future.cancel()]:
                        del waiting[future]
        finally:
            for future in waiting:
                future.cancel()


def _look(library: Library, encoder: Encoder, task: Task) -> Seen | Refused:
    """Look at a file; what is decoded for that yields its thumbnail too."""
    outcome = look(task.path, task.found.stamp, encoder, library.pixel_limit)
    if isinstance(outcome, Seen):
        keep(library, outcome, task.found.stamp)
    return outcome
