"""A part of what the network sees, chosen by hand: all else is as if the network had seen nothing there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from photosearch.descriptors.selection import fitted_mask
from photosearch.types import Mask, Observation, Words


def masked(seen: Observation, mask: Mask) -> Observation:
    """Return an observation with maps that are zero outside a mask, (rows, columns) of any size over the picture.

    The mirrored observation loses the mirrored part; further looks, which see parts of their own, stay as they are.
    """
    maps = {role: layer * fitted_mask(mask, layer.shape[1:]) for role, layer in seen.maps.items()}
    mirrored = None if seen.mirrored is None else masked(seen.mirrored, np.ascontiguousarray(mask[:, ::-1]))
    return replace(seen, maps=maps, mirrored=mirrored)


def masked_words(words: Words, mask: Mask) -> Words:
    """Return words that count nothing outside a mask; words that lie in no grid stay as they are."""
    if words.ids.shape[0] == 1:
        return words
    weights = words.weights if words.weights.any() else np.full_like(words.weights, 255)
    return Words(words.ids, weights * fitted_mask(mask, words.ids.shape))
