"""In which directions a teacher's maps differ most from place to place: what it sees there, in fewer numbers."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor


class Directions:
    """Principal directions of maps, the strong ones weakened: by the square root of their deviation.

    What tells one kind of bird from another varies little beside what tells birds from cars. With all directions as
    they come it would not count; with all of one strength, noise would count as much.

    Parameters
    ----------
    mean
        Of the channels over all places, (channels,).
    axes
        One direction a row, (kept, channels).
    """

    def __init__(self, mean: Tensor, axes: Tensor) -> None:
        self._mean, self._axes = mean, axes

    @classmethod
    def of(cls, maps: Tensor, kept: int) -> Directions:
        """Return those of maps (n, channels, rows, columns); at most `kept`, and no more than there are channels."""
        cells = maps.double().movedim(1, -1).flatten(0, -2)
        mean = cells.mean(dim=0)
        covariance = (cells - mean).T @ (cells - mean) / len(cells)
        variance, axes = torch.linalg.eigh(covariance)
        variance, axes = variance[-kept:], axes[:, -kept:]
        # A direction in which nothing varies would be divided by nothing.
        weakened = axes / variance.clamp(min=1e-6 * float(variance[-1])) ** 0.25
        return cls(mean.float(), weakened.T.float().contiguous())

    def __call__(self, maps: Tensor) -> Tensor:
        """Return maps (n, channels, rows, columns) as (n, kept, rows, columns)."""
        return torch.einsum("kc,ncij->nkij", self._axes, maps - self._mean[:, None, None])

    def state(self) -> dict[str, Tensor]:
        """Return all that `restored` needs."""
        return {"mean": self._mean, "axes": self._axes}

    @classmethod
    def restored(cls, state: Mapping[str, Tensor]) -> Directions:
        """Return those whose state it is."""
        return cls(state["mean"], state["axes"])
