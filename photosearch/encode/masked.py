"""A part of what the network sees, chosen by hand: all else is as if the network had seen nothing there."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from photosearch.types import Mask, Observation, Words


def masked(seen: Observation, mask: Mask) -> Observation:
    """Return an observation with maps that are zero outside a mask, (rows, columns) of any size over the picture.

    The mirrored observation loses the mirrored part; further looks, which see parts of their own, stay as they are.
    """
    maps = {role: layer * fitted(mask, layer.shape[1:]) for role, layer in seen.maps.items()}
    mirrored = None if seen.mirrored is None else masked(seen.mirrored, np.ascontiguousarray(mask[:, ::-1]))
    return replace(seen, maps=maps, mirrored=mirrored)


def masked_words(words: Words, mask: Mask) -> Words:
    """Return words that count nothing outside a mask; words that lie in no grid stay as they are."""
    if words.ids.shape[0] == 1:
        return words
    weights = words.weights if words.weights.any() else np.full_like(words.weights, 255)
    return Words(words.ids, weights * fitted(mask, words.ids.shape))


def fitted(mask: Mask, size: tuple[int, ...]) -> Mask:
    """Return a mask at another size (rows, columns): a cell is in it if half of what it covers is.

    Where that leaves nothing of a small mask, the cells that it covers most.
    """
    share = cv2.resize(mask.astype(np.float32), (size[1], size[0]), interpolation=cv2.INTER_AREA)
    share = np.asarray(share, np.float32).reshape(size)
    inside: Mask = share >= 0.5
    return inside if inside.any() or not share.any() else share >= share.max()
