"""k-means in bounded memory."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem

BATCH = 4_096


def _go_on() -> None:
    """Nobody wants it to stop."""


def centres(
    rows: NDArray[np.float32], count: int, *, passes: int = 10, pulse: Callable[[], None] = _go_on
) -> NDArray[np.float32]:
    """Return the centres of k-means over rows (n, d), (count, d) float32; the same rows give the same centres.

    Few rows are clustered as a whole, many in batches of a few thousand; `pulse` is called between batches, and may
    raise.

    Raises
    ------
    QueryProblem
        There are fewer rows than centres.
    """
    from sklearn.cluster import KMeans, MiniBatchKMeans  # noqa: PLC0415  # a second of start-up that few need
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415

    if len(rows) < count:
        raise QueryProblem(f"{len(rows):,} places in photos are too few for {count:,} kinds: add more photos first.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # fewer distinct rows than centres: some centres coincide
        if len(rows) <= 50_000 and count <= 256:
            found = KMeans(count, n_init=3, random_state=0).fit(rows)
        else:
            batch = max(BATCH, 2 * count)
            found = MiniBatchKMeans(
                count, batch_size=batch, n_init=1, init="random", random_state=0, reassignment_ratio=0
            )
            random = np.random.default_rng(0)
            for _ in range(passes):
                order = random.permutation(len(rows))
                for start in range(0, max(1, len(rows) - batch // 2), batch):
                    pulse()
                    found.partial_fit(rows[order[start : start + batch]])
    return np.ascontiguousarray(found.cluster_centers_, np.float32)
