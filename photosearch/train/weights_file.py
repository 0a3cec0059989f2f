"""Weights that a person has as a file of torch or safetensors; nothing in such a file is ever run."""

from __future__ import annotations

import pickle
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from photosearch.errors import ModelProblem

_NESTS = ("state_dict", "model")
"""Under what training programs keep the weights beside other things."""


def read_weights(path: Path) -> dict[str, Tensor]:
    """Return the weights in a file by name, as torchvision calls them today.

    Raises
    ------
    ModelProblem
        It cannot be read, holds more than weights, or other things than weights.
    """
    try:
        found = load_file(path) if path.suffix == ".safetensors" else _load(path)
    except OSError as error:
        raise ModelProblem(f"The weights {path} cannot be read: {error.strerror or error}.") from error
    except SafetensorError as error:
        raise ModelProblem(f"{path} is no file of safetensors, or is damaged: {error}.") from error
    for nest in _NESTS:
        inside = found.get(nest) if isinstance(found, Mapping) else None
        found = inside if isinstance(inside, Mapping) else found
    if not isinstance(found, Mapping) or not found or not all(isinstance(value, Tensor) for value in found.values()):
        raise ModelProblem(
            f"{path} holds no table of weights by name. Save them so: torch.save(network.state_dict(), FILE)"
        )
    return todays_names(found)


def todays_names(weights: Mapping[Any, Tensor]) -> dict[str, Tensor]:
    """Return weights without what nn.DataParallel put before their names, and DenseNet's as they are called today."""
    return {
        re.sub(r"\b(denselayer\d+\.(?:norm|relu|conv))\.([12])\.", r"\1\2.", str(name).removeprefix("module.")): values
        for name, values in weights.items()
    }


def _load(path: Path) -> Any:
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelProblem(
            f"{path} is no plain table of weights, or is damaged. A file of torch may hold a program that runs when it "
            "is opened, so that nothing but weights is read. Ask for safetensors, or, if you trust it, save its "
            f"state_dict() where it was made. What torch said: {first}"
        ) from error
