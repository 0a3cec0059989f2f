"""What is behind the main object: SCDA turned inside out, for finding the same place with another subject.

Ours, after Wei, Luo, Wu, Zhou: "Selective Convolutional Descriptor Aggregation for Fine-Grained Image Retrieval", IEEE
TIP 2017, which throws this part away.
"""

from __future__ import annotations

import cv2
import numpy as np

from photosearch.descriptors.descriptor import Descriptor
from photosearch.descriptors.pool import mean_and_max
from photosearch.descriptors.selection import activation_map, fitted_mask, largest_component, mask
from photosearch.types import DEEP, FeatureMap, Mask, Observation, Vector

_NEIGHBOURS = np.ones((3, 3), np.uint8)


def background(deep: FeatureMap) -> Mask:
    """Return the cells (rows, columns) that neither stand out nor touch the main object.

    A cell sees far beyond its own place, so those beside the object still show it. Where nothing is left, the cells
    outside the main object; where it fills the picture, none.
    """
    standing_out = mask(activation_map(deep))
    component = largest_component(standing_out)
    behind: Mask = ~(_with_neighbours(component) | standing_out)
    return behind if behind.any() else ~component


def _with_neighbours(cells: Mask) -> Mask:
    near: Mask = cv2.dilate(cells.astype(np.uint8), _NEIGHBOURS) > 0
    return near


def compute(observation: Observation) -> Vector:
    """Return [l2(mean), l2(maximum)] over the background of the deep layer, (2 x channels,)."""
    deep = observation.maps[DEEP]
    return mean_and_max(deep[:, background(deep)])


def behind(observation: Observation, thing: Mask) -> Vector:
    """Return the same over all that neither belongs to a thing nor touches it, (2 x channels,)."""
    deep = observation.maps[DEEP]
    cells = fitted_mask(thing, deep.shape[1:])
    around = ~_with_neighbours(cells)
    return mean_and_max(deep[:, around if around.any() else ~cells])


DESCRIPTOR = Descriptor(
    id="background",
    title="What is behind",
    summary="Compares what is behind the main object and ignores that itself: for the same place with someone else.",
    compute=compute,
    dimensions=lambda channels: 2 * channels[DEEP],
    of_object=behind,
)
