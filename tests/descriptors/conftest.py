"""Observations made of hand-written maps, and hypothesis strategies for maps."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from photosearch.types import DEEP, SALIENCY, SECOND, Observation

# A busy machine is no reason to fail: no test of this room is about time.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

Observe = Callable[..., Observation]


def observation(deep: Any, second: Any = None, mirrored: Observation | None = None) -> Observation:
    """Return an observation that has these maps and nothing else."""
    maps = {DEEP: np.asarray(deep, np.float32)}
    if second is not None:
        maps[SECOND] = np.asarray(second, np.float32)
    return Observation(np.zeros((32, 32, 3), np.uint8), maps, mirrored=mirrored)


def complete(deep: Any, second: Any) -> Observation:
    """Return an observation with every further look that a descriptor may ask for, all of them at these maps."""
    deep, second = np.asarray(deep, np.float32), np.asarray(second, np.float32)
    other = observation(deep, second)
    saliency = {SALIENCY: np.abs(deep.sum(axis=0))}
    mirrored = observation(deep[:, :, ::-1], second[:, :, ::-1])
    return replace(observation(deep, second, mirrored=mirrored), boxed=other, scaled=(other, other), extra=saliency)


@pytest.fixture
def observe() -> Observe:
    return observation


@pytest.fixture
def small() -> np.ndarray:
    """Two channels of 2 x 2 cells whose pooled values are easy to follow."""
    return np.array([[[1, 0], [3, 0]], [[0, 2], [0, 2]]], np.float32)


def shuffled(deep: np.ndarray, order: list[int]) -> np.ndarray:
    """Return maps whose positions are in another order, (channels, rows, columns)."""
    return deep.reshape(len(deep), -1)[:, order].reshape(deep.shape)


def maps(channels: int = 3, side: int = 5) -> st.SearchStrategy[np.ndarray]:
    """Return rectified maps of small whole numbers, so that sums are exact."""
    return arrays(np.float32, (channels, side, side), elements=st.integers(0, 9).map(float))
