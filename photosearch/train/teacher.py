"""The teacher: any network with a manifest, asked for what the student is to learn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from photosearch.backbones.manifest import load_manifest
from photosearch.backbones.onnx_backbone import check_names, open_session, read_verified
from photosearch.errors import ModelProblem
from photosearch.train.directions import Directions
from photosearch.train.pooling import activation, weighed
from photosearch.train.views import resized
from photosearch.types import DEEP


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """What a teacher says of views.

    `mean` (n, channels) is the mean of its deep maps; `described` (n, channels) is of length 1, and views are compared
    by it; `activation` (n, rows, columns) the sum over channels; `logits` (n, classes); `places` (n, kept,
    rows, columns) what it sees at every place, in its principal directions.
    """

    mean: Tensor
    described: Tensor
    activation: Tensor
    logits: Tensor
    places: Tensor

    def tensors(self) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Return all, in the order above."""
        return self.mean, self.described, self.activation, self.logits, self.places


class Teacher:
    """A network that is only asked.

    Parameters
    ----------
    file
        The network, in ONNX.
    manifest
        What describes it; None: the file of the same name that ends in .toml.
    threads
        How many threads it may use.

    Raises
    ------
    ModelProblem
        It cannot be opened, is not what the manifest describes, or has no classifier.
    """

    def __init__(self, file: Path, manifest: Path | None, threads: int) -> None:
        self._manifest = load_manifest(manifest or file.with_suffix(".toml"))
        entry = self._manifest.classifier
        if entry is None:
            raise ModelProblem(f"The teacher {file} has no classifier in its manifest, and the student needs one.")
        self._outputs = [self._manifest.outputs[DEEP], entry.logits]
        model = read_verified(file, self._manifest.sha256, self._manifest.path)
        self._session = open_session(str(file), model, threads)
        check_names(self._session, str(file), self._manifest.path, self._manifest.input, self._outputs)
        self._mean = np.array(self._manifest.mean, np.float32)[:, None, None]
        self._std = np.array(self._manifest.std, np.float32)[:, None, None]
        self.directions: Directions | None = None

    @property
    def title(self) -> str:
        """What a person calls it."""
        return self._manifest.title

    @property
    def sha256(self) -> str:
        """The checksum of its file."""
        return self._manifest.sha256

    def teach(self, views: Tensor, side: int, batch: int = 8) -> Lessons:
        """Return what it says of views (n, 3, height, width) uint8 at a size; tensors on the CPU, float32.

        `places` has no channel as long as no `directions` are set.
        """
        parts = [self._ask(part, side) for part in views.cpu().split(batch)]
        return Lessons(*(torch.cat(part) for part in zip(*(part.tensors() for part in parts), strict=True)))

    def maps(self, views: Tensor, side: int, batch: int = 8) -> Tensor:
        """Return its deep maps of views at a size, (n, channels, rows, columns) float32."""
        return torch.cat([self._run(part, side)[0] for part in views.cpu().split(batch)])

    def _ask(self, views: Tensor, side: int) -> Lessons:
        deep, logits = self._run(views, side)
        places = deep[:, :0] if self.directions is None else self.directions(deep)
        return Lessons(deep.mean(dim=(2, 3)), weighed(deep), activation(deep), logits.flatten(1), places)

    def _run(self, views: Tensor, side: int) -> tuple[Tensor, Tensor]:
        planes = (resized(views, side).numpy() - self._mean) / self._std
        found = self._session.run(self._outputs, {self._manifest.input: planes})
        deep, logits = (torch.from_numpy(np.asarray(values, np.float32)) for values in found)
        return deep, logits
