"""Which way to compare photos finds most in a person's own library, with its folders as the truth."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.table import DESCRIPTORS, METHODS
from photosearch.errors import QueryProblem
from photosearch.evaluate.benchmark import Query, relevant
from photosearch.evaluate.scores import average_precision, first_is_right
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.engine import DECIMALS
from photosearch.services.folder_truth import folder_queries
from photosearch.services.library import Library
from photosearch.services.likeness import LACKING, likenesses
from photosearch.services.remembered import DEFAULT_CHOICE, EXTRA, extra_descriptors
from photosearch.services.self_test_report import Measured, SelfTest, as_json, as_markdown, best_first, kept
from photosearch.services.spec import parse, spec_of
from photosearch.store import features, files, photos
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.store.meta import get_meta, set_meta

__all__ = ["Measured", "SelfTest", "adopt", "as_json", "as_markdown", "self_test"]

QUERIES = 500
"""Photos that are searched with, at most."""
CELLS = 50_000_000
"""Likenesses that are held at once: of more than 100,000 photos fewer are searched with."""
NEARLY_ALL = 0.95
"""A method is compared if so large a share of all photos has it; photos that lack it count against it."""


def self_test(library: Library, cancel: Cancel) -> Generator[Progress, None, SelfTest]:
    """Search with photos of the library by every method that is indexed, and see how soon photos of their folder come.

    Stopping keeps the methods that were measured. The report is written into the library's folder.

    Raises
    ------
    QueryProblem
        There are not two folders to tell apart, or no method that nearly all photos have.
    LibraryProblem
        There is no library, or it cannot be read.
    """
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    with library.reading() as store:
        # In order of path, as a search settles equal scores.
        gallery = sorted((root + b"/" + path, photo) for photo, root, path in photos.listed(store))
        most = min(QUERIES, max(2, CELLS // max(1, len(gallery))))
        paths = [path for path, _ in gallery]
        queries = folder_queries(paths, most)
        rows = _compared(library, store, len(gallery))
        pace = Pace("Comparing methods", total=sum(row.count + len(queries) for row in rows.values()))
        yield pace.report()
        ids = np.array([photo for _, photo in gallery], np.int64)
        found: list[Measured] = []
        for name, row in rows.items():
            measured = yield from _measure(store, name, row, ids, queries, pace, cancel)
            if measured is None:
                break
            found.append(measured)
    default = library.default_descriptor
    report = SelfTest(
        rows=tuple(best_first(found, default)),
        default=default,
        network=library.manifest.name,
        photos=len(gallery),
        folders=len({query.path.parent for query in queries}),
        date=now,
        stopped=len(found) < len(rows),
    )
    return kept(report, library.folder) if found else replace(report, stopped=True)


def _compared(library: Library, store: Store, count: int) -> Mapping[str, SpaceRow]:
    """Return the feature spaces to compare as `find` would choose them, by what a person calls them."""
    rows = {
        spec_of(row): row
        for row in features.all_spaces(store)
        if row.count and row.space.network_sha256 == library.manifest.sha256 and row.space.descriptor in METHODS
    }
    found = {name: row for name, row in rows.items() if row.count >= NEARLY_ALL * count}
    if not found:
        raise QueryProblem(
            f"Not all photos are indexed with the network {library.manifest.name} yet. Do it: photosearch scan"
        )
    return found


def _measure(
    store: Store,
    name: str,
    row: SpaceRow,
    gallery: NDArray[np.int64],
    queries: Sequence[Query],
    pace: Pace,
    cancel: Cancel,
) -> Generator[Progress, None, Measured | None]:
    """Return how well a method does, None where it was stopped."""
    asked = [int(gallery[query.item]) for query in queries if query.item is not None]
    work = likenesses(store, row, gallery, asked)
    while not cancel.cancelled:
        try:
            pace.step(next(work))
        except StopIteration as end:
            found, seconds = end.value
            break
        if pace.due():
            yield pace.report(name)
    if cancel.cancelled:
        return None
    top1, precision = [], []
    for query, scores in zip(queries, found, strict=True):
        began = time.perf_counter()
        ranking = np.argsort(-np.round(scores.astype(np.float64), DECIMALS), kind="stable")
        seconds += time.perf_counter() - began
        # A photo without a vector finds nothing; the order of its ranking says nothing.
        right = relevant(query, ranking) & (scores.max() > LACKING)
        top1.append(first_is_right(right))
        precision.append(average_precision(right) or 0.0)
        pace.step()
        if pace.due():
            yield pace.report(name)
    yield pace.report(name)
    return Measured(name, float(np.mean(top1)), float(np.mean(precision)), len(queries), seconds / len(queries))


def adopt(library: Library, descriptor: str) -> None:
    """Make a descriptor what the library's photos are compared by unless something else is asked for.

    Parameters
    ----------
    descriptor : str
        An indexed one that needs no learning: the window and each new photo need it at once.

    Raises
    ------
    QueryProblem
        It is another kind of method, or nearly all photos lack it.
    LibraryBusy, LibraryReadOnly
        The library cannot be written to.
    """
    library.require_existing()
    library.require(parse(descriptor).descriptor)
    if descriptor not in DESCRIPTORS:
        raise QueryProblem(
            f"{descriptor} cannot be the default: new photos get it only after something was learned from others. "
            f"Ask for it when you search: photosearch find IMAGE --descriptor {descriptor}"
        )
    key = library.spaces([descriptor])[descriptor].key
    everyday = descriptor in library.wanted_descriptors()
    with library.writing() as store:
        counts = {row.space.key: row.count for row in features.all_spaces(store)}
        total = files.counts(store).photos
        if not 0 < NEARLY_ALL * total <= counts.get(key, 0):
            raise QueryProblem(
                f"{descriptor} cannot be the default yet: {counts.get(key, 0):,} of {total:,} photos are indexed with "
                f"it. Do it first: photosearch scan --descriptor {descriptor}"
            )
        chosen = json.loads(get_meta(store, DEFAULT_CHOICE) or "{}") | {library.manifest.sha256: descriptor}
        extra = extra_descriptors(store)
        with store.transaction():
            set_meta(store, DEFAULT_CHOICE, json.dumps(chosen))
            if not everyday and descriptor not in extra:  # every scan is to make it of new photos
                set_meta(store, EXTRA, json.dumps([*extra, descriptor]))
