"""What a descriptor is that learns something from photos (a vocabulary, a whitening) before it can describe one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from photosearch.types import Needs, Observation

Learned: TypeAlias = Mapping[str, NDArray[np.float32]]
"""What was fitted: arrays by name, without NaN or infinity."""

_ORDINARY = Needs()
"""One forward pass and the deep layer."""


@dataclass(frozen=True, slots=True)
class FittedDescriptor:
    """A way of turning an observation into vectors, once it has been fitted on other photos.

    Attributes
    ----------
    id
        Its name on the command line and in the identity of a feature space.
    title, summary
        What a photographer reads: a few words, and one sentence on when to choose it.
    fit
        From observations, which it may go through several times, to what `compute` needs. The same observations give
        the same arrays. Raises QueryProblem where they are too few.
    compute
        From an observation and what was fitted to vectors (n, dimensions) float32, each of unit length or zero. Two
        photos are compared by the best cosine over all pairs of their vectors; n is 1 for a global descriptor, and the
        first row always describes the whole photo. Deterministic and thread-safe.
    needs
        What the network must give.
    parameters
        Numbers that change the vectors, as (name, value) in order of name: part of the feature space's identity.
    parts
        The most vectors that a photo can have.
    """

    id: str
    title: str
    summary: str
    fit: Callable[[Iterable[Observation]], Learned]
    compute: Callable[[Observation, Learned], NDArray[np.float32]]
    needs: Needs = _ORDINARY
    parameters: tuple[tuple[str, str], ...] = ()
    parts: int = 1
