"""The second stage, as an evaluation takes it: of a data set's queries, over rankings of its whole gallery."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.evaluate.benchmark import Benchmark, Ranking
from photosearch.search.expansion import weighted_expansion
from photosearch.services.closer_looks import CLOSER_LOOKS, Sighting
from photosearch.services.library import Library

KEPT = 2_000
"""Of so many photos what was seen is remembered from one query to the next."""

Search: TypeAlias = Callable[[NDArray[np.float32]], Ranking]
"""Ranks the gallery by a vector."""


class EvaluatedLooks:
    """Closer looks at the first photos of every ranking.

    Parameters
    ----------
    look : str
        Id of a closer look.
    reach : int
        How many photos of a ranking are looked at.
    boxes : bool
        The queries' boxes ask, not their photos.
    """

    def __init__(self, benchmark: Benchmark, library: Library, look: str, reach: int, *, boxes: bool) -> None:
        self.name = f"{look}:{reach}"
        self.descriptor = CLOSER_LOOKS[look].descriptor
        self._benchmark = benchmark
        self._reach = reach
        self._boxes = boxes
        self._look = CLOSER_LOOKS[look](library, keep=KEPT)

    def looked(self, number: int, ranking: Ranking) -> tuple[Ranking, list[Sighting]]:
        """Return the ranking of a query with its first photos in order of the look, and what was seen of these.

        The query itself, where it is in the gallery, is not looked at.
        """
        query = self._benchmark.queries[number]
        compare = self._look.prepare(query.path, query.box if self._boxes else None)
        best = [place for place in ranking[: self._reach].tolist() if place != query.item]
        seen = {place: compare(self._benchmark.gallery[place].path) for place in best}
        known = {place: sighting for place, sighting in seen.items() if sighting is not None}
        order = sorted(best, key=lambda place: -known[place].score if place in known else np.inf)
        rest = ranking[~np.isin(ranking, order)]
        return np.concatenate([np.array(order, np.int64), rest]), [known[place] for place in order if place in known]

    def expanded(self, number: int, vector: NDArray[np.float32], search: Search, expand: int, alpha: float) -> Ranking:
        """Return the ranking of a query by a second search with the parts that were seen best in a first one."""
        ranking, seen = self.looked(number, search(vector))
        parts = [sighting.vector for sighting in seen[:expand] if sighting.vector is not None]
        return search(weighted_expansion(vector, np.stack(parts), alpha)) if parts else ranking


def searched(
    asked: Sequence[NDArray[np.float32]],
    search: Search,
    looks: EvaluatedLooks | None,
    expand: int,
    alpha: float,
    *,
    by_parts: bool,
) -> list[Ranking]:
    """Return the ranking of every query, after all stages.

    Parameters
    ----------
    by_parts : bool
        The looks describe parts as the gallery is described: the second search is with these, and the last stage.
    """
    rankings = []
    for number, vector in enumerate(asked):
        if looks is not None and expand and by_parts:
            rankings.append(looks.expanded(number, vector, search, expand, alpha))
            continue
        found = search(vector)
        rankings.append(looks.looked(number, found)[0] if looks is not None else found)
    return rankings
