"""What is surrounded: shapes that do not touch the picture's edge, at any threshold of any colour channel.

Zhang, Sclaroff: "Saliency Detection: A Boolean Map Approach", ICCV 2013.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.weights.weight import Weight, stretched, to_grid
from photosearch.types import FeatureMap, Grid, Observation, Rgb

SIDE = 200
"""The picture is made so small first (its long side)."""
STEP = 16
"""Every channel of Lab is cut at each multiple of this."""
OPENING = 3
DILATION = 5
BLUR = 4.0


def saliency(rgb: Rgb) -> Grid:
    """Return how much every place is surrounded, 0..1, for a picture made small."""
    scale = min(1.0, SIDE / max(rgb.shape[:2]))
    size = (max(8, round(rgb.shape[1] * scale)), max(8, round(rgb.shape[0] * scale)))
    lab = cv2.cvtColor(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2LAB)
    attention = np.zeros(lab.shape[:2], np.float32)
    for channel in cv2.split(cv2.medianBlur(lab, 3)):
        low, high = int(channel.min()), int(channel.max())
        for threshold in range(low - low % STEP + STEP, high, STEP):
            above = (channel >= threshold).astype(np.uint8)
            for shape in (above, 1 - above):
                attention += _surrounded(shape)
    return stretched(np.asarray(cv2.GaussianBlur(attention, (0, 0), BLUR), np.float32))


def _surrounded(shape: NDArray[np.uint8]) -> Grid:
    """Return the parts of a shape that do not touch the edge, thickened, as a map of unit length."""
    opened = cv2.morphologyEx(shape, cv2.MORPH_OPEN, np.ones((OPENING, OPENING), np.uint8))
    _, labels = cv2.connectedComponents(opened, connectivity=8)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    inside = ~np.isin(labels, edge) & (opened > 0)
    if not inside.any():
        return np.zeros(shape.shape, np.float32)
    thick = cv2.dilate(inside.astype(np.float32), np.ones((DILATION, DILATION), np.uint8))
    return thick / np.float32(np.linalg.norm(thick))


def make(observation: Observation, maps: FeatureMap) -> Grid:
    """Return saliency reduced to the grid of the maps, (rows, columns)."""
    return to_grid(saliency(observation.rgb), *maps.shape[1:])


WEIGHT = Weight("bms", "what is surrounded", make)
