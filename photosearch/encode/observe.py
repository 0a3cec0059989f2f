"""From a picture to what descriptors are given: one forward pass, or two with the mirrored picture."""

from __future__ import annotations

import numpy as np

from photosearch.backbones.preprocess import resample
from photosearch.types import Backbone, InputPolicy, Observation, Rgb


def observe(
    rgb: Rgb,
    backbone: Backbone,
    policy: InputPolicy,
    *,
    mirrored: bool = False,
    full_size: tuple[int, int] | None = None,
) -> Observation:
    """Return the observation of an upright picture.

    Parameters
    ----------
    rgb : ndarray of uint8, (height, width, 3)
        The picture, full size or scaled down while it was decoded.
    mirrored : bool
        Whether to run the mirrored picture through the network too.
    full_size : (height, width), optional
        The photo's size where `rgb` is smaller.
    """
    seen = resample(rgb, policy, full_size)
    opposite = _observation(np.ascontiguousarray(seen[:, ::-1]), backbone, None) if mirrored else None
    return _observation(seen, backbone, opposite)


def _observation(rgb: Rgb, backbone: Backbone, mirrored: Observation | None) -> Observation:
    activations = backbone.run(rgb)
    return Observation(rgb, activations.maps, activations.logits, backbone.classifier, mirrored=mirrored)
