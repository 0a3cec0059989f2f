"""What the human eye is drawn to: brightness, colour and direction that differ from what is around them.

Itti, Koch, Niebur: "A Model of Saliency-Based Visual Attention for Rapid Scene Analysis", IEEE TPAMI 1998.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from photosearch.descriptors.weights.weight import Weight, stretched, to_grid
from photosearch.types import FeatureMap, Grid, Observation, Rgb

SIDE = 256
"""The picture is made so small first (its long side): the model looks at coarse things."""
LEVELS = 7
CENTRES, SURROUNDS = (1, 2, 3), (2, 3)
"""A centre is a level of the pyramid; what surrounds it, the level so many steps coarser."""
FAINT = 1 / 255
"""Contrasts of less than a step of grey are none."""
DIRECTIONS = (0, 45, 90, 135)


def saliency(rgb: Rgb) -> Grid:
    """Return how much every place stands out, 0..1, at the size of the finest centre."""
    scale = min(1.0, SIDE / max(rgb.shape[:2]))
    size = (max(16, round(rgb.shape[1] * scale)), max(16, round(rgb.shape[0] * scale)))
    small = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    bright = small.mean(axis=2)
    # Hues of dark places are noise: they count only where it is brighter than a tenth of the brightest.
    seen = bright > bright.max() / 10
    tones = [np.where(seen, plane / np.maximum(bright, 1e-6), 0) for plane in (red, green, blue)]
    yellow = (tones[0] + tones[1]) / 2 - np.abs(tones[0] - tones[1]) / 2 - tones[2]
    opponents = [
        np.maximum(tones[0] - (tones[1] + tones[2]) / 2, 0) - np.maximum(tones[1] - (tones[0] + tones[2]) / 2, 0),
        np.maximum(tones[2] - (tones[0] + tones[1]) / 2, 0) - np.maximum(yellow, 0),
    ]
    size = (size[0] // 2, size[1] // 2)
    conspicuous = [_contrasts([bright], size), _contrasts(opponents, size)]
    conspicuous.append(_contrasts([_directed(bright, degrees) for degrees in DIRECTIONS], size))
    return stretched(np.mean([_promoted(grid) for grid in conspicuous], axis=0).astype(np.float32))


def _directed(bright: Grid, degrees: int) -> Grid:
    kernel = cv2.getGaborKernel((9, 9), 2.0, np.deg2rad(degrees), 5.0, 1.0, 0)
    return np.abs(cv2.filter2D(bright, cv2.CV_32F, (kernel - kernel.mean()).astype(np.float32)))


def _contrasts(features: Sequence[Grid], size: tuple[int, int]) -> Grid:
    """Return how centres differ from their surrounds, summed over features and scales, at (width, height)."""
    summed = np.zeros((size[1], size[0]), np.float32)
    for feature in features:
        pyramid = [feature.astype(np.float32)]
        while len(pyramid) < LEVELS and min(pyramid[-1].shape) > 1:
            pyramid.append(np.asarray(cv2.pyrDown(pyramid[-1]), np.float32))
        for centre in CENTRES:
            for coarser in SURROUNDS:
                if centre + coarser < len(pyramid):
                    fine = pyramid[centre]
                    around = cv2.resize(pyramid[centre + coarser], fine.shape[::-1], interpolation=cv2.INTER_LINEAR)
                    differs = np.abs(fine - around)
                    differs[differs < FAINT] = 0  # or rounding would stand out where there is nothing else
                    summed += cv2.resize(_promoted(differs), size, interpolation=cv2.INTER_LINEAR)
    return summed


def _promoted(grid: Grid) -> Grid:
    """Promote maps with few strong peaks over those with many: the model's operator N."""
    unit = stretched(grid)
    peaks = unit[(unit >= cv2.dilate(unit, np.ones((3, 3), np.uint8))) & (unit > 0.1) & (unit < 1)]
    others = float(peaks.mean()) if peaks.size else 0.0
    return unit * (1 - others) ** 2


def make(observation: Observation, maps: FeatureMap) -> Grid:
    """Return saliency reduced to the grid of the maps, (rows, columns)."""
    return to_grid(saliency(observation.rgb), *maps.shape[1:])


WEIGHT = Weight("ittikoch", "what draws the eye", make)
