"""What is done with the best hits of a search: asking again with them, and looking at them more closely."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.expansion import average_expansion
from photosearch.services.closer_looks import CLOSER_LOOKS, Sighting
from photosearch.services.library import Library
from photosearch.services.query import Asked, Query
from photosearch.services.vectors import vectors_of
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.types import Box, Hit

GEOMETRIC = "geometric"
LOOKS = tuple(CLOSER_LOOKS)
"""Closer looks, in the order in which a person is offered them."""


@dataclass(frozen=True, slots=True)
class SecondStage:
    """What to do beyond one search.

    `expand` searches again with so many of the best hits added; `look` names a closer look at the first `reach` hits.
    `right` and `wrong` are photos, or parts of photos, that a person called so: the question moves towards the first
    and away from the others. `views` adds the query's mirror image and its middle, at three quarters and at half of its
    size.
    """

    expand: int = 0
    look: str = GEOMETRIC
    reach: int = 0
    right: tuple[Asked, ...] = ()
    wrong: tuple[Asked, ...] = ()
    views: bool = False


ONE_STAGE = SecondStage()

Ranked = Callable[[NDArray[np.float32], int], list[Hit]]
"""Ranks photos by a vector and returns so many."""


def second_stage(
    library: Library,
    store: Store,
    row: SpaceRow,
    query: Query,
    second: SecondStage,
    ranked: Ranked,
    count: int,
    cancel: Cancel,
) -> Generator[Progress, None, tuple[list[Hit], Mapping[int, Sighting]]]:
    """Return the first `count` hits of a search and of what follows it, and what closer looks found by photo id.

    Where a closer look describes the parts that it finds by the method that is searched by, the second search is with
    these parts (LQE, and its like in the papers on R-MAC and class-weighted features); else it comes first, with whole
    photos (AQE, and GQE where photos are bags of words).

    Raises
    ------
    QueryProblem
        Photos are compared by their parts, which say nothing of each other, or the closer look is not prepared.
    """
    reach = max(count, second.expand, second.reach)
    hits = ranked(query.vector, reach)
    expand = hits[: second.expand]
    if not second.reach:
        return (ranked(expanded(store, row, query, expand), count) if expand else hits[:count]), {}
    by_parts = CLOSER_LOOKS[second.look].descriptor == row.space.descriptor and row.space.projection == "raw"
    if expand and not by_parts:
        hits = ranked(expanded(store, row, query, expand), reach)
    hits, sightings = yield from looked_closer(library, query, hits, second.look, second.reach, cancel)
    if expand and by_parts:
        parts = [sightings[hit.photo_id].vector for hit in hits[: second.expand] if hit.photo_id in sightings]
        rows = [part for part in parts if part is not None]
        if rows:
            found = ranked(average_expansion(query.vector, np.stack(rows)), reach)
            hits = [replace(hit, box=_box(sightings.get(hit.photo_id), hit)) for hit in found]
    return hits[:count], sightings


def expanded(store: Store, row: SpaceRow, query: Query, best: Sequence[Hit]) -> NDArray[np.float32]:
    """Return the query's vector with those of the best hits added (AQE).

    Raises
    ------
    QueryProblem
        Photos are compared by their parts, which say nothing of each other.
    """
    if row.space.parts > 1:
        raise QueryProblem(
            f"{row.space.descriptor} compares parts of photos; a second search with whole hits does not fit."
        )
    found = [vectors_of(store, row, hit.photo_id) for hit in best]
    rows = [vectors[0] for vectors in found if vectors is not None]
    return average_expansion(query.vector, np.stack(rows)) if rows else query.vector


def looked_closer(
    library: Library, query: Query, hits: Sequence[Hit], look: str, count: int, cancel: Cancel
) -> Generator[Progress, None, tuple[list[Hit], Mapping[int, Sighting]]]:
    """Return hits with the first `count` in order of a closer look, and what it found by photo id.

    Equal ones keep their order; photos that cannot be read now, or for which there was no time, follow.

    Raises
    ------
    QueryProblem
        What the look needs has not been learned or made yet.
    """
    compare = CLOSER_LOOKS[look](library).prepare(query.path, query.region)
    best = list(hits[:count])
    pace = Pace("Looking more closely", total=len(best))
    found: dict[int, Sighting] = {}

    def at(hit: Hit) -> Sighting | None:
        return None if cancel.cancelled else compare(Path(hit.path))

    with ThreadPoolExecutor(library.workers, thread_name_prefix="closer") as pool:
        for hit, sighting in zip(best, pool.map(at, best), strict=True):
            if sighting is not None:
                found[hit.photo_id] = sighting
            pace.step()
            if pace.due():
                yield pace.report(Path(hit.path).name)
    return ordered(hits, found), found


def ordered(hits: Sequence[Hit], found: Mapping[int, Sighting]) -> list[Hit]:
    """Return hits with those that were looked at in front, best first, and the boxes that were found in them."""

    def place(hit: Hit) -> float:
        return -found[hit.photo_id].score if hit.photo_id in found else np.inf

    return [
        replace(hit, rank=rank, box=_box(found.get(hit.photo_id), hit))
        for rank, hit in enumerate(sorted(hits, key=place), 1)
    ]


def _box(sighting: Sighting | None, hit: Hit) -> Box | None:
    return hit.box if sighting is None or sighting.box is None else sighting.box
