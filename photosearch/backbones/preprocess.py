"""From an upright picture to network input."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from photosearch.types import InputPolicy, Rgb

# The pool of workers is the parallelism; threads within a call would only get in its way.
cv2.setNumThreads(1)


def resample(rgb: Rgb, policy: InputPolicy, full_size: tuple[int, int] | None = None) -> Rgb:
    """Scale a picture to the size that the policy gives it, by area averaging.

    Parameters
    ----------
    rgb
        (height, width, 3); may already be smaller than the photo.
    full_size
        (height, width) of the photo, by default that of `rgb`. The policy is applied to this size, so that the result
        does not depend on how far a decoder has scaled down before.
    """
    rows, columns = policy.size(*(full_size or rgb.shape[:2]))
    if rgb.shape[:2] == (rows, columns):
        return rgb
    return np.asarray(cv2.resize(rgb, (columns, rows), interpolation=cv2.INTER_AREA), dtype=np.uint8)


def normalise(rgb: Rgb, mean: Sequence[float], std: Sequence[float]) -> NDArray[np.float32]:
    """Return (x - mean) / std as a batch of one, (1, 3, height, width) float32."""
    planes = np.empty((1, 3, *rgb.shape[:2]), np.float32)
    for channel in range(3):
        np.multiply(rgb[:, :, channel], np.float32(1 / std[channel]), out=planes[0, channel])
        planes[0, channel] -= np.float32(mean[channel] / std[channel])
    return planes
