"""What changes in the course of a run: the size of views and how fast is learned."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schedule:
    """All is a function of the share of the run that is over, 0 to 1.

    `sizes` are (share of the run, side in pixels) in order; the rate rises over the share `warm_up` to `rate` and falls
    to `last` of it, as a cosine does.
    """

    sizes: Sequence[tuple[float, int]] = ((0.5, 112), (0.33, 144), (0.17, 176))
    rate: float = 1e-3
    warm_up: float = 0.02
    last: float = 0.01

    def size(self, share: float) -> int:
        """Return the side of views."""
        for length, side in self.sizes:
            if share < length:
                return side
            share -= length
        return self.sizes[-1][1]

    def rate_at(self, share: float) -> float:
        """Return the learning rate."""
        if share < self.warm_up:
            return self.rate * max(share / self.warm_up, 0.01)
        fallen = min(1.0, (share - self.warm_up) / (1 - self.warm_up))
        return self.rate * (self.last + (1 - self.last) * (1 + math.cos(math.pi * fallen)) / 2)
