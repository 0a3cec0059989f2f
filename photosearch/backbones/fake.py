"""A network without a file, for tests and for trying out the program: colours and edges as feature maps.

Similar pictures get similar maps, it costs next to nothing, and every run gives the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from photosearch.types import DEEP, SECOND, Activations, Classifier, FeatureMap, Rgb

CLASSES = 12
"""How many classes the fake classifier tells apart."""


class FakeBackbone:
    """Twelve hue and edge channels per cell: `DEEP` of 32 pixels, `SECOND` of 16.

    Parameters
    ----------
    name
        What it calls itself; two names are two networks.
    before_run
        Called before every forward pass, for tests that have to interfere.
    """

    def __init__(self, name: str = "fake", before_run: Callable[[], None] | None = None) -> None:
        self._name = name
        self._before_run = before_run
        self._classifier = Classifier(
            np.eye(CLASSES, dtype=np.float32),
            np.zeros(CLASSES, np.float32),
            tuple(f"colour {n}" for n in range(CLASSES)),
        )

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def sha256(self) -> str:
        """A checksum of its name, as it has no file."""
        return checksum(self._name)

    @property
    def outputs(self) -> Mapping[str, str]:
        """Its outputs are called as their roles."""
        return {DEEP: DEEP, SECOND: SECOND}

    @property
    def preprocessing(self) -> str:
        """It takes pictures as they are."""
        return "none"

    @property
    def classifier(self) -> Classifier:
        """One class a channel."""
        return self._classifier

    def run(self, rgb: Rgb) -> Activations:
        """Return mean colours and contrasts of cells as maps of 12 channels; sides are multiples of 32."""
        if self._before_run is not None:
            self._before_run()
        second = _channels(_blocks(rgb.astype(np.float32) / np.float32(255), 16))
        rows, columns = second.shape[1] // 2, second.shape[2] // 2
        deep = second.reshape(CLASSES, rows, 2, columns, 2).max(axis=(2, 4))
        return Activations({DEEP: deep, SECOND: second}, deep.mean(axis=(1, 2)))


def checksum(name: str) -> str:
    """Return what stands for the checksum of a network file."""
    return hashlib.sha256(f"fake network {name}".encode()).hexdigest()


def _blocks(picture: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Return the mean colour and the mean contrast of blocks, (rows, columns, 6)."""
    height, width = picture.shape[:2]
    blocks = picture.reshape(height // side, side, width // side, side, 3)
    return np.concatenate([blocks.mean(axis=(1, 3)), blocks.std(axis=(1, 3))], axis=2)


def _channels(blocks: NDArray[np.float32]) -> FeatureMap:
    """Return how far each of six numbers lies above and below the middle grey, rectified: (12, rows, columns)."""
    centred = blocks - np.array([0.5, 0.5, 0.5, 0.1, 0.1, 0.1], np.float32)
    both = np.concatenate([centred, -centred], axis=2)
    return np.ascontiguousarray(np.maximum(both, 0).transpose(2, 0, 1))
