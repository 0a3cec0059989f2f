"""A bounded number of places of many photos, the same ones every time."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem


def drawn(parts: Iterable[NDArray[np.float32]], most: int, of_each: int) -> NDArray[np.float32]:
    """Return at most `most` rows out of parts (n, d), at most `of_each` of each part, (rows, d).

    Only the rows that are kept are ever held together: once there are `most`, later parts replace earlier rows at
    random, so that every part has the same chance.

    Raises
    ------
    QueryProblem
        There are no rows at all.
    """
    random = np.random.default_rng(0)
    kept: NDArray[np.float32] | None = None
    count = seen = 0
    for part in parts:
        rows = part if len(part) <= of_each else part[np.sort(random.choice(len(part), of_each, replace=False))]
        if not len(rows):
            continue
        if kept is None:
            kept = np.empty((min(most, 1024), rows.shape[1]), np.float32)
        fits = rows[: most - count]
        while count + len(fits) > len(kept):
            kept = np.concatenate([kept, np.empty((min(len(kept), most - len(kept)), kept.shape[1]), np.float32)])
        kept[count : count + len(fits)] = fits
        count, seen = count + len(fits), seen + len(fits)
        rest = rows[len(fits) :]
        # The n-th row of all takes one of n places at random; where that is not among those kept, it is passed over.
        places = (random.random(len(rest)) * (seen + 1 + np.arange(len(rest)))).astype(np.int64)
        kept[places[places < most]] = rest[places < most]
        seen += len(rest)
    if kept is None:
        raise QueryProblem("There is nothing in these photos to learn from: add more photos first.")
    return kept[:count]
