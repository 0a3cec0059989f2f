"""Ranks the photos of a library by their likeness to a vector."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import QueryProblem
from photosearch.types import Box, Hit, Searchable, Vector

DECIMALS = 6
"""Scores are rounded to so many decimals before they are compared, so that float noise reorders nothing."""
SPARE = 16
"""Neighbours fetched beyond those asked for: they show ties at the last place and stand in for absent photos."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A photo that a label of the index stands for; `path` is absolute, undecodable bytes are surrogate escapes."""

    photo_id: int
    path: str
    box: Box | None


Resolve: TypeAlias = Callable[[Sequence[int]], Mapping[int, Candidate]]
"""Returns the photos of labels; a label whose photo is absent is left out."""


def check_k(k: int) -> None:
    """Raise QueryProblem unless at least one photo is asked for."""
    if k < 1:
        raise QueryProblem(f"{k} photos cannot be shown. Ask for 1 or more.")


def rank(
    index: Searchable,
    vector: NDArray[np.float32],
    k: int,
    resolve: Resolve,
    own: Candidate | None = None,
    *,
    exclude_own: bool = False,
    among: NDArray[np.int64] | None = None,
) -> list[Hit]:
    """Return the k photos with the highest cosine to a vector, best first, equal ones in order of their paths' bytes.

    A query that is itself a photo of the library is hit 1 with score 1.0, whatever the index says: an approximate index
    may miss it, a duplicate may lie on an earlier path, and a photo without a salient object has a zero vector.

    Parameters
    ----------
    index : Index
        The feature space to search.
    vector : ndarray of float32, (dimensions,) or (parts, dimensions)
        The query; zero is allowed and is equally unlike everything. Of several parts the one that fits best counts, and
        so it does for a photo that several labels stand for.
    k : int
        How many hits, at least 1; more than the library holds means all.
    resolve : callable
        Gives the photos of labels; labels that it leaves out are replaced by the next best.
    own : Candidate, optional
        The library photo that the query is.
    exclude_own : bool
        Leave `own` out and return k others.
    among : ndarray of int64, (n,), optional
        Rank only the photos that these labels stand for, ascending; `own` must be one of these photos.

    Returns
    -------
    list of Hit
        Ranks count from 1; scores are rounded to 6 decimals.

    Raises
    ------
    QueryProblem
        k is below 1.
    """
    check_k(k)
    ranked = [] if own is None or exclude_own else [(1.0, own)]
    others = min(k, len(index) + 1) - len(ranked)
    ranked += _nearest(index, vector, others, resolve, None if own is None else own.photo_id, among)
    return [Hit(place, photo.photo_id, photo.path, score, photo.box) for place, (score, photo) in enumerate(ranked, 1)]


def _nearest(
    index: Searchable,
    vector: NDArray[np.float32],
    count: int,
    resolve: Resolve,
    hidden: int | None,
    among: NDArray[np.int64] | None,
) -> list[tuple[float, Candidate]]:
    """Return the `count` nearest present photos but `hidden`, fetching until the last place is settled."""
    total = len(index) if among is None else min(len(index), len(among))
    if count < 1 or total == 0:
        return []
    parts = [part for part in np.atleast_2d(vector) if part.any()]
    fetch = count + SPARE if parts else total
    while True:
        fetch = min(fetch, total)
        scores, unseen = _search(index, parts, fetch, among)
        photos = resolve(list(scores))
        found: dict[int, tuple[float, Candidate]] = {}
        for label, score in scores.items():
            photo = photos.get(label)
            if photo is not None and photo.photo_id != hidden:
                found[photo.photo_id] = max(found.get(photo.photo_id, (score, photo)), (score, photo), key=_score)
        ranked = sorted(found.values(), key=lambda pair: (-pair[0], os.fsencode(pair[1].path)))
        settled = len(ranked) >= count and ranked[count - 1][0] > unseen
        if settled or fetch == total:
            return ranked[:count]
        fetch *= 4


def _score(pair: tuple[float, Candidate]) -> float:
    return pair[0]


def _search(
    index: Searchable, parts: Sequence[Vector], fetch: int, among: NDArray[np.int64] | None
) -> tuple[dict[int, float], float]:
    """Return rounded scores by label, each the best over the parts, and a score that no other label exceeds.

    Every cosine of a zero vector is 0. Which of these ties an approximate index returns is chance, so it is not asked.
    """
    if not parts:
        labels = index.labels()
        return dict.fromkeys((labels if among is None else np.intersect1d(labels, among)).tolist(), 0.0), 0.0
    best: dict[int, float] = {}
    unseen = -1.0
    for part in parts:
        labels, cosines = index.search(part, fetch, among)
        scores = _rounded(cosines)
        unseen = max(unseen, scores[-1] if len(scores) == fetch else -1.0)
        for label, score in zip(labels.tolist(), scores, strict=True):
            best[label] = max(score, best.get(label, score))
    return best, unseen


def _rounded(scores: NDArray[np.float32]) -> list[float]:
    """Return cosines without float noise; adding 0.0 turns -0.0 into 0.0."""
    rounded = np.round(scores.astype(np.float64), DECIMALS)
    return [float(score) for score in np.clip(rounded, -1.0, 1.0) + 0.0]
