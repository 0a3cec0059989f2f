"""Several regions of a photo, each by the second moments of its features; photos are compared by their best pair.

Jeong, Choo, Seo, Cho: "Regional Deep Feature Aggregation for Image Retrieval", ICASSP 2017. The four variants of its
Figure 1: first or second order, whole photos alone or all regions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.candidate_regions import candidate_regions
from photosearch.descriptors.fit.drawn import drawn
from photosearch.descriptors.fit.principal import principal
from photosearch.descriptors.fit.unit_rows import unit_rows
from photosearch.descriptors.fit.whitening import PER_DIMENSION
from photosearch.descriptors.fitted import FittedDescriptor, Learned
from photosearch.descriptors.normalise import l2
from photosearch.descriptors.salient_points import attention, salient_points
from photosearch.descriptors.second_order import channel_weights, second_order
from photosearch.types import DEEP, FeatureMap, Grid, Mask, Observation

INNER = 128
"""K': dimensions of a cell before second moments are made of it."""
DIMENSIONS = 512
MOST = 2_000
"""Regions that projections are learned from."""
OF_EACH = 8
"""The most regions that a photo can have: the whole of it, and hulls of every set of three clusters."""
SMALLEST = 1e-3
"""Variances are raised to this share of the largest before they are divided by."""

Pool: TypeAlias = Callable[["Weighted", Mask, Learned], NDArray[np.float32]]


def regions(observation: Observation, *, every: bool) -> list[Mask]:
    """Return the regions of a photo on the deep layer's grid, the whole photo first; that alone unless `every`."""
    deep = observation.maps[DEEP]
    grid = (deep.shape[1], deep.shape[2])
    if not every:
        return [np.ones(grid, np.bool_)]
    height, width = observation.rgb.shape[:2]
    return candidate_regions(salient_points(observation.rgb, deep), (height, width), grid)


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """A photo's cells times beta, (rows, columns, channels), and alpha, (rows, columns)."""

    cells: NDArray[np.float32]
    alpha: Grid

    @classmethod
    def of(cls, deep: FeatureMap) -> Weighted:
        """Weigh the cells of the deep layer."""
        return cls(np.ascontiguousarray(deep.transpose(1, 2, 0)) * channel_weights(deep), attention(deep))


def first_order(seen: Weighted, region: Mask, _learned: Learned) -> NDArray[np.float32]:
    """Return the sum of a region's cells weighted by alpha, of unit length, (channels,): the paper's O1."""
    return l2(seen.alpha[region] @ seen.cells[region])


def second_moments(seen: Weighted, region: Mask, learned: Learned) -> NDArray[np.float32]:
    """Return the second moments of a region's cells, (inner (inner + 1) / 2,)."""
    return second_order(np.asarray(seen.cells[region] @ learned["inner"].T, np.float32), seen.alpha[region])


def plain_sum(seen: Weighted, region: Mask, _learned: Learned) -> NDArray[np.float32]:
    """Return the sum of a region's cells, of unit length: what the basis of cells is learned from."""
    return l2(seen.cells[region].sum(axis=0))


def pooled(pool: Pool, every: bool, observation: Observation, learned: Learned) -> NDArray[np.float32]:  # noqa: FBT001  # bound
    """Return the vectors of a photo's regions, (regions, d)."""
    seen = Weighted.of(observation.maps[DEEP])
    return np.stack([pool(seen, region, learned) for region in regions(observation, every=every)])


def fit(pool: Pool, every: bool, observations: Iterable[Observation]) -> Learned:  # noqa: FBT001  # bound by partial
    """Learn the basis of cells (``inner``) where it is needed, then the whitening of regions (``mean``, ``axes``)."""
    learned: Learned = {}
    if pool is second_moments:
        sums = drawn((pooled(plain_sum, every, seen, learned) for seen in observations), MOST, OF_EACH)
        learned = {"inner": principal(sums, INNER)[1]}
    vectors = drawn((pooled(pool, every, seen, learned) for seen in observations), MOST, OF_EACH)
    mean, axes = principal(vectors, max(1, min(DIMENSIONS, len(vectors) // PER_DIMENSION)))
    spread = ((vectors - mean) @ axes.T).astype(np.float64).var(axis=0)
    scale = np.sqrt(np.maximum(spread, SMALLEST * spread.max()))
    return {**learned, "mean": mean, "axes": (axes / scale[:, None]).astype(np.float32)}


def compute(pool: Pool, every: bool, observation: Observation, learned: Learned) -> NDArray[np.float32]:  # noqa: FBT001  # bound
    """Return the whitened vectors of a photo's regions, (regions, dimensions), each of unit length or zero."""
    rows = pooled(pool, every, observation, learned)
    white = (rows - learned["mean"]) @ learned["axes"].T
    white[~rows.any(axis=1)] = 0  # nothing is seen there: subtracting the mean would make all of these alike
    return unit_rows(np.asarray(white, np.float32))


def best_pair(here: NDArray[np.float32], there: NDArray[np.float32]) -> tuple[float, int, int]:
    """Return the best cosine over all pairs of regions (n, d) and (m, d), and which two they are."""
    scores = here @ there.T
    place = int(scores.argmax())
    return float(scores.flat[place]), place // len(there), place % len(there)


_PARTS = "Compares the most similar parts of two photos: for one thing in many surroundings."
_WHOLE = "What the comparison of parts is measured against: whole photos, in the same terms, for researchers."


def _variant(name: str, title: str, pool: Pool, *, every: bool) -> FittedDescriptor:
    inner = (("inner", str(INNER)),) if pool is second_moments else ()
    return FittedDescriptor(
        id=name,
        title=title,
        summary=_PARTS if every else _WHOLE,
        fit=partial(fit, pool, every),
        compute=partial(compute, pool, every),
        parameters=(("dimensions", str(DIMENSIONS)), *inner),
        parts=OF_EACH if every else 1,
    )


DESCRIPTORS = (
    _variant("regional", "Best matching parts", second_moments, every=True),
    _variant("regional_2_whole", "Whole photos, by how features go together", second_moments, every=False),
    _variant("regional_1_all", "Best matching parts, by sums", first_order, every=True),
    _variant("regional_1_whole", "Whole photos, by sums", first_order, every=False),
)
