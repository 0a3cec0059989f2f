"""What a learned saliency network sees, such as SalNet, SalGAN or SAM: brought as an ONNX file with a manifest."""

from __future__ import annotations

from photosearch.descriptors.weights.weight import Weight, to_grid
from photosearch.errors import ProgramError
from photosearch.types import SALIENCY, FeatureMap, Grid, Observation


def make(observation: Observation, maps: FeatureMap) -> Grid:
    """Return the saliency network's map reduced to the grid of the maps, (rows, columns).

    Raises
    ------
    ProgramError
        The observation was made without a saliency network.
    """
    if SALIENCY not in observation.extra:
        raise ProgramError("This weight needs an observation that includes a saliency map.")
    return to_grid(observation.extra[SALIENCY], *maps.shape[1:])


WEIGHT = Weight("learned", "what a saliency network sees", make)
