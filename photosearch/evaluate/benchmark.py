"""What is asked and what is right: a data set as every protocol sees it, and its scores."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from photosearch.errors import ProgramError
from photosearch.evaluate import scores
from photosearch.types import Box

Ranking = NDArray[np.int64]
"""Places of the gallery, best first, (n,)."""


class Protocol(StrEnum):
    """How a data set is scored."""

    LEAVE_ONE_OUT = "leave_one_out"
    SPLIT = "split"
    OXFORD = "oxford"
    HOLIDAYS = "holidays"
    UKBENCH = "ukbench"


@dataclass(frozen=True, slots=True)
class Item:
    """A photo of the gallery; `box` is that of its main thing, in pixels of the upright photo."""

    path: Path
    label: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A photo that is asked with, perhaps only a part of it.

    `item` is its place in the gallery, None where it is not in it. `positives` are places of what is right, `junk` of
    what counts neither way; a query that is in the gallery is junk for itself.
    """

    item: int | None
    path: Path
    box: Box | None
    positives: frozenset[int]
    junk: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A data set: `root` is the folder that holds all of its photos."""

    name: str
    root: Path
    gallery: tuple[Item, ...]
    queries: tuple[Query, ...]
    protocol: Protocol


def relevant(query: Query, ranking: Ranking) -> NDArray[np.bool_]:
    """Return which of the ranked photos are right, without the junk and the query itself, (n,)."""
    left_out = np.array(sorted(query.junk | ({query.item} if query.item is not None else set())), np.int64)
    kept = ranking[~np.isin(ranking, left_out)]
    return np.isin(kept, np.array(sorted(query.positives - set(left_out.tolist())), np.int64))


def score(benchmark: Benchmark, rankings: Sequence[Ranking]) -> dict[str, float]:
    """Return the scores of a benchmark's protocol by name.

    Parameters
    ----------
    rankings
        For every query the whole gallery, best first.

    Returns
    -------
    dict
        ``top1`` and ``mAP`` (leave one out), ``top1``, ``top5 mAP`` and ``mAP`` (split), ``mAP`` (Oxford, Holidays),
        ``N-S`` (UKBench). Queries without anything right in the gallery count for top-1, as misses, and for no
        precision; without any query, all scores are 0.

    Raises
    ------
    ProgramError
        A query has no ranking, or one that is not of the whole gallery: what it lacks would count for nothing.
    """
    if len(rankings) != len(benchmark.queries):
        raise ProgramError(f"{len(benchmark.queries)} queries have {len(rankings)} rankings.")
    for number, ranking in enumerate(rankings):
        if not _is_whole(ranking, len(benchmark.gallery)):
            raise ProgramError(f"The ranking of query {number} is not the gallery of {len(benchmark.gallery)} photos.")
    found = [relevant(query, ranking) for query, ranking in zip(benchmark.queries, rankings, strict=True)]
    return {name: measure(found) for name, measure in _MEASURES[benchmark.protocol].items()}


def _is_whole(ranking: Ranking, count: int) -> bool:
    """Return whether every place of the gallery stands once in a ranking."""
    if len(ranking) != count or not count:
        return len(ranking) == count
    inside = ranking.min() >= 0 and ranking.max() < count
    return bool(inside) and int(np.bincount(ranking).max()) == 1


def _mean(measure: Callable[[NDArray[np.bool_]], float | None], found: Sequence[NDArray[np.bool_]]) -> float:
    values = [value for right in found if (value := measure(right)) is not None]
    return float(np.mean(values)) if values else 0.0


_Measure = Callable[[Sequence[NDArray[np.bool_]]], float]
_MEASURES: Mapping[Protocol, Mapping[str, _Measure]] = {
    Protocol.LEAVE_ONE_OUT: {
        "top1": lambda found: _mean(scores.first_is_right, found),
        "mAP": lambda found: _mean(scores.average_precision, found),
    },
    Protocol.SPLIT: {
        "top1": lambda found: _mean(scores.first_is_right, found),
        "top5 mAP": lambda found: _mean(lambda right: scores.precision_at(right, 5), found),
        "mAP": lambda found: _mean(scores.average_precision, found),
    },
    Protocol.OXFORD: {"mAP": lambda found: _mean(scores.trapezoid_precision, found)},
    # The evaluation package of Holidays takes trapezoids too, with the query's own photo left out.
    Protocol.HOLIDAYS: {"mAP": lambda found: _mean(scores.trapezoid_precision, found)},
    Protocol.UKBENCH: {"N-S": lambda found: _mean(scores.ukbench, found)},
}
