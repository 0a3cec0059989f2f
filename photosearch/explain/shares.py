"""How much of the likeness of two photos comes from each place of one of them.

Every entry of a pooled vector is made of cells: it is a sum over places, a maximum, or a mean of powers. So each entry
can be divided among the cells that it is made of, and with it its product with the other photo's entry; the cosine is
the sum of these products. A cell's contribution is what it gets of all of them, and the contributions of all cells add
up to the cosine:

    contribution(p) = sum over entries d of  a_d b_d share_d(p) / (||a|| ||b||),   sum over p of share_d(p) = 1

Of a sum, a cell's share is its weighted value over the sum; of a mean of powers, its power over the sum of powers; of a
maximum, all, or an equal part where several cells reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors import gem, spoc_centre
from photosearch.descriptors.background import background
from photosearch.descriptors.centre import centre_prior
from photosearch.descriptors.crow import spatial_weights
from photosearch.descriptors.selection import main_object
from photosearch.descriptors.table import DESCRIPTORS
from photosearch.descriptors.weights.table import WEIGHTS
from photosearch.descriptors.weights.weight import Weight, weigh
from photosearch.types import DEEP, FeatureMap, Mask, Observation, Vector

Division: TypeAlias = Callable[[Observation], NDArray[np.float64]]
"""From an observation to each cell's share of every entry, (dimensions, rows, columns); zero where an entry is zero."""


def contributions(method: str, seen: Observation, other: Vector) -> NDArray[np.float64]:
    """Return what each cell gives to the cosine of a photo with a vector, (rows, columns); the sum is the cosine.

    Parameters
    ----------
    method : str
        The id of a descriptor of `DIVISIONS`.
    other : ndarray of float32, (dimensions,)
        The other photo's vector by this descriptor.
    """
    own = DESCRIPTORS[method].compute(seen).astype(np.float64)
    products = own * other
    lengths = float(np.linalg.norm(own) * np.linalg.norm(other))
    if lengths > 0:
        products /= lengths
    return np.asarray(np.einsum("d,dhw->hw", products, DIVISIONS[method](seen)), np.float64)


def share(given: NDArray[np.float64], region: Mask) -> float:
    """Return which share of the score the cells of a region give; 0 where nothing is alike."""
    total = float(given.sum())
    return float(given[region].sum()) / total if total > 0 else 0.0


def _of_sums(parts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Divide the sums over places of (channels, rows, columns)."""
    sums = parts.sum(axis=(1, 2), keepdims=True)
    shares: NDArray[np.float64] = np.divide(parts, sums, out=np.zeros_like(parts), where=sums > 0)
    return shares


def _of_maxima(deep: FeatureMap, region: Mask) -> NDArray[np.float64]:
    """Divide the maxima over the places of a region."""
    within = np.where(region, deep, 0)
    peaks = within.max(axis=(1, 2), keepdims=True)
    return _of_sums(((within == peaks) & (peaks > 0)).astype(np.float64))


def _everywhere(deep: FeatureMap) -> Mask:
    return np.ones(deep.shape[1:], np.bool_)


def _weighted(weights: Callable[[FeatureMap], NDArray[np.float32]], seen: Observation) -> NDArray[np.float64]:
    deep = seen.maps[DEEP]
    return _of_sums(deep.astype(np.float64) * weights(deep))


def _weighed(weight: Weight, seen: Observation) -> NDArray[np.float64]:
    return _weighted(lambda deep: weigh(weight, seen, deep), seen)


def _powers(seen: Observation) -> NDArray[np.float64]:
    return _of_sums(np.maximum(seen.maps[DEEP], gem.EPSILON).astype(np.float64) ** gem.P)


def _peaks(seen: Observation) -> NDArray[np.float64]:
    return _of_maxima(seen.maps[DEEP], _everywhere(seen.maps[DEEP]))


def _mean_and_max(chosen: Callable[[FeatureMap], Mask], seen: Observation) -> NDArray[np.float64]:
    """Divide [mean, maximum] over the cells that are chosen."""
    deep = seen.maps[DEEP]
    region = chosen(deep)
    return np.concatenate([_of_sums(deep.astype(np.float64) * region), _of_maxima(deep, region)])


def _evenly(deep: FeatureMap) -> NDArray[np.float32]:
    return np.ones(deep.shape[1:], np.float32)


def _centred(deep: FeatureMap) -> NDArray[np.float32]:
    rows, columns = deep.shape[1:]
    return centre_prior(rows, columns, min(rows, columns) / spoc_centre.SHARE)


DIVISIONS: Mapping[str, Division] = MappingProxyType(
    {
        **dict.fromkeys(("avg", "spoc", "ucrow"), partial(_weighted, _evenly)),
        "crow": partial(_weighted, spatial_weights),
        "spoc_centre": partial(_weighted, _centred),
        "gem": _powers,
        "max": _peaks,
        "pool": partial(_mean_and_max, _everywhere),
        "scda": partial(_mean_and_max, main_object),
        "background": partial(_mean_and_max, background),
        **{f"sum_weighted:{weight.id}": partial(_weighed, weight) for weight in WEIGHTS.values()},
    }
)
"""By the ids of descriptors: those whose raw vectors are pooled from the cells of the deep layer alone."""
