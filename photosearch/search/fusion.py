"""Several methods' opinions of the same photos, mixed into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def stretched(scores: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return scores scaled so that the lowest is 0 and the highest 1; all 0 where they do not differ."""
    wide = scores.astype(np.float64)
    low, high = (wide.min(), wide.max()) if len(wide) else (0.0, 0.0)
    return (wide - low) / (high - low) if high > low else np.zeros_like(wide)


def fuse(opinions: Sequence[tuple[float, Mapping[int, float]]]) -> list[tuple[int, float]]:
    """Mix lists of scores: each is scaled to 0..1 and added by its weight (late fusion).

    Parameters
    ----------
    opinions
        A weight and the scores by photo id, for every method. A photo that a method does not know counts as its last; a
        method with a weight of 0 has no say. One with a weight below 0 counts how unlike a photo is; which photos there
        are is for methods with a weight above 0 to say.

    Returns
    -------
    list of (int, float)
        Photo ids and mixed scores, best first, equal ones by id; the scores lie between 0 and 1.
    """
    heard = [(weight, scores) for weight, scores in opinions if weight and scores]
    total = sum(abs(weight) for weight, _ in heard)
    ids = sorted({photo for weight, scores in heard if weight > 0 for photo in scores})
    mixed = np.zeros(len(ids))
    for weight, scores in heard:
        lowest = min(scores.values())
        alike = stretched(np.array([scores.get(photo, lowest) for photo in ids]))
        mixed += abs(weight) / total * (alike if weight > 0 else 1 - alike)
    order = np.lexsort((np.array(ids, np.int64), -mixed))
    return [(ids[place], float(mixed[place])) for place in order.tolist()]
