"""Scores of one ranking: which places of it are right, best first, (n,) bool.

A ranking is an order without ties: who makes it settles equal likeness by the order of the gallery, whatever is right.
What counts neither way (junk, the query itself) is taken out before. Where nothing is right, as in an empty ranking or
one of junk alone, there is no precision (None) and every count of right places is 0.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Box

Right = NDArray[np.bool_]


def first_is_right(right: Right) -> float:
    """Return 1 where the first place is right, else 0; an empty ranking is wrong."""
    return float(len(right) > 0 and right[0])


def average_precision(right: Right) -> float | None:
    """Return the mean of the precision at every right place, None where nothing is right."""
    places = np.flatnonzero(right) + 1
    return float(np.mean(np.arange(1, len(places) + 1) / places)) if len(places) else None


def precision_at(right: Right, k: int) -> float | None:
    """Return AP at k: the sum of P(i) over right places i up to k, divided by their number, at least 1.

    The "top-k mAP" of Wei et al., TIP 2017. None where nothing at all is right, 0 where nothing among the first k is.
    """
    if not right.any():
        return None
    return average_precision(right[:k]) or 0.0


def trapezoid_precision(right: Right) -> float | None:
    """Return the area under precision over recall by the trapezoid rule of the Oxford buildings' compute_ap.

    Philbin et al.: "Object Retrieval with Large Vocabularies and Fast Spatial Matching", CVPR 2007. The evaluation
    packages of Holidays and INSTRE take the same rule. Junk must have been taken out before. The curve begins at recall
    0 and precision 1. None where nothing is right.
    """
    count = int(right.sum())
    if count == 0:
        return None
    hits = np.cumsum(right)
    precision = hits / np.arange(1, len(right) + 1)
    before = np.concatenate([[1.0], precision[:-1]])
    return float(((precision + before) / 2 * right).sum() / count)


def ukbench(right: Right) -> float:
    """Return how many of the first three places are right, and one more: the query itself is always its own first hit.

    The N-S score of Nister, Stewenius: "Scalable Recognition with a Vocabulary Tree", CVPR 2006: of a query's four
    photos, how many are among the first four. The query was taken out of the ranking, so it counts as found.
    """
    return 1.0 + float(right[:3].sum())


def localised(found: Sequence[Box | None], truth: Sequence[Box]) -> float:
    """Return PCP: the share of boxes that overlap the true one by more than half (intersection over union).

    No box (None) is a miss. 0 where there is nothing to find.
    """
    overlaps = [box is not None and box.iou(true) > 0.5 for box, true in zip(found, truth, strict=True)]
    return float(np.mean(overlaps)) if overlaps else 0.0


def neighbour_accuracy(vectors: NDArray[np.float32], labels: Sequence[str], k: int = 5) -> float:
    """Return how often the k nearest other photos vote for a photo's own label.

    Parameters
    ----------
    vectors : ndarray of float32
        Rows of unit length or zero, (n, dimensions).
    labels : sequence of str
        One for each row.
    k : int
        How many neighbours vote; all others where there are fewer.

    Returns
    -------
    float
        A share of the photos; 0 where there are no others. On a tie of votes the nearest decides; equally near ones
        stand in the order of the rows.
    """
    right = 0
    for number, vector in enumerate(vectors):  # one by one: all likenesses at once would be n x n numbers
        likeness = vectors @ vector
        likeness[number] = -np.inf
        nearest = np.argsort(-likeness, kind="stable")[: min(k, len(vectors) - 1)]
        votes = [labels[place] for place in nearest]
        right += (
            bool(votes) and max(votes, key=lambda label: (votes.count(label), -votes.index(label))) == labels[number]
        )
    return right / len(labels) if len(labels) else 0.0


def linear_accuracy(vectors: NDArray[np.float32], labels: Sequence[str], folds: int = 5) -> float:
    """Return how often a linear classifier that has not seen a photo names its label: the mean over folds.

    Classes with fewer photos than folds are left out: they cannot be in every fold.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  # a second of start-up that few need
    from sklearn.model_selection import StratifiedKFold, cross_val_score  # noqa: PLC0415

    names, counts = np.unique(np.asarray(labels), return_counts=True)
    enough = np.isin(np.asarray(labels), names[counts >= folds])
    if len(np.unique(np.asarray(labels)[enough])) < 2:
        return 0.0
    splits = StratifiedKFold(folds, shuffle=True, random_state=0)
    classifier = LogisticRegression(max_iter=1_000)
    return float(cross_val_score(classifier, vectors[enough], np.asarray(labels)[enough], cv=splits).mean())
