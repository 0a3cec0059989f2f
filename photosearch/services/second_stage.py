"""What is done with the best hits of a search: asking again with them, and looking at them more closely."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.decode.read import read
from photosearch.descriptors.sift import local_features
from photosearch.errors import QueryProblem, UnreadablePhoto
from photosearch.jobs import Cancel, Pace, Progress
from photosearch.search.expansion import average_expansion
from photosearch.search.rerank.geometric import Features, reranked, verify
from photosearch.services.library import Library
from photosearch.services.query import Query
from photosearch.store import features
from photosearch.store.database import Store
from photosearch.store.features import SpaceRow
from photosearch.types import Hit

SIDE = 480
"""Photos are compared point by point at about this short side."""


@dataclass(frozen=True, slots=True)
class SecondStage:
    """Search again with so many of the best hits added; put first those of the best that show the same thing moved.

    `right` and `wrong` are photos that a person called so: the question moves towards the first and away from the
    others.
    """

    expand: int = 0
    verify: int = 0
    right: tuple[Path, ...] = ()
    wrong: tuple[Path, ...] = ()


ONE_STAGE = SecondStage()


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
    found = [features.vectors_of(store, row, hit.photo_id) for hit in best]
    rows = [vectors[0] for vectors in found if vectors is not None]
    return average_expansion(query.vector, np.stack(rows)) if rows else query.vector


def verified(
    library: Library, query: Query, hits: Sequence[Hit], count: int, cancel: Cancel
) -> Generator[Progress, None, list[Hit]]:
    """Return hits with those of the first `count` in front that agree with the query point by point, most points first.

    A photo that cannot be read now keeps its place among those that do not agree.
    """
    own = _features(library, query.path)
    best = list(hits[:count])
    if own is None or cancel.cancelled:
        return list(hits)
    pace = Pace("Comparing point by point", total=len(best))
    agreeing: list[int] = []
    with ThreadPoolExecutor(library.workers, thread_name_prefix="verify") as pool:
        for found in pool.map(lambda hit: _features(library, Path(hit.path)), best):
            agreeing.append(0 if found is None or cancel.cancelled else len(verify(own, found)))
            pace.step()
            if pace.due():
                yield pace.report()
    ordered = [*reranked(best, agreeing), *hits[count:]]
    return [replace(hit, rank=place) for place, hit in enumerate(ordered, 1)]


def _features(library: Library, path: Path) -> Features | None:
    try:
        return local_features(read(path, SIDE, library.pixel_limit).rgb)
    except (UnreadablePhoto, OSError):
        return None
