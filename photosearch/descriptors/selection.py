"""Where the main object is: activation map, mask and largest component.

Wei, Luo, Wu, Zhou: "Selective Convolutional Descriptor Aggregation for Fine-Grained Image Retrieval", IEEE TIP 2017.
"""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.errors import ProgramError
from photosearch.types import Box, FeatureMap, Grid, Mask

TIE = 1e-6
"""Cells that exceed the mean by no more than this share of it do not count as greater: they differ by rounding."""


def activation_map(maps: FeatureMap) -> Grid:
    """Return A: the sum over channels of rectified maps (channels, rows, columns), (rows, columns) float32."""
    summed: Grid = maps.sum(axis=0, dtype=np.float64).astype(np.float32)
    return summed


def mask(activation: Grid) -> Mask:
    """Return M: the cells of A that are strictly greater than its mean; none where A is flat.

    Raises
    ------
    ProgramError
        A holds NaN or infinity: every comparison with their mean is false, which would look like "no object".
    """
    mean = activation.mean(dtype=np.float64)
    if not np.isfinite(mean):
        raise ProgramError("An activation map holds values that are not finite numbers.")
    greater: Mask = activation.astype(np.float64) > mean * (1 + TIE)
    return greater


def largest_component(cells: Mask) -> Mask:
    """Return M~: the 8-connected component with most cells, the first found on a tie; nothing of nothing."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cells.astype(np.uint8), connectivity=8)
    if count == 1:  # the background alone
        return np.zeros_like(cells)
    largest = 1 + np.argmax(stats[1:, cv2.CC_STAT_AREA])
    return np.asarray(labels == largest)


def main_object(maps: FeatureMap) -> Mask:
    """Return M~ of maps (channels, rows, columns)."""
    return largest_component(mask(activation_map(maps)))


def second_mask(second: FeatureMap, component: Mask) -> Mask:
    """Return the mask of the second layer: its own M, where the deep layer's M~ (resized by nearest neighbour) is too.

    Parameters
    ----------
    second
        Maps of the second layer, (channels, rows, columns).
    component
        M~ of the deep layer, of any size.
    """
    rows, columns = second.shape[1:]
    wide = cv2.resize(component.astype(np.uint8), (columns, rows), interpolation=cv2.INTER_NEAREST)
    return mask(activation_map(second)) & (wide > 0)


def fitted_mask(cells: Mask, size: tuple[int, ...]) -> Mask:
    """Return a mask at another size (rows, columns): a cell is in it if half of what it covers is.

    Where that leaves nothing of a small mask, the cells that it covers most.
    """
    share = cv2.resize(cells.astype(np.float32), (size[1], size[0]), interpolation=cv2.INTER_AREA)
    share = np.asarray(share, np.float32).reshape(size)
    inside: Mask = share >= 0.5
    return inside if inside.any() or not share.any() else share >= share.max()


def component_box(component: Mask) -> Box | None:
    """Return the bounding box, in cells, of the cells that are set; None where none is."""
    rows = np.flatnonzero(component.any(axis=1))
    columns = np.flatnonzero(component.any(axis=0))
    if not rows.size:
        return None
    return Box(int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1)
