"""PCA-whitening as a part of a fitted descriptor: its arrays go in and out of what was learned."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fit.projection import Kind, Projection, fit, rank
from photosearch.descriptors.fitted import Learned

MEAN, AXES = "mean", "axes"
PER_DIMENSION = 4
"""So many vectors are needed for each dimension: with fewer, whitening makes all that it was fitted on unlike."""


def fit_whitening(vectors: NDArray[np.float32], dimensions: int, kind: Kind = Kind.PCA_WHITENING) -> Learned:
    """Fit on vectors (n, d): at most `dimensions`, fewer where the vectors are few.

    Raises
    ------
    QueryProblem
        The vectors do not differ at all.
    """
    fitted = fit(vectors, kind, max(1, min(dimensions, len(vectors) // PER_DIMENSION, rank(vectors, kind))))
    return {MEAN: fitted.mean, AXES: fitted.axes}


def whitened(vectors: NDArray[np.float32], learned: Learned) -> NDArray[np.float32]:
    """Return rows (n, d) projected by what `fit_whitening` learned, each of unit length or zero."""
    return Projection(Kind.PCA_WHITENING, learned[MEAN], learned[AXES]).apply(vectors)
