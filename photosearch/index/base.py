"""What all indexes share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

EXACT_LIMIT = 20_000
"""Spaces of up to so many vectors are compared one by one: exact, in a few milliseconds, and nothing to keep."""

MANY, DENSE = 8, 16
"""Among labels that fill a DENSE-th of their range or more, a MANY-th of them or more is found in a table."""

Found: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Labels and their scores."""


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows (n, dimensions) scaled to unit length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    return scaled


def best_first(labels: NDArray[np.int64], scores: NDArray[np.float32]) -> Found:
    """Return both sorted by falling score, equal ones by label."""
    order = np.lexsort((labels, -scores))
    return labels[order], scores[order]


def best_of(labels: NDArray[np.int64], scores: NDArray[np.float32], k: int) -> Found:
    """Return the k best (or all, if fewer), best first, equal ones by label."""
    if k < len(scores):
        # The k-th score and all that equal it, so that ties at the edge are settled by label, not by chance.
        edge = np.partition(scores, len(scores) - k)[len(scores) - k]
        kept = scores >= edge
        labels, scores = labels[kept], scores[kept]
    found, best = best_first(labels, scores)
    return found[:k], best[:k]


def merged(answers: Sequence[Found], k: int) -> Found:
    """Return the k best of several answers, best first; a label that stands in two of them counts once."""
    if not answers:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    labels = np.concatenate([answer[0] for answer in answers])
    scores = np.concatenate([answer[1] for answer in answers])
    labels, scores = best_first(labels, scores)
    _, first = np.unique(labels, return_index=True)
    first.sort()
    return labels[first][:k], scores[first][:k]


def among_these(labels: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which labels (n,) stand among wanted ones, which are ascending: (n,)."""
    if not len(wanted):
        return np.zeros(len(labels), np.bool_)
    places = np.minimum(np.searchsorted(wanted, labels), len(wanted) - 1)
    found: NDArray[np.bool_] = wanted[places] == labels
    return found


def places_of(labels: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return at which places of labels wanted ones stand, ascending; both are ascending, each label stands once."""
    if not len(labels):
        return np.zeros(0, np.intp)
    first, last = int(labels[0]), int(labels[-1])
    wanted = wanted[np.searchsorted(wanted, first) : np.searchsorted(wanted, last, side="right")]
    if len(wanted) * MANY > len(labels) and last - first < DENSE * len(labels):
        # A table is faster than looking up many.
        table = np.zeros(last - first + 1, np.bool_)
        table[wanted - first] = True
        return np.flatnonzero(table[labels - first])
    places: NDArray[np.intp] = np.searchsorted(labels, wanted)
    found: NDArray[np.intp] = places[labels[places] == wanted]
    return found
