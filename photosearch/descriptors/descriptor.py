"""What a descriptor is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from photosearch.types import DEEP, Mask, Needs, Observation, Vector


def deep_channels(channels: Mapping[str, int]) -> int:
    """Return the dimensions of a descriptor that has one number for each channel of the deep layer."""
    return channels[DEEP]


_ORDINARY = Needs()
"""One forward pass and the deep layer."""


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A way of turning an observation into one vector, compared by cosine.

    Attributes
    ----------
    id
        Its name on the command line and in the identity of a feature space.
    title, summary
        What a photographer reads: a few words, and one sentence on when to choose it.
    compute
        From an observation to a vector (dimensions,) float32. Deterministic and thread-safe. All zero where there is
        nothing to describe. Raises ProgramError where maps hold values that are not finite.
    dimensions
        From the number of channels by layer to the length of the vector.
    needs
        What the network must give.
    parameters
        Numbers that change the vector, as (name, value) in order of name: part of the feature space's identity.
    of_object
        From an observation and the part of the picture (rows, columns) that a person calls its main object to the
        vector; by default that of maps which are zero outside that part.
    everyday
        Whether every photo gets it while it is indexed; others are made when they are asked for.
    """

    id: str
    title: str
    summary: str
    compute: Callable[[Observation], Vector]
    dimensions: Callable[[Mapping[str, int]], int] = deep_channels
    needs: Needs = _ORDINARY
    parameters: tuple[tuple[str, str], ...] = ()
    of_object: Callable[[Observation, Mask], Vector] | None = None
    everyday: bool = True
