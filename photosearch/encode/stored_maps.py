"""The maps that are kept of every photo, so that overlays cost no forward pass."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from photosearch.descriptors.class_map import class_maps, strongest_classes
from photosearch.descriptors.selection import activation_map, largest_component, mask
from photosearch.types import DEEP, Observation, StoredMaps

CLASSES = 8
"""How many class maps are kept."""


def stored_maps(observation: Observation) -> StoredMaps:
    """Return activation map, mask, main object and the strongest class maps of a photo, at the deep layer's size."""
    deep = observation.maps[DEEP]
    activation = activation_map(deep)
    cells = mask(activation)
    peak = float(activation.max())
    scaled = activation / peak if peak > 0 else np.zeros_like(activation)
    kept = StoredMaps(_bytes(scaled), peak, cells, largest_component(cells))
    if observation.classifier is None or observation.logits is None:
        return kept
    ids, scores = strongest_classes(observation.logits, CLASSES)
    maps = _bytes(class_maps(deep, observation.classifier, ids))
    return StoredMaps(kept.activation, peak, kept.mask, kept.component, ids, scores, maps)


def _bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return 0..1 as 0..255."""
    return np.round(values * 255).astype(np.uint8)
