"""Which outputs of a network are feature maps, told by running it over pictures of two sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from photosearch.backbones.preprocess import normalise
from photosearch.errors import ModelProblem
from photosearch.types import Rgb

if TYPE_CHECKING:
    import onnxruntime

SHORT, LONG = 192, 288
"""Sides of the pictures, multiples of 32: one lies, one stands, so that maps of the one are transposed by the other."""


@dataclass(frozen=True, slots=True)
class MapFacts:
    """Maps of one layer: channels, and (rows, columns) of those of the lying picture; `rectified`: none is negative."""

    channels: int
    rows: int
    columns: int
    rectified: bool

    @property
    def stride(self) -> int:
        """About how many pixels apart neighbouring cells are."""
        return round(LONG / self.columns)


def only_input(session: onnxruntime.InferenceSession, file: str, wanted: str | None = None) -> tuple[str, bool]:
    """Return the name of a network's input, and whether it takes pictures of any size.

    Raises
    ------
    ModelProblem
        It has other inputs than one picture (n, 3, height, width) of float32.
    """
    inputs = session.get_inputs()
    names = [given.name for given in inputs]
    if len(inputs) != 1:
        raise ModelProblem(f"{file} wants {len(inputs)} inputs ({', '.join(names)}); only a picture can be given.")
    [given] = inputs
    if wanted is not None and given.name != wanted:
        raise ModelProblem(f"{file} has no input {wanted}, which its manifest names; it has {given.name}.")
    if given.type != "tensor(float)" or len(given.shape) != 4 or given.shape[1] not in (3, None):
        raise ModelProblem(
            f"{file} takes {given.type} {given.shape}, not pictures: float32 (n, 3, height, width), colours first."
        )
    return given.name, not any(isinstance(side, int) for side in given.shape[2:])


def find_maps(
    session: onnxruntime.InferenceSession,
    file: str,
    outputs: Sequence[str],
    mean: Sequence[float],
    std: Sequence[float],
) -> Mapping[str, MapFacts]:
    """Run a network over a lying and a standing picture and return those of its outputs that are maps, in order.

    Raises
    ------
    ModelProblem
        It fails on them, or gives values that are not finite numbers.
    """
    [given] = session.get_inputs()
    found: dict[str, MapFacts] = {}
    lying = drawn(SHORT, LONG)
    try:
        wide, high = (
            session.run(list(outputs), {given.name: normalise(rgb, mean, std)})
            for rgb in (lying, np.ascontiguousarray(lying.transpose(1, 0, 2)))
        )
    except Exception as error:  # onnxruntime raises bare and private types
        raise ModelProblem(
            f"{file} cannot take pictures of different sizes ({SHORT} x {LONG} and {LONG} x {SHORT} were tried). "
            f"Export it with dynamic height and width. What it said: {error}"
        ) from error
    for name, values, others in zip(outputs, wide, high, strict=True):
        shape = np.shape(values)
        if len(shape) != 4 or shape[0] != 1 or min(shape[2:]) < 2 or shape[2] >= shape[3] or values.dtype != np.float32:
            continue
        if np.shape(others) != (1, shape[1], shape[3], shape[2]):
            continue
        if not np.isfinite(values).all():
            raise ModelProblem(f"{file} gives values that are not finite numbers as {name}; it cannot be used.")
        found[name] = MapFacts(shape[1], shape[2], shape[3], rectified=float(values.min()) >= 0)
    return found


def drawn(height: int, width: int) -> Rgb:
    """Return a picture of soft colours with a disc and a square, the same every time."""
    noise = np.random.default_rng(7).integers(0, 256, (height // 16 + 1, width // 16 + 1, 3), np.uint8)
    rgb = cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC)
    side = min(height, width)
    cv2.circle(rgb, (width // 3, height // 2), side // 5, (240, 210, 40), -1)
    cv2.rectangle(rgb, (width * 2 // 3, height // 3), (width * 2 // 3 + side // 4, height * 2 // 3), (30, 60, 160), -1)
    return np.asarray(rgb, np.uint8)
