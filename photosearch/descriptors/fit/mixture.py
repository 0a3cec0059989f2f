"""Mixtures of Gaussians with a variance of their own for every dimension."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.fitted import Learned
from photosearch.errors import QueryProblem

SMALLEST = 1e-3
"""Variances are raised by this share of the average variance: a channel that never differs must not outweigh all."""


def mixture(rows: NDArray[np.float32], count: int) -> Learned:
    """Fit `count` Gaussians to rows (n, d): ``weights`` (count,), ``means`` and ``deviations`` (count, d).

    Raises
    ------
    QueryProblem
        There are fewer rows than Gaussians.
    """
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415  # a second of start-up that few need
    from sklearn.mixture import GaussianMixture  # noqa: PLC0415

    if len(rows) < count:
        raise QueryProblem(f"{len(rows):,} places in photos are too few to learn from: add more photos first.")
    wide = rows.astype(np.float64)
    floor = SMALLEST * max(float(wide.var(axis=0).mean()), 1e-12)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # a hundred steps are as good as convergence here
        found = GaussianMixture(count, covariance_type="diag", reg_covar=floor, random_state=0).fit(wide)
    order = np.argsort(-found.weights_, kind="stable")
    return {
        "weights": found.weights_[order].astype(np.float32),
        "means": found.means_[order].astype(np.float32),
        "deviations": np.sqrt(found.covariances_[order]).astype(np.float32),
    }


def posteriors(
    rows: NDArray[np.float64],
    weights: NDArray[np.float64],
    means: NDArray[np.float64],
    deviations: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return how likely each of rows (n, d) comes from each Gaussian, (n, count); rows sum to 1."""
    logs = [
        np.log(weight) - np.log(deviation).sum() - (((rows - mean) / deviation) ** 2).sum(axis=1) / 2
        for weight, mean, deviation in zip(weights, means, deviations, strict=True)
    ]
    stacked = np.stack(logs, axis=1)
    shares = np.exp(stacked - stacked.max(axis=1, keepdims=True))
    found: NDArray[np.float64] = shares / shares.sum(axis=1, keepdims=True)
    return found
