"""Whether an exported file does what the network in torch does, on noise and on a photo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn

from photosearch.backbones.onnx_backbone import open_session
from photosearch.errors import ModelProblem
from photosearch.train.onnx_graph import INPUT
from photosearch.train.traced import run

LIMIT = 1e-4
"""How far outputs may be apart, as a share of the strongest value of each."""
NOISE = (2, 3, 96, 128)
"""Two pictures at once, neither square nor of the photo's size."""

Apart = Mapping[str, float]
"""How far two networks are apart, by output: the largest difference as a share of the strongest value."""
Outputs = Sequence[Mapping[str, Tensor]]
"""What a network gives for several inputs, by output."""


def inputs(photo: Tensor) -> list[Tensor]:
    """Return what is compared on: noise, and a photo (1, 3, height, width), normalised."""
    return [torch.randn(NOISE, generator=torch.Generator().manual_seed(7)), photo]


def outputs(network: nn.Module, pictures: Sequence[Tensor]) -> Outputs:
    """Return what a network in torch gives for every input."""
    return [{name: values.clone() for name, values in run(network, given).items()} for given in pictures]


def file_outputs(model: bytes, names: Sequence[str], pictures: Sequence[Tensor]) -> Outputs:
    """Return what an ONNX file gives for every input."""
    session = open_session("the exported file", model, 1)
    found = (session.run(list(names), {INPUT: given.numpy()}) for given in pictures)
    return [dict(zip(names, map(torch.from_numpy, values), strict=True)) for values in found]


def apart(wanted: Outputs, found: Outputs) -> Apart:
    """Return how far outputs are apart, the worst of all inputs.

    Raises
    ------
    ModelProblem
        Sizes differ, or an output is 0 everywhere or not finite, so that nothing could be told from it.
    """
    worst: dict[str, float] = {}
    for mine, theirs in zip(wanted, found, strict=True):
        for name, values in mine.items():
            if values.shape != theirs[name].shape:
                raise ModelProblem(f"{name} has the shape {tuple(theirs[name].shape)}, not {tuple(values.shape)}.")
            strongest = float(values.abs().max())
            if not np.isfinite(strongest) or strongest == 0:
                raise ModelProblem(f"{name} is {strongest:g} everywhere at most: these weights make no network.")
            difference = float((values - theirs[name]).abs().max()) / strongest
            # A value that is no number is as far away as can be, and max() would lose it.
            worst[name] = max(worst.get(name, 0.0), difference if np.isfinite(difference) else float("inf"))
    return worst


def demand(found: Apart, limit: float, what: str) -> Apart:
    """Return what was found if it keeps to a limit.

    Raises
    ------
    ModelProblem
        It does not; `what` says in the message what was compared.
    """
    if max(found.values()) > limit:
        told = ", ".join(f"{name} {value:.1e}" for name, value in found.items())
        raise ModelProblem(f"{what}: apart by {told} of the strongest value, where {limit:g} is allowed.")
    return found
