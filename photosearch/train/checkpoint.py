"""A run as it lies on the disk between its parts."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import torch

from photosearch.errors import ModelProblem

NAME = "checkpoint.pt"


def save(folder: Path, state: dict[str, Any]) -> None:
    """Write a checkpoint; a kill at any moment leaves the former or the new one, whole."""
    new = folder / f"{NAME}.new"
    torch.save(state, new)
    new.replace(folder / NAME)


def load(folder: Path) -> dict[str, Any] | None:
    """Return the checkpoint in a folder, None where there is none; nothing in it is run.

    Raises
    ------
    ModelProblem
        It is damaged, or holds more than numbers and names.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, KeyError, pickle.UnpicklingError) as error:
        raise ModelProblem(f"The checkpoint {path} cannot be read; delete it to begin anew: {error}") from error
    return state
