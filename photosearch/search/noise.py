"""Where the scores of a search drop to those of unrelated photos."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Vector

SIGMAS = 4.0
"""How far above the middle of random photos a score must lie to mean something."""
SAMPLE = 1_000
"""How many random photos are looked at."""
NO_NOISE = -1.0
"""The floor where there is too little to tell: nothing is noise."""
FEWEST = 18
"""Fewer scores say nothing: the spread is told by the top sixth of them, which must be more than two or three."""
ONE_SIGMA = 0.8413
"""The share of a normal distribution that lies below one sigma above its middle."""
NEARLY_ONE = 1 - 1e-6
"""Cosines are kept within so much: the transform of 1 is infinite."""


def sample(labels: NDArray[np.int64], size: int = SAMPLE, seed: int = 0) -> NDArray[np.int64]:
    """Return at most `size` labels, ascending, drawn at random but the same ones every time for the same labels."""
    if len(labels) <= size:
        return np.sort(labels)
    drawn: NDArray[np.int64] = np.random.default_rng(seed).choice(labels, size, replace=False)
    return np.sort(drawn)


def cosines(vector: Vector, others: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the cosine of a vector (dimensions,) to each row of others (n, dimensions); 0 where either is zero."""
    rows = others.astype(np.float64)
    lengths = np.linalg.norm(rows, axis=1) * np.linalg.norm(vector.astype(np.float64))
    products = rows @ vector.astype(np.float64)
    found: NDArray[np.float64] = np.divide(products, lengths, out=np.zeros(len(rows)), where=lengths > 0)
    return found


def noise_floor(scores: NDArray[np.floating]) -> float:
    """Return the score below which a hit is no better than a random photo: 4 sigma above the middle of random scores.

    Both are taken after Fisher's z-transform (artanh), for cosines crowd together below 1: where random photos score
    0.75, as with the built-in network, 4 sigma of the scores themselves would lie above 1. The middle is the median and
    sigma the distance to the 84th percentile, so that a few photos which do show the same leave the line where it is.

    Parameters
    ----------
    scores : ndarray of float, (n,)
        The query's cosines to random photos of the library, without its own.

    Returns
    -------
    float
        Below 1; -1.0 (nothing is noise) where there are too few scores to tell.
    """
    if len(scores) < FEWEST:
        return NO_NOISE
    spread_out = np.arctanh(np.clip(scores.astype(np.float64), -NEARLY_ONE, NEARLY_ONE))
    middle, high = np.quantile(spread_out, (0.5, ONE_SIGMA))
    return float(np.tanh(middle + SIGMAS * (high - middle)))
