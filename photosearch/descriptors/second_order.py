"""How the features of a region go together: the logarithm of their second moments.

Jeong, Choo, Seo, Cho: "Regional Deep Feature Aggregation for Image Retrieval", ICASSP 2017; Carreira, Caseiro, Batista,
Sminchisescu: "Semantic Segmentation with Second-Order Pooling", ECCV 2012.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.normalise import l2
from photosearch.types import FeatureMap, Vector

EPSILON = 1e-6
SMALLEST = 1e-4
"""Eigenvalues are raised to this share of the largest: directions that a small region says nothing of."""


def channel_weights(maps: FeatureMap) -> Vector:
    """Return beta_k = log((K eps + sum Q) / (eps + Q_k)), (channels,), Q the share of positions that are not zero."""
    share = np.count_nonzero(maps, axis=(1, 2)) / (maps.shape[1] * maps.shape[2])
    weights: Vector = np.log((len(maps) * EPSILON + share.sum()) / (EPSILON + share)).astype(np.float32)
    return weights


def matrix_logarithm(moments: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the logarithm of a symmetric matrix (d, d) without negative eigenvalues; small ones are raised."""
    values, vectors = np.linalg.eigh(moments)
    peak = values[-1]
    if peak <= 0:
        return np.zeros_like(moments)
    raised = np.maximum(values, SMALLEST * peak)
    found: NDArray[np.float64] = (vectors * np.log(raised)) @ vectors.T
    return found


def triangle(matrix: NDArray[np.float64], *, isometric: bool = True) -> NDArray[np.float64]:
    """Return the upper triangle of a symmetric matrix (d, d), (d (d + 1) / 2,).

    Parameters
    ----------
    isometric : bool
        Count what stands for two entries sqrt(2) times, so that inner products are those of whole matrices.
    """
    rows, columns = np.triu_indices(len(matrix))
    values = matrix[rows, columns]
    return np.where(rows == columns, values, np.sqrt(2) * values) if isometric else values


def second_order(cells: NDArray[np.float32], weights: NDArray[np.float32], *, isometric: bool = True) -> Vector:
    """Return l2 of the logarithm of the weighted mean of y y^T, (d (d + 1) / 2,); zero where no weight is positive.

    Parameters
    ----------
    cells : ndarray of float32, (n, d)
        The cells y of a region.
    weights : ndarray of float32, (n,)
        What each counts.
    """
    total = float(weights.sum(dtype=np.float64))
    if total <= 0:
        return np.zeros(cells.shape[1] * (cells.shape[1] + 1) // 2, np.float32)
    wide = cells.astype(np.float64)
    moments = (wide * (weights.astype(np.float64) / total)[:, None]).T @ wide
    scale = np.trace(moments)
    # Brightness must change nothing: the logarithm turns a factor into a summand, so it is taken away before.
    return l2(triangle(matrix_logarithm(moments / scale if scale > 0 else moments), isometric=isometric))
