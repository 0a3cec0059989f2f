"""Whether two photos show the same flat thing: local features that agree on how it was moved.

Lowe: "Distinctive Image Features from Scale-Invariant Keypoints", IJCV 2004 (ratio test); Barath, Noskova, Ivashechkin,
Matas: "MAGSAC++, a Fast, Reliable and Accurate Robust Estimator", CVPR 2020, as OpenCV has it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

RATIO = 0.8
"""A match counts where the second best is at least so much farther away."""
REPROJECTION = 6.0
"""Pixels by which a point may miss its place under the common movement."""
FEWEST = 8
"""Fewer agreeing matches are chance."""

Features = tuple[NDArray[np.float32], NDArray[np.float32]]
"""Points (n, 2), (row, column), and their unit vectors (n, d)."""


@dataclass(frozen=True, slots=True, eq=False)
class Verified:
    """The matches that agree: their points in both photos, (n, 2) each, (row, column) in pixels."""

    here: NDArray[np.float32]
    there: NDArray[np.float32]

    def __len__(self) -> int:
        """How many matches agree."""
        return len(self.here)


_NOTHING = np.zeros((0, 2), np.float32)


def matches(here: NDArray[np.float32], there: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return pairs of places, (n, 2), of vectors that are clearly nearest to each other in both directions."""
    if len(here) < 2 or len(there) < 2:
        return np.zeros((0, 2), np.int64)
    likeness = here @ there.T
    best = likeness.argmax(axis=1)
    rows = np.arange(len(here))
    first = likeness[rows, best]
    second = np.partition(likeness, -2, axis=1)[:, -2]
    # Squared distances of unit vectors: 2 - 2 cos.
    clear = np.maximum(2 - 2 * first, 0) < RATIO**2 * np.maximum(2 - 2 * second, 0)
    mutual = likeness.argmax(axis=0)[best] == rows
    chosen = rows[clear & mutual]
    return np.stack([chosen, best[chosen]], axis=1)


def verify(here: Features, there: Features) -> Verified:
    """Return the matches of two photos that agree on one homography; none where fewer than `FEWEST` do.

    The same photos give the same matches.
    """
    pairs = matches(here[1], there[1])
    if len(pairs) < FEWEST:
        return Verified(_NOTHING, _NOTHING)
    first, second = here[0][pairs[:, 0]], there[0][pairs[:, 1]]
    cv2.setRNGSeed(0)
    found, agree = cv2.findHomography(
        first[:, ::-1], second[:, ::-1], cv2.USAC_MAGSAC, REPROJECTION, confidence=0.999, maxIters=2_000
    )
    if found is None or agree is None or int(agree.sum()) < FEWEST or not _plausible(np.asarray(found, np.float64)):
        return Verified(_NOTHING, _NOTHING)
    inliers = agree.ravel() > 0
    return Verified(first[inliers], second[inliers])


def _plausible(homography: NDArray[np.floating]) -> bool:
    """Whether a homography could be a camera's: no mirror image, and not squeezed to nothing."""
    area = float(np.linalg.det(homography[:2, :2]))
    return 1e-3 < area < 1e3
